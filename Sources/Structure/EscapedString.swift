/// The string literals of JSON text that hold an escape, decoded, each byte of the text knowing
/// where it was written.
///
/// Works on any text that holds JSON, whole documents or lines of them: a string is what lies
/// between two quotes of one line.
package struct EscapedString: Sendable {
    /// The decoded text.
    package private(set) var text: [UInt8] = []
    /// Where each byte of `text` begins in the source, and one more for its end.
    package private(set) var offsets: [Int] = []

    package init() {}

    /// The bytes of the source that a range of the text was written with.
    package func source(of range: Range<Int>) -> Range<Int> {
        offsets[range.lowerBound]..<offsets[range.upperBound]
    }

    /// Reads the next string with an escape at or after `index`.
    ///
    /// - Returns: the bytes between its quotes; `nil` when there is none before `end`.
    package mutating func read(
        _ source: borrowing Span<UInt8>, from index: Int, to end: Int
    ) -> Range<Int>? {
        var index = index
        while let escape = Self.next(0x5C, in: source, from: index, to: end) {
            // Only the line with the backslash is read: no string goes beyond its line.
            var line = escape
            while line > index, source[line - 1] != 0x0A { line -= 1 }
            index = line
            while index < end, index <= escape {
                guard source[index] == 0x22 else {
                    index += 1
                    continue
                }
                let start = index + 1
                var (close, hasEscapes) = (start, false)
                while close < end, source[close] != 0x22, source[close] != 0x0A {
                    if source[close] == 0x5C {
                        hasEscapes = true
                        close += 1
                    }
                    close += 1
                }
                index = close + 1
                // Why: a quote that its line doesn't close opened nothing.
                guard close < end, source[close] == 0x22, hasEscapes else { continue }
                decode(source, start..<close)
                return start..<close
            }
        }
        return nil
    }

    /// The first place of a byte, eight bytes at a time.
    private static func next(
        _ byte: UInt8, in source: borrowing Span<UInt8>, from start: Int, to end: Int
    ) -> Int? {
        var index = start
        while index < end {
            if index + 8 <= end {
                // SAFETY: eight bytes from `index` on lie within the span.
                let word = unsafe source.bytes.unsafeLoadUnaligned(
                    fromByteOffset: index, as: UInt64.self)
                let other = word ^ UInt64(byte) &* 0x0101_0101_0101_0101
                let zeros = (other &- 0x0101_0101_0101_0101) & ~other & 0x8080_8080_8080_8080
                if zeros == 0 {
                    index += 8
                    continue
                }
            }
            if source[index] == byte { return index }
            index += 1
        }
        return nil
    }

    private mutating func decode(_ source: borrowing Span<UInt8>, _ range: Range<Int>) {
        text.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
        var index = range.lowerBound
        while index < range.upperBound {
            // Most of a string is written as it is.
            let escape = Self.next(0x5C, in: source, from: index, to: range.upperBound)
            let plainEnd = escape ?? range.upperBound
            unsafe source.extracting(index..<plainEnd).withUnsafeBufferPointer {
                // SAFETY: the bytes are copied during the call.
                unsafe text.append(contentsOf: $0)
            }
            offsets.append(contentsOf: index..<plainEnd)
            index = plainEnd
            if escape == nil { break }
            let length = Self.unitLength(source, at: index, end: range.upperBound)
            JSONText.decode(source.extracting(index..<index + length), into: &text)
            while offsets.count < text.count { offsets.append(index) }
            index += length
        }
        offsets.append(range.upperBound)
    }

    /// Bytes of an escape; of two for the halves of one character.
    private static func unitLength(
        _ source: borrowing Span<UInt8>, at index: Int, end: Int
    ) -> Int {
        guard index + 1 < end, source[index + 1] == UInt8(ascii: "u") else {
            return min(2, end - index)
        }
        let isPair =
            index + 7 < end && source[index + 2] | 0x20 == UInt8(ascii: "d")
            && source[index + 6] == 0x5C && source[index + 7] == UInt8(ascii: "u")
        return min(isPair ? 12 : 6, end - index)
    }
}
