internal import Cryptography
internal import Primitives

/// The keyed draws of one batch: texts are gathered for every key, their tags computed together,
/// and then taken in the order in which they were asked for.
///
/// AES-CMAC advances block by block over a whole batch, which costs a tenth of an HMAC a text. A
/// transform may have three keys.
struct KeyedDraws: Sendable {
    /// How far each key's draws have been asked for or taken.
    struct Mark: Sendable {
        fileprivate var positions = InlineArray<3, Int>(repeating: 0)
        fileprivate var note = 0
    }

    private var texts = InlineArray<3, DrawTexts>(repeating: DrawTexts())
    private var tags = InlineArray<3, [UInt128]>(repeating: [])
    /// What was found out while asking, for the writing.
    private var notes: [UInt64] = []
    /// Texts asked for and not dropped since; later takes start anew at 0.
    private var current = Mark()

    mutating func removeAll() {
        for key in texts.indices { texts[key].removeAll() }
        notes.removeAll(keepingCapacity: true)
        current = Mark()
    }

    /// Asks for the draw of a text in canonical form under the key of that number.
    @inline(__always)
    mutating func ask(_ key: Int, _ text: Span<UInt8>, _ form: CanonicalForm = .exact) {
        texts[key].append(text, form)
    }

    /// Keeps something for the writing, which takes it in the same order.
    @inline(__always)
    mutating func note(_ note: UInt64) { notes.append(note) }

    /// The next note.
    @inline(__always)
    mutating func takeNote() -> UInt64 {
        let position = current.note
        current.note = position + 1
        return notes[position]
    }

    /// Lends the text last asked for under a key, in canonical form.
    func withAsked<Result>(_ key: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        texts[key].withText(texts[key].count - 1, body)
    }

    /// Computes every draw that was asked for.
    mutating func compute(_ keys: [CipherMAC]) {
        for (key, mac) in keys.enumerated() where !texts[key].isEmpty {
            texts[key].tags(under: mac, into: &tags[key])
        }
        current = Mark()
    }

    /// The next draw of a key.
    @inline(__always)
    mutating func take(_ key: Int) -> UInt128 {
        let position = current.positions[key]
        current.positions[key] = position + 1
        return tags[key][position]
    }

    /// Lends the canonical text of the draw last taken under a key.
    @inline(__always)
    func withTaken<Result>(_ key: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        texts[key].withText(current.positions[key] - 1, body)
    }

    /// Where the taking stands; `rewind` goes back there.
    var mark: Mark { current }

    mutating func rewind(to mark: Mark) { current = mark }
}

/// A transform that rewrites a cell by keyed draws of texts in it.
///
/// The cells of a batch first all ask and then all write, in the same order; `write` takes exactly
/// the draws that `ask` asked for. `ask` throws before it asks for anything.
protocol DrawingTransform: Sendable {
    /// One MAC for each number given to `KeyedDraws.ask`.
    var keys: [CipherMAC] { get }
    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell)
    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell)
}

extension DrawingTransform {
    /// Masks a whole column: NULL stays NULL, empty stays empty, an unfit cell is redacted.
    func mask(
        _ cells: CellBatch, redaction: Redaction, into output: inout CellBatch,
        notes: inout CellNotes, draws: inout KeyedDraws
    ) {
        draws.removeAll()
        let first = notes.unfit.count
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            do throws(UnfitCell) {
                try cells.withCell(row) { (cell) throws(UnfitCell) in try ask(cell, &draws) }
            } catch {
                notes.unfit.append(UnfitNote(row: row, reason: error.reason))
            }
        }
        draws.compute(keys)
        let skipped = notes.unfit[first...].map(\.row) + [cells.count]
        var next = 0
        for row in 0..<cells.count {
            if row == skipped[next] {
                next += 1
                redaction.append(to: &output)
            } else if cells.isNull(row) {
                output.appendNull()
            } else {
                write(row, cells, redaction, into: &output, &notes, &draws)
            }
        }
    }

    @inline(__always)
    private func write(
        _ row: Int, _ cells: CellBatch, _ redaction: Redaction, into output: inout CellBatch,
        _ notes: inout CellNotes, _ draws: inout KeyedDraws
    ) {
        do throws(UnfitCell) {
            try output.appendCell { (bytes) throws(UnfitCell) in
                try cells.withCell(row) { (cell) throws(UnfitCell) in
                    if !cell.isEmpty { try write(cell, &draws, into: &bytes) }
                }
            }
        } catch {
            redaction.append(to: &output)
            notes.unfit.append(UnfitNote(row: row, reason: error.reason))
        }
    }
}
