/// The bytes of a word of at most sixteen, the first lowest, zeros behind the last: words of
/// letters are told apart by them without a look at each byte.
struct ShortWord: Equatable, BitwiseCopyable {
    static let longest = 16
    /// Digits of the golden ratio and of pi, odd.
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    private static let highMultiplier: UInt64 = 0x2438_6A88_85A3_08D3

    private(set) var low: UInt64 = 0
    private(set) var high: UInt64 = 0

    init() {}

    /// - Precondition: the range is of one byte to sixteen of the text.
    @inline(__always)
    init(_ text: Span<UInt8>, _ range: Range<Int>) {
        let length = range.count
        if length <= 8 {
            low = ByteWord.load(text, range.lowerBound, length)
        } else {
            low = ByteWord.load(text, range.lowerBound, 8)
            high = ByteWord.load(text, range.lowerBound &+ 8, length &- 8)
        }
    }

    /// Another one for any word of at most eight bytes, and hardly ever the same for longer ones;
    /// the highest bits are mixed best.
    var hash: UInt64 { (low ^ high &* Self.highMultiplier) &* Self.multiplier }
}
