/// Which byte pairs a text may hold, in 1,024 hashed bits, and how many digits it has: one pass
/// that spares most rules a look at the text.
struct TextSketch {
    /// The pairs of a literal, folded for case.
    typealias Mask = [UInt16]

    private var bits = InlineArray<16, UInt64>(repeating: 0)
    private(set) var digitCount = 0

    init(_ text: Span<UInt8>) {
        var previous: UInt8 = 0
        for index in text.indices {
            let byte = text[index]
            if 0x30...0x39 ~= byte { digitCount += 1 }
            let folded = byte | 0x20
            let pair = Self.hash(previous, folded)
            bits[Int(pair >> 6)] |= 1 << UInt64(pair & 63)
            previous = folded
        }
    }

    static func mask(of literal: Span<UInt8>) -> Mask {
        var pairs: Mask = []
        for index in literal.indices.dropFirst() {
            pairs.append(hash(literal[index - 1] | 0x20, literal[index] | 0x20))
        }
        return pairs
    }

    /// False only when the literal can't occur.
    func mayContain(_ mask: Mask) -> Bool {
        mask.allSatisfy { bits[Int($0 >> 6)] & 1 << UInt64($0 & 63) != 0 }
    }

    private static func hash(_ first: UInt8, _ second: UInt8) -> UInt16 {
        let pair = UInt32(first) << 8 | UInt32(second)
        return UInt16(truncatingIfNeeded: (pair &* 0x9E37_79B1) >> 22)
    }
}
