/// A hash of bytes folded for case and accents, eight at a time, all of its bits well mixed.
///
/// Compiled dictionaries hold it: another hash needs another magic of `CompiledRules`.
struct FoldedHash {
    /// Digits of the golden ratio and of pi, odd.
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let seed: UInt64 = 0x2438_6A88_85A3_08D3
    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private var state = seed
    /// Bytes that don't fill a word yet, the first lowest.
    private var pending: UInt64 = 0
    private var count: UInt64 = 0

    static func hash(_ bytes: Span<UInt8>) -> UInt64 { hash(bytes, 0..<bytes.count) }

    /// The hash of a range of `text`, which may lend what lies behind it.
    @inline(__always)
    static func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
        var hash = FoldedHash()
        // Most words are ASCII and short.
        if 1...8 ~= range.count, range.upperBound + 8 <= text.count {
            let word = ByteWord.load(text, range.lowerBound, range.count)
            if word & highBits == 0 {
                hash.pending = folded(word)
                hash.count = UInt64(range.count)
                if range.count == 8 { hash.mix() }
                return hash.finished
            }
        }
        hash.add(text, range)
        return hash.finished
    }

    /// As if the two stood together.
    static func hash(_ bytes: Span<UInt8>, then more: Span<UInt8>) -> UInt64 {
        var hash = FoldedHash()
        LatinFolding.fold(bytes) { hash.add($0) }
        LatinFolding.fold(more) { hash.add($0) }
        return hash.finished
    }

    private mutating func add(_ text: Span<UInt8>, _ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let length = min(8, range.upperBound - index)
            let word = ByteWord.load(text, index, length)
            guard word & Self.highBits == 0 else { break }
            pending = Self.folded(word)
            index += length
            count &+= UInt64(length)
            if length == 8 { mix() }
        }
        if index < range.upperBound {
            LatinFolding.fold(text.extracting(index..<range.upperBound)) { add($0) }
        }
    }

    private mutating func add(_ byte: UInt8) {
        pending |= UInt64(byte) &<< ((count & 7) &* 8)
        count &+= 1
        if count & 7 == 0 { mix() }
    }

    @inline(__always)
    private mutating func mix() {
        state = (state ^ pending) &* Self.multiplier
        state ^= state >> 32
        pending = 0
    }

    private var finished: UInt64 {
        var bits = (state ^ pending ^ count << 56) &* Self.multiplier
        bits = (bits ^ bits >> 32) &* Self.multiplier
        return bits ^ bits >> 29
    }

    /// ASCII capitals made small.
    static func folded(_ word: UInt64) -> UInt64 {
        let (fromA, behindZ) = (
            word &+ 0x3F3F_3F3F_3F3F_3F3F, word &+ 0x2525_2525_2525_2525
        )
        return word | (fromA & ~behindZ & highBits) >> 2
    }
}
