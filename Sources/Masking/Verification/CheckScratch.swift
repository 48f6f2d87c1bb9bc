internal import Primitives

/// One worker's space for `OutputVerifier`: what the current batch adds.
package struct CheckScratch: ~Copyable, Sendable {
    static let classLimit = 1 << 16

    private(set) var columns: [ColumnCheck]
    private(set) var classes = FrequencySample(limit: Self.classLimit)
    private var buffer = FoldBuffer()
    private var pieces = TextPieces()
    private var templates = CellTemplates()
    private var rowKey: [UInt8] = []

    init(columns count: Int) {
        columns = [ColumnCheck](repeating: ColumnCheck(), count: count)
    }

    mutating func clear() {
        for index in columns.indices { columns[index].clear() }
        classes.clear()
    }

    /// A column of the output, documents also leaf by leaf.
    mutating func check(_ column: Int, _ cells: CellBatch, _ verifier: OutputVerifier) {
        count(column, cells, verifier)
        guard let document = verifier.layout.documents[column] else {
            return search(column, cells, verifier)
        }
        let leaves = document.gather(cells)
        for (slot, leaves) in zip(document.slots, leaves) {
            count(slot, leaves, verifier)
            search(slot, leaves, verifier)
        }
        search(column, leaves[document.slots.count], verifier)
    }

    private mutating func count(_ slot: Int, _ cells: CellBatch, _ verifier: OutputVerifier) {
        columns[slot].rows += cells.count
        columns[slot].nulls += cells.nullCount
        columns[slot].digest &+= CellDigest.sum(cells, verifier.key)
        guard let form = verifier.forms[slot] else { return }
        columns[slot].formed += form.count(in: cells)
        if form == .template { columns[slot].templates &+= templates.sum(cells, verifier.key) }
    }

    private mutating func search(_ slot: Int, _ cells: CellBatch, _ verifier: OutputVerifier) {
        if verifier.record.columns[slot].isSketched {
            checkCells(slot, cells, verifier)
        } else if !verifier.probe.isEmpty {
            checkText(slot, cells, verifier)
        }
    }

    /// Whole cells against the column's own source values.
    private mutating func checkCells(
        _ column: Int, _ cells: CellBatch, _ verifier: OutputVerifier
    ) {
        unsafe cells.bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            for row in 0..<cells.count {
                let range = cells.range(row)
                if range.isEmpty { continue }
                let folded = unsafe buffer.fold(base + range.lowerBound, range.count)
                if folded.count == 0 { continue }
                let fingerprint = unsafe verifier.key.fingerprint(folded.bytes, folded.count)
                columns[column].frequencies.insert(fingerprint)
                var isSurvivor = false
                verifier.index.forEachHit(fingerprint) { hit in
                    isSurvivor = isSurvivor || hit == column
                }
                guard isSurvivor else { continue }
                columns[column].survivorCells += 1
                columns[column].survivors.insert(fingerprint)
            }
        }
    }

    /// Pieces of text against the source values of every column that can be told in text.
    private mutating func checkText(
        _ column: Int, _ cells: CellBatch, _ verifier: OutputVerifier
    ) {
        var check = ColumnCheck()
        swap(&check, &columns[column])
        for row in 0..<cells.count where cells.range(row).count >= TextProbe.minimumLetters {
            cells.withCell(row) { cell in
                pieces.forEach(cell, verifier.probe) { folded, start, count, digits in
                    check.addPiece(count: count, digits: digits)
                    let piece = folded.extracting(start..<start + count)
                    let fingerprint = unsafe piece.withUnsafeBufferPointer { bytes in
                        unsafe bytes.baseAddress.map { unsafe verifier.key.fingerprint($0, count) }
                    }
                    guard let fingerprint else { return }
                    verifier.index.forEachHit(fingerprint) { hit in
                        guard verifier.probe.isSought(column: hit, count: count, digits: digits)
                        else { return }
                        check.textSurvivors[hit, default: []].insert(fingerprint)
                    }
                }
            }
        }
        swap(&check, &columns[column])
    }

    /// Counts rows by the values of their quasi-identifiers.
    mutating func countClasses(_ output: RowBatch, _ verifier: OutputVerifier) {
        guard !verifier.quasiIdentifiers.isEmpty else { return }
        for row in 0..<output.rowCount {
            rowKey.removeAll(keepingCapacity: true)
            for column in verifier.quasiIdentifiers {
                let cells = output.columns[column]
                rowKey.append(cells.isNull(row) ? 1 : 0)
                rowKey.append(contentsOf: cells.bytes[cells.range(row)])
                rowKey.append(0)
            }
            let fingerprint = unsafe rowKey.withUnsafeBufferPointer { bytes in
                unsafe bytes.baseAddress.map { unsafe verifier.key.fingerprint($0, bytes.count) }
            }
            if let fingerprint { classes.insert(fingerprint) }
        }
    }
}
