/// Numbers stretches of one buffer, equal ones alike, in order of first sight.
struct DistinctTexts {
    private let limit: Int
    /// Numbers, or -1; a power of two and twice as many as there may be.
    private var slots: [Int32]
    /// Where each was seen first.
    private(set) var ranges: [Range<Int>] = []

    /// - Parameter limit: so many are kept.
    init(limit: Int) {
        self.limit = limit
        var count = 16
        while count < 2 * limit { count *= 2 }
        slots = [Int32](repeating: -1, count: count)
    }

    /// The number of what stands in `range`; `nil` when it is new and no more are kept.
    @inline(__always)
    mutating func number(of range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
        let text = bytes.extracting(range)
        let hash = Self.hash(text)
        let last = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & last
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if Self.isEqual(bytes.extracting(ranges[index]), text) { return index }
            slot = (slot + 1) & last
        }
        guard ranges.count < limit else { return nil }
        slots[slot] = Int32(ranges.count)
        ranges.append(range)
        return ranges.count - 1
    }

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

    /// The last eight bytes, or all of a shorter text; texts as long differ in it when they differ
    /// there.
    @inline(__always)
    private static func tail(of text: Span<UInt8>) -> UInt64 {
        if text.count >= 8 { return word(of: text, at: text.count &- 8) }
        var bytes: UInt64 = 0
        for index in text.indices { bytes = bytes << 8 | UInt64(text[index]) }
        return bytes
    }
}
