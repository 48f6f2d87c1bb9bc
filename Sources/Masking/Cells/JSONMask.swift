internal import Cryptography
internal import Primitives
internal import Structure

/// Masks JSON documents leaf by leaf: key order, blanks, number formats and every byte of what
/// isn't masked stay.
///
/// The leaves of one path are gathered over the whole batch, masked as a column and put back. A
/// string is decoded before and encoded after. A leaf keeps its kind: what isn't a number or
/// boolean after masking one is redacted. `null` stays.
struct JSONMask: Sendable {
    /// What happens at a path.
    enum Target: Sendable {
        /// By the column of that position in `columns`.
        case column(Int)
        /// Left alone: `null`, or a number or boolean of a kept path.
        case keep
        /// The key of a declared map: replaced by a keyed token.
        case token
        case unknown
    }

    /// What happens to paths that the plan doesn't name.
    enum Unknown: Sendable {
        case redact, refuse
        /// Left as they are, keys too: when unmasking, what wasn't declared wasn't masked.
        case keep
        /// Every leaf and key goes to the first column, which is the keep guard.
        case keepUnderGuard
    }

    let columns: [ConditionalColumn]
    let unknown: Unknown
    /// The declared paths, sealed.
    private let paths: JSONPathTable
    /// Position in `columns` by path; -1 for inner paths.
    private let columnByPath: [Int]
    /// Paths whose values decide how others of their document are masked.
    private let deciding: [String: JSONPathID]
    /// For object keys that are data of their own.
    private let keyHash: KeyedHash

    /// - Parameters:
    ///   - columns: one for every declared path, its path in `plan.reference.path`.
    ///   - root: what the paths begin with: `$[]` where each document is an element of an array.
    init(
        columns: [ConditionalColumn], below root: String = "$", unknown: Unknown,
        keyHash: KeyedHash
    ) throws(MaskingError) {
        var paths = JSONPathTable()
        var columnByPath: [Int] = []
        for (index, column) in columns.enumerated() where unknown != .keepUnderGuard {
            let reference = column.main.plan.reference
            guard let path = reference.path.flatMap({ paths.insert($0, below: root) }) else {
                throw .badColumn(reference, "isn't a JSON path; write it as \(root).user.email")
            }
            while columnByPath.count < paths.count { columnByPath.append(-1) }
            columnByPath[path.index] = index
        }
        while columnByPath.count < paths.count { columnByPath.append(-1) }
        paths.seal()
        var deciding: [String: JSONPathID] = [:]
        for name in Set(columns.flatMap(\.main.plan.decidingPaths)) {
            deciding[name] = paths.insert(name, below: root)
        }
        self.deciding = deciding
        self.columns = columns
        self.unknown = unknown
        self.paths = paths
        self.columnByPath = columnByPath
        self.keyHash = keyHash
    }

    /// See `CompiledColumn.mask`. A document that doesn't parse is redacted whole.
    func mask(
        _ cells: CellBatch, in column: CompiledColumn, row: RowContext,
        into output: inout CellBatch, notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        var reading = JSONReading(
            columnCount: columns.count, documentCount: cells.count, deciding: deciding)
        try read(cells, of: column, &reading, &notes)
        for index in columns.indices where !reading.leaves[index].isEmpty {
            try maskLeaves(index, row, &reading, &notes, &scratch)
        }
        var writer = JSONWriter(keyHash: keyHash, redaction: column.redaction)
        writer.write(cells, reading, into: &output, notes: &notes)
    }

    private func read(
        _ cells: CellBatch, of column: CompiledColumn, _ reading: inout JSONReading,
        _ notes: inout CellNotes
    ) throws(MaskingError) {
        var walker = JSONWalker()
        var table = paths
        var leaves: [JSONLeaf] = []
        for row in 0..<cells.count where !cells.isNull(row) && !cells.range(row).isEmpty {
            try cells.withCell(row) { (cell) throws(MaskingError) in
                guard (try? walker.walk(cell, paths: &table, into: &leaves)) != nil else {
                    reading.malformed.insert(row)
                    notes.unfit.append(UnfitNote(row: row, reason: .malformed))
                    return
                }
                reading.decide(by: leaves, of: cell, row: row)
                for leaf in leaves {
                    let target = self.target(of: leaf)
                    if case .unknown = target {
                        if unknown == .refuse {
                            throw .unknownPath(column.plan.reference, row: row + 1)
                        }
                        notes.unfit.append(UnfitNote(row: row, reason: .unknownPath))
                    }
                    reading.add(leaf, target, of: cell, row: row)
                }
            }
            // Why: paths of one document must not use up the room of the next one.
            if table.count > paths.count { table = paths }
        }
    }

    private func target(of leaf: JSONLeaf) -> Target {
        if leaf.kind == .null || unknown == .keep && leaf.kind == .key { return .keep }
        if unknown == .keepUnderGuard { return .column(0) }
        let path = leaf.path.index
        let index = path < columnByPath.count ? columnByPath[path] : -1
        if leaf.kind == .key, path < columnByPath.count { return keyTarget(index) }
        guard index >= 0 else { return unknown == .keep ? .keep : .unknown }
        if keeps(index) {
            let kind = columns[index].main.type.kind
            if leaf.kind == .number && kind == .number || leaf.kind == .boolean && kind == .boolean
            {
                return .keep
            }
        }
        return .column(index)
    }

    /// A key of a map (`*`): kept under guard beside kept values, else a token.
    private func keyTarget(_ index: Int) -> Target {
        return index >= 0 && keeps(index) ? .column(index) : .token
    }

    /// Whether the values of a path stay in every document.
    private func keeps(_ index: Int) -> Bool {
        let plan = columns[index].main.plan
        return plan.transform.isKeep && plan.condition == nil
    }

    private func maskLeaves(
        _ index: Int, _ row: RowContext, _ reading: inout JSONReading,
        _ notes: inout CellNotes, _ scratch: inout MaskScratch
    ) throws(MaskingError) {
        let plan = columns[index].main.plan
        let rows = reading.rows[index]
        let entities =
            plan.entityPath.map { reading.cells(of: $0) }
            ?? plan.entityColumn.flatMap { row.siblings[$0] }
        var masked = CellBatch(cellCapacity: rows.count)
        var leafNotes = CellNotes()
        try columns[index].mask(
            reading.leaves[index], taken: taken(index, row, reading),
            row: RowContext(entities: entities?.gathering(rows)), into: &masked,
            notes: &leafNotes, scratch: &scratch)
        if plan.unfit == .refuse, let first = leafNotes.unfit.first {
            throw .unfitCell(plan.reference, row: rows[first.row] + 1, first.reason)
        }
        notes.add(leafNotes, rows: rows)
        reading.masked[index] = masked
    }

    /// Which leaves of a path its condition takes, by the columns of their rows and by other paths
    /// of their documents.
    private func taken(
        _ index: Int, _ row: RowContext, _ reading: JSONReading
    ) -> [Bool] {
        let plan = columns[index].main.plan
        guard let condition = plan.condition else { return [] }
        var cells = plan.siblings.compactMapValues { row.siblings[$0] }
        for path in plan.decidingPaths { cells[path] = reading.cells(of: path) }
        let isTaken = condition.rows(of: cells, count: reading.documentCount)
        return reading.rows[index].map { isTaken[$0] }
    }
}

extension JSONPathTable {
    /// Adds the path that begins with `root`, without it; `nil` for another.
    fileprivate mutating func insert(_ text: String, below root: String) -> JSONPathID? {
        text.hasPrefix(root) ? insert("$" + text.dropFirst(root.count)) : nil
    }
}

extension CellBatch {
    /// The cells of the given rows, in that order, rows repeated as they come.
    func gathering(_ rows: [Int]) -> CellBatch {
        var gathered = CellBatch(cellCapacity: rows.count)
        for row in rows {
            if isNull(row) { gathered.appendNull() } else { withCell(row) { gathered.append($0) } }
        }
        return gathered
    }
}
