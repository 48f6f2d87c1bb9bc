#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A text whose JSON strings that hold an escape are decoded where they stand, with everything
/// around them, so that one search sees what they say and what names them.
///
/// Works on any text that holds JSON, whole documents or lines of them: a string is what lies
/// between two quotes of one line. Everything else, what no quote closes too, stays as written.
package struct DecodedText: Sendable {
    /// An escape: at most 12 bytes, the halves of one character together, that say at most four.
    private struct Escape {
        var start: UInt32
        var source: UInt32
        var count: UInt8
        var sourceCount: UInt8
    }

    /// The text.
    package private(set) var bytes: [UInt8] = []
    /// The contents of the strings that hold an escape, without their quotes.
    package private(set) var strings: [Range<Int>] = []
    /// In the order of the text; between two of them text and source run in step.
    private var escapes: [Escape] = []
    /// Up to where the source is in the text.
    private var taken = 0

    package init() {}

    /// Replaces the text by that of `source`, of less than 4 GiB.
    ///
    /// - Returns: false when no string holds an escape: the source is the text, and `bytes` empty.
    package mutating func read(_ source: borrowing Span<UInt8>) -> Bool {
        precondition(source.count <= Int(UInt32.max), "a text holds less than 4 GiB")
        bytes.removeAll(keepingCapacity: true)
        strings.removeAll(keepingCapacity: true)
        escapes.removeAll(keepingCapacity: true)
        taken = 0
        var line = 0
        while let escape = Self.first(0x5C, in: source, from: line, to: source.count) {
            // No string goes beyond its line.
            var start = escape
            while start > line, source[start - 1] != 0x0A { start -= 1 }
            let end = Self.first(0x0A, in: source, from: escape, to: source.count) ?? source.count
            readLine(source, start..<end)
            line = end
        }
        if escapes.isEmpty { return false }
        copy(source, upTo: source.count)
        return true
    }

    /// Where in the source a place of the text was written; within an escape where that begins.
    ///
    /// - Parameter passed: escapes before the place, as many as is known; 0 at the beginning, and
    ///   kept for places further on.
    package func source(of place: Int, passed: inout Int) -> Int {
        while passed < escapes.count, Int(escapes[passed].start) <= place { passed += 1 }
        if passed == 0 { return place }
        let last = escapes[passed - 1]
        let behind = place - Int(last.start) - Int(last.count)
        return Int(last.source) + (behind < 0 ? 0 : Int(last.sourceCount) + behind)
    }

    private mutating func readLine(_ source: borrowing Span<UInt8>, _ line: Range<Int>) {
        var index = line.lowerBound
        while let quote = Self.first(0x22, in: source, from: index, to: line.upperBound) {
            // Why: a quote that its line doesn't close opened nothing.
            guard let (close, escape) = Self.close(source, from: quote + 1, to: line.upperBound)
            else { return }
            if let escape {
                // Since the last escape text and source run in step.
                let start = bytes.count + quote + 1 - taken
                decode(source, from: escape, to: close)
                strings.append(start..<bytes.count + close - taken)
            }
            index = close + 1
        }
    }

    /// Where the string's closing quote stands, and its first escape if it has any.
    private static func close(
        _ source: borrowing Span<UInt8>, from start: Int, to end: Int
    ) -> (quote: Int, escape: Int?)? {
        var (index, escape) = (start, Int?.none)
        while let quote = first(0x22, in: source, from: index, to: end) {
            while let next = first(0x5C, in: source, from: index, to: quote) {
                escape = escape ?? next
                index = next + 2
            }
            if index <= quote { return (quote, escape) }
        }
        return nil
    }

    private mutating func decode(
        _ source: borrowing Span<UInt8>, from first: Int, to end: Int
    ) {
        var next: Int? = first
        while let index = next {
            copy(source, upTo: index)
            let length = Self.length(source, at: index, end: end)
            let start = bytes.count
            JSONText.decode(source.extracting(index..<index + length), into: &bytes)
            escapes.append(
                Escape(
                    start: UInt32(start), source: UInt32(index),
                    count: UInt8(bytes.count - start), sourceCount: UInt8(length)))
            taken = index + length
            next = Self.first(0x5C, in: source, from: taken, to: end)
        }
    }

    private mutating func copy(_ source: borrowing Span<UInt8>, upTo end: Int) {
        unsafe source.extracting(taken..<end).withUnsafeBufferPointer {
            // SAFETY: the bytes are copied during the call.
            unsafe bytes.append(contentsOf: $0)
        }
        taken = end
    }

    /// Bytes of an escape; of two for the halves of one character.
    private static func length(
        _ source: borrowing Span<UInt8>, at index: Int, end: Int
    ) -> Int {
        guard index + 1 < end, source[index + 1] == UInt8(ascii: "u") else {
            return min(2, end - index)
        }
        // D800 to DBFF is the first half of a character; D000 to D7FF are characters.
        let isPair =
            index + 7 < end && source[index + 2] | 0x20 == UInt8(ascii: "d")
            && [0x38, 0x39, 0x61, 0x62].contains(source[index + 3] | 0x20)
            && source[index + 6] == 0x5C && source[index + 7] == UInt8(ascii: "u")
        return min(isPair ? 12 : 6, end - index)
    }

    private static func first(
        _ byte: UInt8, in source: borrowing Span<UInt8>, from start: Int, to end: Int
    ) -> Int? {
        if start >= end { return nil }
        return unsafe source.extracting(start..<end).withUnsafeBytes { stretch in
            // SAFETY: the stretch isn't empty, and is read during the call.
            guard let base = stretch.baseAddress,
                let place = unsafe memchr(base, Int32(byte), stretch.count)
            else { return nil }
            return start + (unsafe UnsafeRawPointer(place) - base)
        }
    }
}
