internal import Cryptography

/// The texts that draws of one key are asked for, one after another in one buffer.
///
/// Pointers stay in this file: a text of a name's length takes two stores, where appending to an
/// array took 70 instructions.
struct DrawTexts: Sendable {
    /// More than the texts, so that whole words can be stored.
    private var bytes: [UInt8] = []
    /// Where each text begins, and where the last one ends.
    private var offsets: [UInt32] = [0]
    private static let wordSize = MemoryLayout<UInt64>.size

    var count: Int { offsets.count - 1 }
    var isEmpty: Bool { count == 0 }

    mutating func removeAll() {
        offsets.removeAll(keepingCapacity: true)
        offsets.append(0)
    }

    /// Appends the canonical form of a text.
    @inline(__always)
    mutating func append(_ text: Span<UInt8>, _ form: CanonicalForm) {
        switch form {
        case .exact: copy(text)
        case .casefold: appendFolded(text)
        case .digits, .e164:
            var canonical: [UInt8] = []
            form.append(text, to: &canonical)
            copy(canonical.span)
        }
    }

    @inline(__always)
    private mutating func appendFolded(_ text: Span<UInt8>) {
        let last = text.count - 1
        let hasBlanks = last >= 0 && (text[0].isBlank || text[last].isBlank)
        let text = hasBlanks ? text.extracting(text.inner) : text
        let start = room(for: text.count)
        let isASCII = unsafe bytes.withUnsafeMutableBytes { bytes in
            var seen: UInt64 = 0
            for index in stride(from: 0, to: text.count, by: Self.wordSize) {
                let word = text.word(at: index)
                seen |= word
                unsafe bytes.storeBytes(
                    of: word.lowercasedASCII.littleEndian, toByteOffset: start + index,
                    as: UInt64.self)
            }
            return seen & UInt64.byteMarks == 0
        }
        if isASCII {
            offsets.append(UInt32(start + text.count))
        } else {
            var folded: [UInt8] = []
            CanonicalForm.casefold.append(text, to: &folded)
            copy(folded.span)
        }
    }

    @inline(__always)
    private mutating func copy(_ text: Span<UInt8>) {
        let start = room(for: text.count)
        unsafe bytes.withUnsafeMutableBytes { bytes in
            for index in stride(from: 0, to: text.count, by: Self.wordSize) {
                unsafe bytes.storeBytes(
                    of: text.word(at: index).littleEndian, toByteOffset: start + index,
                    as: UInt64.self)
            }
        }
        offsets.append(UInt32(start + text.count))
    }

    /// Where the next text begins, with room for it in whole words.
    @inline(__always)
    private mutating func room(for byteCount: Int) -> Int {
        let start = Int(offsets[offsets.count - 1])
        let end = start + byteCount + Self.wordSize
        if end > bytes.count { grow(to: end) }
        return start
    }

    @inline(never)
    private mutating func grow(to count: Int) {
        precondition(count <= Int(UInt32.max), "draws are of at most 4 GiB of text")
        let grown = max(count, 2 * bytes.count)
        bytes.append(contentsOf: repeatElement(0, count: grown - bytes.count))
    }

    /// Lends one text.
    @inline(__always)
    func withText<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let (start, end) = (Int(offsets[index]), Int(offsets[index + 1]))
        let all = bytes.span
        let text = all.extracting(start..<end)
        return body(text)
    }

    /// The tag of every text, in order.
    func tags(under mac: CipherMAC, into tags: inout [UInt128]) {
        mac.tags(of: bytes.span, offsets: offsets.span, into: &tags)
    }
}
