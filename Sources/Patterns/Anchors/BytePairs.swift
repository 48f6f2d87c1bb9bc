/// Pairs of bytes, looked for by a hash of both: some others are taken for them.
struct BytePairs: Sendable {
    private static let slotCount = 1_024

    /// A bit for each hash.
    private var words = [UInt64](repeating: 0, count: slotCount / 64)

    /// - Parameter pairs: bytes of the first set before bytes of the second.
    init(_ pairs: [(first: ByteSet, second: ByteSet)]) {
        for pair in pairs {
            let seconds = pair.second.bytes
            for first in pair.first.bytes {
                for second in seconds {
                    let slot = Self.slot(first, second)
                    words[slot / 64] |= 1 << UInt64(slot % 64)
                }
            }
        }
    }

    @inline(__always)
    private static func slot(_ first: UInt8, _ second: UInt8) -> Int {
        // Any odd factor spreads letters, which differ in their lowest five bits.
        (Int(first) &* 37 &+ Int(second)) & (slotCount - 1)
    }

    /// The first place from `start` to `end`, or back to it, where one of them may stand; `nil`
    /// when there is none. Zero stands behind the text.
    func place(from start: Int, to end: Int, in text: Span<UInt8>) -> Int? {
        let (step, last) = (start <= end ? 1 : -1, text.count - 1)
        guard min(start, end) >= 0, max(start, end) <= last else { return nil }
        return unsafe words.withUnsafeBufferPointer { words in
            var place = start
            while true {
                // SAFETY: both places lie within the text, and each slot has a bit.
                let second = unsafe place < last ? text[unchecked: place + 1] : 0
                let slot = unsafe Self.slot(text[unchecked: place], second)
                if unsafe words[slot &>> 6] &>> UInt64(slot & 63) & 1 != 0 { return place }
                if place == end { return nil }
                place += step
            }
        }
    }
}
