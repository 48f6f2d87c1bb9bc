internal import Primitives

/// A set of bytes, as 256 bits.
struct ByteSet: Sendable, Hashable {
    /// A bit for each byte, the lowest first.
    private(set) var words: SIMD4<UInt64>

    init() { words = SIMD4(repeating: 0) }

    private init(words: SIMD4<UInt64>) { self.words = words }

    init(_ bytes: some Sequence<UInt8>) {
        self.init()
        for byte in bytes { insert(byte) }
    }

    init(_ text: StaticString) {
        self.init()
        for byte in text.description.utf8 { insert(byte) }
    }

    static let all = ByteSet(words: SIMD4(repeating: .max))
    static let digits = ByteSet(0x30...0x39)
    static let lower = ByteSet(0x61...0x7A)
    static let upper = ByteSet(0x41...0x5A)
    static let letters = lower | upper
    /// `\w` without PCRE2_UCP: ASCII only.
    static let word = letters | digits | ByteSet("_")
    /// `\s` without PCRE2_UCP.
    static let space = ByteSet(0x09...0x0D) | ByteSet(" ")
    static let ascii = ByteSet(0x00...0x7F)
    /// The bytes of characters beyond ASCII.
    static let high = ByteSet(0x80...0xFF)

    var isEmpty: Bool { words == SIMD4(repeating: 0) }

    var count: Int {
        words[0].nonzeroBitCount + words[1].nonzeroBitCount + words[2].nonzeroBitCount
            + words[3].nonzeroBitCount
    }

    func contains(_ byte: UInt8) -> Bool {
        // Why: a vector's element by number goes through memory.
        let low = byte & 0x40 == 0 ? words[0] : words[1]
        let high = byte & 0x40 == 0 ? words[2] : words[3]
        return (byte & 0x80 == 0 ? low : high) &>> UInt64(byte & 63) & 1 != 0
    }

    /// Where the members begin that stand in a row up to `end`, though not before `floor`.
    func beginning(before end: Int, notBefore floor: Int, in text: Span<UInt8>) -> Int {
        unsafe withTable { table in
            var place = end
            if end - floor > Self.longWay { place = skipBack(from: end, to: floor, in: text) }
            while place > floor, unsafe Self.holds(table, text[place - 1]) { place -= 1 }
            return place
        }
    }

    /// Bytes from which on a faster way to search is looked for.
    private static let longWay = 512

    /// A place from which on all bytes are members, `end` unless few others are none.
    @inline(never)
    private func skipBack(from end: Int, to floor: Int, in text: Span<UInt8>) -> Int {
        FewBytes(~self)?.skipBack(from: end, to: floor, in: text) ?? end
    }

    /// Lends the words in memory, where one is asked for by its number: loops are faster there.
    private func withTable<Result>(_ body: (UnsafePointer<UInt64>) -> Result) -> Result {
        unsafe withUnsafePointer(to: words) { words in
            // SAFETY: a vector of four words is four words.
            unsafe words.withMemoryRebound(to: UInt64.self, capacity: 4) { unsafe body($0) }
        }
    }

    private static func holds(_ table: UnsafePointer<UInt64>, _ byte: UInt8) -> Bool {
        // SAFETY: a byte has four different upper pairs of bits.
        unsafe table[Int(byte >> 6)] &>> UInt64(byte & 63) & 1 != 0
    }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    func isSubset(of other: ByteSet) -> Bool { (self & ~other).isEmpty }

    func isDisjoint(from other: ByteSet) -> Bool { (self & other).isEmpty }

    /// Its members where there are one or two, else `nil`; the only one twice.
    var pair: (UInt8, UInt8)? {
        guard 1...2 ~= count else { return nil }
        var members = bytes[...]
        guard let first = members.popFirst() else { return nil }
        return (first, members.first ?? first)
    }

    /// The members in rising order.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        forEach { bytes.append($0) }
        return bytes
    }

    /// Calls `body` with the members in rising order.
    func forEach(_ body: (UInt8) -> Void) {
        for index in 0..<4 {
            var word = words[index]
            while word != 0 {
                body(UInt8(index * 64 + word.trailingZeroBitCount))
                word &= word &- 1
            }
        }
    }

    static func | (left: ByteSet, right: ByteSet) -> ByteSet {
        ByteSet(words: left.words | right.words)
    }

    static func & (left: ByteSet, right: ByteSet) -> ByteSet {
        ByteSet(words: left.words & right.words)
    }

    static prefix func ~ (set: ByteSet) -> ByteSet { ByteSet(words: ~set.words) }

    static func |= (left: inout ByteSet, right: ByteSet) { left.words |= right.words }

    /// With the other case of each ASCII letter.
    var caseless: ByteSet {
        var result = self
        for byte in 0x61...0x7A as ClosedRange<UInt8> {
            if contains(byte) { result.insert(byte & 0xDF) }
            if contains(byte & 0xDF) { result.insert(byte) }
        }
        return result
    }

    /// The set widened to whole classes: one digit stands for all, one lower case letter for all,
    /// one upper case letter, one byte beyond ASCII.
    var coarse: ByteSet {
        var result = self
        for whole in [Self.digits, .lower, .upper, .high] where !isDisjoint(from: whole) {
            result |= whole
        }
        return result
    }

    /// The set with two digits or more widened to all ten.
    var coarseDigits: ByteSet {
        (self & .digits).count < 2 ? self : self | .digits
    }
}

extension ByteSet: Archived {
    static var blank: ByteSet { ByteSet() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        for index in 0..<4 { archive.pass(&words[index]) }
    }
}
