internal import Detection
internal import Primitives
internal import Structure

/// Splits a column of keyed text (hstore, queries, `key=value`, headers, XML) into a column of
/// cells for each key, as `JSONPathCells` does for documents.
enum KeyedCells {
    /// Distinct keys beyond which all share the path `$.*`.
    private static let keyLimit = JSONPathCells.keyLimit
    /// The share of cells that must have the form, in percent, and the least number of them.
    private static let percent = 90
    private static let leastCells = 3

    /// The paths of a column whose cells mostly have one form, below `root`; none for plain text.
    static func split(_ cells: CellBatch, below root: String = "$") -> [JSONPathCells.Path] {
        guard let form = commonForm(cells) else { return [] }
        var values: [String: CellBatch] = [:]
        var members: [KeyedText.Member] = []
        for index in 0..<cells.count where !cells.isNull(index) {
            cells.withCell(index) { cell in
                guard (try? KeyedText.read(cell, as: form, into: &members)) != nil else { return }
                for member in members {
                    let key = name(cell, member.key)
                    values[key, default: CellBatch()].appendCell { output in
                        KeyedText.decode(cell.extracting(member.value), of: form, into: &output)
                    }
                }
            }
        }
        if values.count > keyLimit { values = ["*": merged(values)] }
        return values.sorted { $0.key < $1.key }.map { key, cells in
            JSONPathCells.Path(
                text: path(root, key), kind: "string", cells: cells, topKey: key)
        }
    }

    /// The key as a step of a path, quoted where need be.
    private static func path(_ root: String, _ key: String) -> String {
        var table = JSONPathTable()
        guard key != "*", let parent = table.insert(root),
            let path = table.child(of: parent, key: Array(key.utf8).span)
        else { return root + ".*" }
        return table.text(path)
    }

    /// The form of the first cell that has one, when nearly all others have it too.
    private static func commonForm(_ cells: CellBatch) -> KeyedText.Form? {
        var counts: [KeyedText.Form: Int] = [:]
        var (seen, plain) = (0, 0)
        for index in 0..<cells.count where !cells.isNull(index) {
            cells.withCell(index) { cell in
                seen += 1
                guard let form = KeyedText.form(of: cell) else { return plain += 1 }
                counts[form, default: 0] += 1
            }
            // Why: plain text, nearly every column, is known after a few cells.
            if plain > 4, plain * 100 > seen * (100 - percent) * 2 { return nil }
        }
        guard let best = counts.max(by: { $0.value < $1.value }), best.value >= leastCells,
            best.value * 100 >= seen * percent
        else { return nil }
        return best.key
    }

    /// The key as it goes into the catalog: `*` for one that looks like a value.
    private static func name(_ cell: Span<UInt8>, _ range: Range<Int>) -> String {
        var bytes: [UInt8] = []
        for index in range { bytes.append(cell[index]) }
        let digits = bytes.count { 0x30...0x39 ~= $0 }
        if digits > 3 || bytes.contains(UInt8(ascii: "@")) { return "*" }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func merged(_ values: [String: CellBatch]) -> CellBatch {
        var all = CellBatch()
        for (_, cells) in values.sorted(by: { $0.key < $1.key }) {
            for index in 0..<cells.count { cells.withCell(index) { all.append($0) } }
        }
        return all
    }
}

extension ColumnVerdict {
    /// Adds what the keys of the cells hold. Fail closed: masking doesn't rewrite keyed text, so a
    /// column that holds something sensitive under a key is never clean, nor decided to be
    /// something else, and is redacted whole.
    ///
    /// - Parameter rows: cells of the column that aren't null.
    mutating func add(_ paths: [JSONPathCells.Path], _ verdicts: [ColumnVerdict], rows: Int) {
        for (path, verdict) in zip(paths, verdicts)
        where verdict.sensitivity >= .moderate
            && (verdict.status == .decided || verdict.status == .needsReview)
        {
            let hits = min(path.cells.count, rows)
            let interval = WilsonInterval.interval(hits: hits, of: rows)
            if !contents.contains(where: { $0.label == verdict.best.label }) {
                contents.append(
                    Content(
                        label: verdict.best.label, prevalence: Double(hits) / Double(rows),
                        low: interval.low, high: interval.high))
            }
            evidence.append(
                Evidence(
                    kind: .values, label: verdict.best.label, nats: 0, detail: path.text))
            if status == .clean || sensitivity < verdict.sensitivity { status = .needsReview }
            sensitivity = max(sensitivity, verdict.sensitivity)
        }
    }
}
