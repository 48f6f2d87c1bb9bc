/// Numbers stretches of one buffer, equal ones alike, in order of first sight.
struct DistinctTexts {
    private let limit: Int
    /// A power of two and twice as many as there may be: 0, or a number and one more, and in the
    /// bits that numbers don't need what a hash has there, so that most others aren't looked at.
    private var slots: [UInt32]
    /// The bits that numbers may need.
    private let mask: UInt32
    /// Where each was seen first.
    private(set) var ranges: [Range<Int>] = []

    /// - Parameter limit: so many are kept.
    init(limit: Int) {
        self.limit = limit
        var count = 16
        while count < 2 * limit { count *= 2 }
        slots = [UInt32](repeating: 0, count: count)
        mask = UInt32(count - 1)
        ranges.reserveCapacity(limit)
    }

    /// The number of what stands in `range`; `nil` when it is new and no more are kept.
    @inline(__always)
    mutating func number(of range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        let text = bytes.extracting(range)
        let hash = Self.hash(text)
        let sign = UInt32(truncatingIfNeeded: hash >> 32) & ~mask
        var slot = UInt32(truncatingIfNeeded: hash) & mask
        while slots[Int(slot)] != 0 {
            let known = slots[Int(slot)]
            if known & ~mask == sign {
                let number = Int(known & mask) &- 1
                if Self.isEqual(bytes.extracting(ranges[number]), text) { return number }
            }
            slot = (slot &+ 1) & mask
        }
        guard ranges.count < limit else { return nil }
        ranges.append(range)
        slots[Int(slot)] = sign | UInt32(ranges.count)
        return ranges.count - 1
    }

    @inline(__always)
    private static func hash(_ text: Span<UInt8>) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: text.count)
        func add(_ bytes: UInt64) {
            hash = (hash ^ bytes) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 32
        }
        var index = 0
        while index &+ 8 < text.count {
            add(word(of: text, at: index))
            index &+= 8
        }
        add(tail(of: text))
        return hash
    }

    @inline(__always)
    private static func isEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        var index = 0
        while index &+ 8 < left.count {
            if word(of: left, at: index) != word(of: right, at: index) { return false }
            index &+= 8
        }
        return tail(of: left) == tail(of: right)
    }

    @inline(__always)
    private static func word(of text: Span<UInt8>, at index: Int) -> UInt64 {
        // SAFETY: any eight bytes are a number, and the callers look that these lie within.
        unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    @inline(__always)
    private static func half(of text: Span<UInt8>, at index: Int) -> UInt64 {
        // SAFETY: as of a word, of four bytes.
        UInt64(unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self))
    }

    /// The last eight bytes, or all of a shorter text; texts as long differ in it when they differ
    /// there.
    @inline(__always)
    private static func tail(of text: Span<UInt8>) -> UInt64 {
        let count = text.count
        if count >= 8 { return word(of: text, at: count &- 8) }
        if count >= 4 { return half(of: text, at: 0) << 32 | half(of: text, at: count &- 4) }
        if count == 0 { return 0 }
        return UInt64(text[0]) << 16 | UInt64(text[count / 2]) << 8 | UInt64(text[count - 1])
    }
}
