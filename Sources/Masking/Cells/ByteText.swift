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
        unsafe withUnsafeBytes { bytes in
            var seen: UInt64 = 0
            var index = 0
            while index &+ 8 <= bytes.count {
                seen |= unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                index &+= 8
            }
            while index < bytes.count {
                seen |= unsafe UInt64(bytes[index])
                index &+= 1
            }
            return seen & 0x8080_8080_8080_8080 == 0
        }
    }
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
