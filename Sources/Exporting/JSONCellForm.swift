internal import Primitives

/// Brings cells into the one form that JSON Lines can give back.
///
/// JSON knows one `true` and one `null` and a line can't be broken: so `true` becomes PostgreSQL's
/// `t`, a `null` document becomes NULL and the line breaks of a `json` document become blanks,
/// before anything is recorded about the cells.
enum JSONCellForm {
    /// Rewrites the columns that need it; the others aren't touched.
    static func apply(_ columns: [ExportColumn], to batch: inout RowBatch) {
        for (index, column) in columns.enumerated() {
            switch column.jsonKind {
            case .boolean where batch.columns[index].bytes.count > batch.rowCount:
                batch.columns[index] = rewrite(batch.columns[index], boolean)
            case .json where needsChange(batch.columns[index]):
                batch.columns[index] = rewrite(batch.columns[index]) { cell in
                    cell == null ? nil : cell.map { isBreak($0) ? 0x20 : $0 }
                }
            default: break
            }
        }
    }

    private static let null = Array("null".utf8)

    private static func needsChange(_ cells: CellBatch) -> Bool {
        cells.bytes.contains(where: isBreak)
            || (0..<cells.count).contains { row in
                let range = cells.range(row)
                return range.count == null.count && cells.bytes[range].elementsEqual(null)
            }
    }

    private static func boolean(_ cell: [UInt8]) -> [UInt8]? {
        switch String(decoding: cell, as: UTF8.self) {
        case "true": [UInt8(ascii: "t")]
        case "false": [UInt8(ascii: "f")]
        default: cell
        }
    }

    private static func rewrite(
        _ cells: CellBatch, _ change: ([UInt8]) -> [UInt8]?
    ) -> CellBatch {
        var output = CellBatch(cellCapacity: cells.count, byteCapacity: cells.bytes.count)
        for row in 0..<cells.count {
            if let cell = cells[copy: row].flatMap(change) {
                output.append(cell)
            } else {
                output.appendNull()
            }
        }
        return output
    }

    private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
}
