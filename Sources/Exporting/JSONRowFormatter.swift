internal import Formats
internal import Primitives
internal import Structure

/// Writes rows as JSON Lines, one object a row, members in the order of the columns.
struct JSONRowFormatter: Sendable {
    let columns: [ExportColumn]
    private let kinds: [ExportColumn.JSONKind]
    /// `{"name":` for the first column, `,"name":` for the others.
    private let prefixes: [[UInt8]]

    init(columns: [ExportColumn]) {
        self.columns = columns
        kinds = columns.map(\.jsonKind)
        prefixes = columns.enumerated().map { index, column in
            var prefix: [UInt8] = [index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")]
            JSONText.encode(Array(column.name.utf8).span, into: &prefix)
            return prefix + [UInt8(ascii: ":")]
        }
    }

    /// Appends every row; cells must be in the form of `JSONCellForm`.
    func append(_ batch: RowBatch, to output: inout [UInt8]) {
        let bytes = batch.columns.reduce(0) { $0 + $1.bytes.count }
        let frame = prefixes.reduce(2) { $0 + $1.count + 2 }
        output.reserveCapacity(output.count + bytes + bytes / 8 + frame * batch.rowCount)
        unsafe ColumnSpans.lend(batch) { columns in
            for row in 0..<batch.rowCount {
                for index in unsafe columns.indices {
                    output += prefixes[index]
                    if unsafe columns[index].isNull(row) {
                        output += Self.null
                    } else {
                        let cell = unsafe columns[index].cell(row)
                        unsafe append(cell.span, kinds[index], to: &output)
                    }
                }
                output += [UInt8(ascii: "}"), 0x0A]
            }
        }
    }

    private static let null = Array("null".utf8)
    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)

    private func append(
        _ cell: borrowing Span<UInt8>, _ kind: ExportColumn.JSONKind, to output: inout [UInt8]
    ) {
        switch kind {
        case .number where JSONText.isNumber(cell), .document: Self.copy(cell, to: &output)
        case .boolean where cell.count == 1 && cell[0] == UInt8(ascii: "t"): output += Self.yes
        case .boolean where cell.count == 1 && cell[0] == UInt8(ascii: "f"): output += Self.no
        case .json where Self.isDocument(cell): Self.copy(cell, to: &output)
        default: JSONText.encode(cell, into: &output)
        }
    }

    private static func copy(_ cell: borrowing Span<UInt8>, to output: inout [UInt8]) {
        unsafe cell.withUnsafeBufferPointer { unsafe output.append(contentsOf: $0) }
    }

    private static func isDocument(_ cell: borrowing Span<UInt8>) -> Bool {
        var paths = JSONPathTable()
        var leaves: [JSONLeaf] = []
        var walker = JSONWalker()
        return (try? walker.walk(cell, paths: &paths, into: &leaves)) != nil
    }
}
