/// Decimal digits eight at a time in one 64-bit word, the first digit in the lowest byte.
///
/// The multiply-and-shift forms are those of D. Lemire, "Quickly parsing eight digits" (2018), and
/// its inverse with exact reciprocals 5243 ÷ 2¹⁹ and 103 ÷ 2¹⁰.
enum DecimalWords {
    private static let zeros: UInt64 = 0x3030_3030_3030_3030

    /// The number of `digitCount` (1…8) digits in the *upper* bytes of `word`; the rest is ignored.
    @inline(__always)
    static func value(_ word: UInt64, digitCount: Int) -> UInt64 {
        // Why: subtracting would borrow from the bytes in front, which needn't be digits.
        var digits = (word ^ zeros) & (.max << UInt64(64 &- 8 &* digitCount))
        digits = digits &* 10 &+ (digits >> 8)
        let low = (digits & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
        let high = (digits >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
        return (low &+ high) >> 32
    }

    /// Eight digits of a number below 10⁸, with leading zeros.
    @inline(__always)
    static func digits(_ value: UInt64) -> UInt64 {
        let fours = value / 10_000 | (value % 10_000) << 32
        let hundreds = (fours &* 5243) >> 19 & 0x0000_007F_0000_007F
        let twos = (fours &- 100 &* hundreds) << 16 | hundreds
        let tens = (twos &* 103) >> 10 & 0x000F_000F_000F_000F
        return ((twos &- 10 &* tens) << 8 | tens) &+ zeros
    }

    /// The number of `count` (1…8) numerals, each below 10, from `start` on.
    @inline(__always)
    static func value(of numerals: Span<UInt8>, at start: Int, count: Int) -> UInt64 {
        let end = start &+ count
        precondition(start >= 0 && end <= numerals.count)
        guard end >= 8 else {
            return (start..<end).reduce(0) { $0 &* 10 &+ UInt64(numerals[$1]) }
        }
        return unsafe numerals.withUnsafeBufferPointer {
            guard let base = $0.baseAddress else { return 0 }
            return unsafe value(load(base + end - 8) ^ zeros, digitCount: count)
        }
    }

    /// Writes a number as `count` (1…8) numerals from `start` on.
    @inline(__always)
    static func write(
        _ number: UInt64, to numerals: inout MutableSpan<UInt8>, at start: Int, count: Int
    ) {
        let end = start &+ count
        precondition(start >= 0 && end <= numerals.count)
        var digits = digits(number) ^ zeros
        guard end >= 8 else {
            for place in (start..<end).reversed() {
                numerals[place] = UInt8(truncatingIfNeeded: digits >> 56)
                digits <<= 8
            }
            return
        }
        unsafe numerals.withUnsafeMutableBufferPointer {
            guard let base = $0.baseAddress else { return }
            let last = unsafe base + end - 8
            let mask = UInt64.max << UInt64(64 &- 8 &* count)
            unsafe store(digits & mask | load(last) & ~mask, at: last)
        }
    }

    /// The number of `count` (1…19) ASCII digits at `start`.
    ///
    /// Reads up to 7 bytes before `start`, which the caller owns.
    @inline(__always)
    static func read(_ start: UnsafePointer<UInt8>, count: Int) -> UInt64 {
        let head = (count &- 1) & 7 &+ 1
        var end = unsafe start + head
        var result = unsafe value(load(end - 8), digitCount: head)
        for _ in 0..<((count &- head) >> 3) {
            unsafe end += 8
            result = unsafe result &* 100_000_000 &+ value(load(end - 8), digitCount: 8)
        }
        return result
    }

    /// Writes `number` as `count` (1…19) ASCII digits at `start`.
    ///
    /// Rewrites up to 7 bytes before `start` with what they were; the caller owns them.
    @inline(__always)
    static func write(_ number: UInt64, to start: UnsafeMutablePointer<UInt8>, count: Int) {
        let head = (count &- 1) & 7 &+ 1
        var rest = number
        var end = unsafe start + count
        for _ in 0..<((count &- head) >> 3) {
            unsafe store(digits(rest % 100_000_000), at: end - 8)
            rest /= 100_000_000
            unsafe end -= 8
        }
        let mask = UInt64.max << UInt64(64 &- 8 &* head)
        let before = unsafe load(end - 8)
        unsafe store(digits(rest) & mask | before & ~mask, at: end - 8)
    }

    @inline(__always)
    private static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        unsafe UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    @inline(__always)
    private static func store(_ word: UInt64, at pointer: UnsafeMutablePointer<UInt8>) {
        unsafe UnsafeMutableRawPointer(pointer).storeBytes(of: word.littleEndian, as: UInt64.self)
    }
}
