extension Span<UInt8> {
    func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in indices where unsafe self[index] != text.utf8Start[index] { return false }
        return true
    }

    /// Equal to a lower-case text but for the case of ASCII letters.
    func equalsFolded(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in indices {
            let byte = self[index].isUpper ? self[index] | 0x20 : self[index]
            if unsafe byte != text.utf8Start[index] { return false }
        }
        return true
    }
}

extension Span<UInt8> {
    /// Whether no byte is above 0x7F; eight at a time.
    var isASCII: Bool {
        var seen: UInt64 = 0
        for index in stride(from: 0, to: count, by: 8) { seen |= word(at: index) }
        return seen & UInt64.byteMarks == 0
    }

    /// The eight bytes from a place on, the first the least significant, zeros behind the end.
    ///
    /// - Parameter index: a multiple of eight below `count`, or 0.
    @inline(__always)
    func word(at index: Int) -> UInt64 {
        precondition(index >= 0 && index <= count)
        return unsafe withUnsafeBytes { bytes in
            let missing = index &+ 8 &- bytes.count
            if missing <= 0 {
                return unsafe UInt64(
                    littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            }
            // Why: the last eight bytes hold the rest of a longer text.
            if index > 0 {
                let last = unsafe UInt64(
                    littleEndian: bytes.loadUnaligned(
                        fromByteOffset: bytes.count &- 8, as: UInt64.self))
                return last >> UInt64(truncatingIfNeeded: 8 &* missing)
            }
            return unsafe Self.short(bytes)
        }
    }

    /// Fewer than eight bytes.
    @inline(__always)
    private static func short(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        let count = bytes.count
        // Why: bytes that are read twice come to the same place both times.
        if count >= 4 {
            let first = unsafe UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
            let last = unsafe UInt32(
                littleEndian: bytes.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self))
            return UInt64(first) | UInt64(last) << UInt64(8 &* (count &- 4))
        }
        guard count > 0 else { return 0 }
        let middle = count >> 1
        return unsafe UInt64(bytes[0]) | UInt64(bytes[middle]) << UInt64(8 &* middle)
            | UInt64(bytes[count &- 1]) << UInt64(8 &* (count &- 1))
    }
}

extension MutableSpan<UInt8> {
    /// Writes eight bytes from a place on, the least significant first.
    @inline(__always)
    mutating func store(_ word: UInt64, at index: Int) {
        precondition(index >= 0 && index &+ 8 <= count)
        unsafe withUnsafeMutableBytes { bytes in
            unsafe bytes.storeBytes(of: word.littleEndian, toByteOffset: index, as: UInt64.self)
        }
    }
}

/// Eight bytes of text as one word; the marks that these give are the highest bits of bytes.
extension UInt64 {
    /// The highest bit of every byte.
    static var byteMarks: UInt64 { 0x8080_8080_8080_8080 }

    /// The highest bits of the first `count` bytes, of all from eight on; `count` is above 0.
    @inline(__always)
    static func byteMarks(first count: Int) -> UInt64 {
        count >= 8 ? byteMarks : byteMarks >> UInt64(truncatingIfNeeded: 8 &* (8 &- count))
    }

    /// The same byte eight times.
    @inline(__always)
    static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Marks the ASCII bytes from `first` to `last`.
    @inline(__always)
    func marks(from first: UInt8, to last: UInt8) -> UInt64 {
        let low = self & ~Self.byteMarks
        let reaches = low &+ Self.repeating(0x80 - first)
        let exceeds = low &+ Self.repeating(0x7F - last)
        return reaches & ~exceeds & ~self & Self.byteMarks
    }

    /// Marks the capital ASCII letters.
    var upperMarks: UInt64 { marks(from: UInt8(ascii: "A"), to: UInt8(ascii: "Z")) }

    /// Marks the small ASCII letters.
    var lowerMarks: UInt64 { marks(from: UInt8(ascii: "a"), to: UInt8(ascii: "z")) }

    /// Capital ASCII letters as small ones.
    var lowercasedASCII: UInt64 { self | upperMarks >> 2 }
}

extension [UInt8] {
    @inline(__always)
    mutating func append(_ cell: borrowing Span<UInt8>) {
        unsafe cell.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    /// Lower-cases the ASCII letters from `start` on and says whether nothing else than ASCII is
    /// there.
    mutating func lowercaseASCII(from start: Int) -> Bool {
        unsafe withUnsafeMutableBufferPointer { bytes in
            var seen: UInt8 = 0
            for index in start..<bytes.count {
                let byte = unsafe bytes[index]
                seen |= byte
                unsafe bytes[index] = byte | (byte.isUpper ? 0x20 : 0)
            }
            return seen < 0x80
        }
    }
}

extension UInt64 {
    /// This uniform draw as a uniform index below `count`: the high half of the product (Lemire,
    /// "Fast Random Integer Generation in an Interval", 2019). The bias is `count` ÷ 2⁶⁴.
    func scaled(below count: Int) -> Int {
        Int(truncatingIfNeeded: multipliedFullWidth(by: UInt64(count)).high)
    }
}
