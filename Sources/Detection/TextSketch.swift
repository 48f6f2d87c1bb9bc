/// What a text may hold: its bytes exactly, its byte pairs in 1,024 hashed bits, its digits
/// counted. One pass, about a nanosecond a byte, that spares most rules a look at the text.
struct TextSketch {
    private var pairs = InlineArray<16, UInt64>(repeating: 0)
    private var bytes = InlineArray<4, UInt64>(repeating: 0)
    private(set) var digitCount = 0

    init(_ text: Span<UInt8>) {
        var previous: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            if 0x30...0x39 ~= byte { digitCount += 1 }
            bytes[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
            let folded = byte | 0x20
            let pair = Self.hash(previous, folded)
            pairs[Int(pair >> 6)] |= 1 << UInt64(pair & 63)
            previous = folded
        }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        bytes[Int(byte >> 6)] & 1 << UInt64(byte & 63) != 0
    }

    @inline(__always)
    func mayContain(pair: UInt16) -> Bool {
        pairs[Int(pair >> 6)] & 1 << UInt64(pair & 63) != 0
    }

    /// Where a pair of folded bytes has its bit.
    static func hash(_ first: UInt8, _ second: UInt8) -> UInt16 {
        let pair = UInt32(first) << 8 | UInt32(second)
        return UInt16(truncatingIfNeeded: (pair &* 0x9E37_79B1) >> 22)
    }
}
