internal import Primitives
internal import Structure

/// Masks PostgreSQL arrays element by element, each as a cell of a column of the element type: so
/// an address has one surrogate in columns and in arrays.
///
/// The elements of all cells of a batch are masked together. Braces, bounds, NULL elements and
/// their order stay; a cell that is no array is redacted.
struct ArrayMask: Sendable {
    let element: CompiledColumn

    /// See `CompiledColumn.mask`.
    func mask(
        _ cells: CellBatch, in column: CompiledColumn, row context: RowContext,
        into output: inout CellBatch, notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        var found = Found()
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            if !cells.withCell(row, { found.add($0, row: row) }) {
                notes.unfit.append(UnfitNote(row: row, reason: .malformed))
            }
        }
        var masked = CellBatch(cellCapacity: found.values.count)
        var elementNotes = CellNotes()
        try element.mask(
            found.values, row: context.gathering(found.rows), into: &masked, notes: &elementNotes,
            scratch: &scratch)
        notes.add(elementNotes, rows: found.rows)
        let malformed = Set(notes.unfit.filter { $0.reason == .malformed }.map(\.row))
        var next = 0
        for row in 0..<cells.count {
            if cells.isNull(row) {
                output.appendNull()
            } else if malformed.contains(row) {
                column.redaction.append(to: &output)
            } else {
                output.appendCell { bytes in
                    cells.withCell(row) { cell in
                        Self.write(cell, row: row, found, masked, &next, to: &bytes)
                    }
                }
            }
        }
    }

    /// The elements of a batch that aren't NULL.
    private struct Found {
        var values = CellBatch()
        var rows: [Int] = []
        var ranges: [Range<Int>] = []
        private var elements: [PostgresArray.Element] = []

        /// `false` for what is no array.
        mutating func add(_ cell: Span<UInt8>, row: Int) -> Bool {
            elements.removeAll(keepingCapacity: true)
            guard PostgresArray.walk(cell, into: &elements) else { return false }
            for element in elements where !element.isNull {
                values.appendCell { PostgresArray.decode(element, of: cell, into: &$0) }
                rows.append(row)
                ranges.append(element.range)
            }
            return true
        }
    }

    private static func write(
        _ cell: Span<UInt8>, row: Int, _ found: Found, _ masked: CellBatch, _ next: inout Int,
        to bytes: inout [UInt8]
    ) {
        var position = 0
        while next < found.rows.count, found.rows[next] == row {
            let range = found.ranges[next]
            bytes.append(cell.extracting(position..<range.lowerBound))
            if masked.isNull(next) {
                bytes.append(contentsOf: "NULL".utf8)
            } else {
                masked.withCell(next) { PostgresArray.encode($0, into: &bytes) }
            }
            position = range.upperBound
            next += 1
        }
        bytes.append(cell.extracting(position..<cell.count))
    }
}

extension PlannedColumn {
    /// What the paths of documents in an array begin with.
    static let elementRoot = "$[]"

    /// The column of its elements, where it holds arrays that the transform takes apart.
    var element: PlannedColumn? {
        guard type.hasSuffix("[]"), transform.masksElements else { return nil }
        var element = self
        element.type = String(type.dropLast(2))
        element.isNullable = true
        return element
    }
}

extension MaskTransform {
    /// Whether arrays are masked element by element.
    var masksElements: Bool {
        switch self {
        case .keep, .redact, .null, .constant, .shuffle: false
        default: true
        }
    }
}
