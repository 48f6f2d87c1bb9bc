/// One byte or two, or none, looked for eight bytes at a time.
struct FewBytes {
    private static let wordLength = 8
    /// The lowest bit of each byte, and the highest.
    private static let (ones, tops): (UInt64, UInt64) =
        (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)

    /// In every byte of a word.
    private let first: UInt64
    private let second: UInt64
    private let isNone: Bool

    /// Fails for sets of more than two bytes.
    init?(_ set: ByteSet) {
        isNone = set.isEmpty
        guard let (first, second) = isNone ? (0, 0) : set.pair else { return nil }
        self.first = UInt64(first) * Self.ones
        self.second = UInt64(second) * Self.ones
    }

    /// A place from which, up to `end`, none of them stands, at most seven bytes behind the last of
    /// them or behind `floor`.
    func skipBack(from end: Int, to floor: Int, in text: Span<UInt8>) -> Int {
        if isNone { return min(floor, end) }
        var place = end
        while place - Self.wordLength >= floor, !stand(at: place - Self.wordLength, in: text) {
            place -= Self.wordLength
        }
        return place
    }

    /// Whether one of them is among the eight bytes at a place.
    @inline(__always)
    private func stand(at place: Int, in text: Span<UInt8>) -> Bool {
        // SAFETY: any eight bytes are a number; that they lie within the text is checked.
        let word = unsafe text.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
        return Self.zeros(word ^ first) | Self.zeros(word ^ second) != 0
    }

    /// Not zero when a byte is (Mycroft's test).
    @inline(__always)
    private static func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & tops }
}
