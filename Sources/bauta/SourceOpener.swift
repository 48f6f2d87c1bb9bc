internal import Exporting
internal import Formats
internal import Postgres
internal import Scanning

/// Opens what is to be masked and lends it; a server's queries are cancelled on Ctrl-C.
struct SourceOpener {
    let inputs: MaskInputs
    let header: CSVHeader.Mode
    /// Chooses the rows of a database's tables.
    var subset: SubsetSelection?

    func open<Result>(
        _ source: MaskSource, _ body: (ExportSource) throws -> Result
    ) throws -> Result {
        switch source.origin {
        case .csv(let path, let schema, let relation):
            return try body(
                .csv(
                    path: path, schema: schema, relation: relation, header: header,
                    isValue: inputs.rules.recogniser))
        case .jsonLines(let path, let schema, let relation):
            return try body(.jsonLines(path: path, schema: schema, relation: relation))
        case .database(let text, let target):
            let connection = try Connection(ConnectionOptions(text))
            Interruption.onRequest { connection.cancel() }
            return try body(try .postgres(connection, target, subset: subset))
        }
    }
}
