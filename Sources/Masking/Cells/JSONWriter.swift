internal import Cryptography
internal import Primitives
internal import Structure

/// Puts masked leaves back into their documents.
struct JSONWriter {
    private let keyHash: KeyedHash
    private let redaction: Redaction
    private var walker = JSONWalker()
    private var paths = JSONPathTable()
    private var leaves: [JSONLeaf] = []

    /// - Parameter redaction: of the whole document.
    init(keyHash: KeyedHash, redaction: Redaction) {
        self.keyHash = keyHash
        self.redaction = redaction
    }

    mutating func write(
        _ documents: CellBatch, _ reading: JSONReading, into output: inout CellBatch,
        notes: inout CellNotes
    ) {
        var next = 0
        for row in 0..<documents.count {
            if documents.isNull(row) {
                output.appendNull()
            } else if reading.malformed.contains(row) {
                redaction.append(to: &output)
            } else {
                output.appendCell { bytes in
                    documents.withCell(row) { document in
                        write(document, row: row, reading, &next, into: &bytes, notes: &notes)
                    }
                }
            }
        }
    }

    private mutating func write(
        _ document: Span<UInt8>, row: Int, _ reading: JSONReading, _ next: inout Int,
        into bytes: inout [UInt8], notes: inout CellNotes
    ) {
        var position = 0
        while next < reading.entries.count, reading.entries[next].row == row {
            let entry = reading.entries[next]
            let raw = document.extracting(entry.range)
            bytes.append(document.extracting(position..<entry.range.lowerBound))
            switch entry.target {
            case .keep: bytes.append(raw)
            case .token: appendToken(raw, into: &bytes)
            case .unknown:
                if entry.kind == .key {
                    appendToken(raw, into: &bytes)
                } else {
                    Self.appendRedaction(of: entry.kind, into: &bytes)
                }
            case .column(let column):
                appendMasked(
                    entry, raw, reading.leaves[column], reading.masked[column], into: &bytes,
                    notes: &notes)
            }
            position = entry.range.upperBound
            next += 1
        }
        bytes.append(document.extracting(position..<document.count))
    }

    /// A leaf as its column masked it; raw bytes where that changed nothing.
    private mutating func appendMasked(
        _ entry: JSONReading.Entry, _ raw: Span<UInt8>, _ leaves: CellBatch, _ masked: CellBatch,
        into bytes: inout [UInt8], notes: inout CellNotes
    ) {
        if masked.isNull(entry.cell) {
            if entry.kind == .key {
                appendToken(raw, into: &bytes)
            } else {
                bytes.append(contentsOf: "null".utf8)
            }
            return
        }
        if CellComparison.isEqual(leaves, masked, row: entry.cell) {
            bytes.append(raw)
            return
        }
        masked.withCell(entry.cell) { text in
            if entry.kind == .string || entry.kind == .key {
                JSONText.encode(text, into: &bytes)
            } else if isScalar(text, entry.kind) {
                bytes.append(text)
            } else {
                if !text.equals("[REDACTED]") {
                    notes.unfit.append(UnfitNote(row: entry.row, reason: .format))
                }
                Self.appendRedaction(of: .string, into: &bytes)
            }
        }
    }

    /// Whether masked text still is a JSON number or boolean.
    private mutating func isScalar(_ text: Span<UInt8>, _ kind: JSONLeaf.Kind) -> Bool {
        guard (try? walker.walk(text, paths: &paths, into: &leaves)) != nil else { return false }
        return leaves.count == 1 && leaves[0].kind == kind && leaves[0].range == 0..<text.count
    }

    /// Strings say that they were redacted; a number or boolean becomes `null`.
    private static func appendRedaction(of kind: JSONLeaf.Kind, into bytes: inout [UInt8]) {
        bytes.append(contentsOf: (kind == .string ? "\"\(Redaction.text)\"" : "null").utf8)
    }

    /// A keyed token in place of an object key, so that two keys of an object stay two.
    private func appendToken(_ rawKey: Span<UInt8>, into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        KeyedToken.append(
            keyHash.digest(rawKey).leading128, characters: URLMask.characters, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
    }
}
