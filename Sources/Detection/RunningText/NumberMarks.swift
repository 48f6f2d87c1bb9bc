internal import Patterns

/// Numbers among 64 bytes of a text that are none of an address, told by the bytes beside them for
/// all at once: most numbers are parts of dates, phone numbers, addresses of machines.
///
/// Says so only where `AddressSpans.mayBegin` would say that nothing begins. What lies in the next
/// block counts as neither a digit nor a hyphen.
struct NumberMarks {
    private let digits: UInt64
    private let hyphens: UInt64
    /// What a number has on no side that goes on: neither letters nor digits, nor what may join
    /// them.
    private let separators: UInt64

    init(
        _ marks: AnchorPlanes.WordMarks, _ joiners: (hyphens: UInt64, apostrophes: UInt64)
    ) {
        digits = marks.digits
        hyphens = joiners.hyphens
        separators = ~(marks.words | marks.capitals | joiners.hyphens | joiners.apostrophes)
    }

    /// Those of `numbers` that may be passed over.
    ///
    /// - Parameters:
    ///   - numbers: the first digits of numbers.
    ///   - digitsBefore: of the block before.
    @inline(__always)
    func passed(_ numbers: UInt64, digitsBefore: UInt64) -> UInt64 {
        // Where numbers end: a carry runs through their digits.
        let ends = (digits &+ numbers) & ~digits
        // One byte behind another number.
        let seconds = numbers & (digits << 2 | digitsBefore >> 62)
        let dated =
            ends & hyphens & digits >> 1 & digits >> 2 & hyphens >> 3 & digits >> 4
        let between = ends & separators & digits >> 1
        return seconds & hyphens << 1 | numbers & beginnings(ofFour: dated)
            | seconds & separators << 1 & beginnings(ofEight: between)
    }

    /// The digits of which at most three, all of them digits, lie before one of `ends`.
    private func beginnings(ofFour ends: UInt64) -> UInt64 {
        var found = ends >> 1 & digits
        found |= found >> 1 & digits
        return found | found >> 2 & digits & digits >> 1
    }

    /// The same of at most seven.
    private func beginnings(ofEight ends: UInt64) -> UInt64 {
        let found = beginnings(ofFour: ends)
        let pairs = digits & digits >> 1
        return found | found >> 4 & pairs & pairs >> 2
    }
}
