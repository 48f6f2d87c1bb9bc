internal import Exporting
internal import Postgres

/// `--subset`: reads the plan, lets its rows be chosen, and says how many.
struct SubsetChoice {
    private let path: String
    private let command: MaskCommand
    private let inputs: MaskInputs

    init(path: String, command: MaskCommand, _ inputs: MaskInputs) {
        self.path = path
        self.command = command
        self.inputs = inputs
    }

    /// The rows, of every table that the catalog holds, in a snapshot that stays open.
    func choose() throws -> SubsetSelection {
        let file = try SubsetFile(name: path, text: WholeFile.readText(path))
        let tables = try MaskSources(
            source: command.source, catalog: inputs.catalog,
            catalogName: command.planOptions.catalog
        ).list().compactMap(\.table)
        let connection = try Connection(ConnectionOptions(command.source))
        Interruption.onRequest { connection.cancel() }
        return try SubsetSelector.choose(
            file, seed: file.seed.map(SubsetSeed.init) ?? SubsetSeed(inputs.key), of: tables,
            on: connection, isCancelled: { Interruption.isRequested })
    }

    /// What the rows are, before the first is read.
    static func lines(_ selection: SubsetSelection?) -> [String] {
        (selection?.reports ?? []).filter { $0.rows > 0 }.map { report in
            let reasons = [
                (report.roots, "roots"), (report.children, "children"), (report.parents, "parents"),
            ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            let whole = report.estimatedTableRows.map { " of about \($0)" } ?? ""
            return "\(report.relation): takes \(report.rows) rows\(whole)"
                + " (\(reasons.joined(separator: ", ")))"
        }
    }

    /// `--dry-run`.
    static func print(_ selection: SubsetSelection, json: Bool) throws {
        if json { return try JSONOutput.write(selection.reports) }
        try StandardOutput.write(SubsetReport.text(selection.reports))
        let rows = selection.reports.reduce(0) { $0 + $1.rows }
        try StandardOutput.line("\(rows) rows of \(selection.reports.count) tables; none written")
    }
}
