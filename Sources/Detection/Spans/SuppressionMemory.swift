internal import Patterns

/// Which values of one text are placeholders or test data: one value has the form of many rules.
/// Belongs to one worker.
struct SuppressionMemory {
    private struct Answer {
        var textNumber: UInt64 = 0
        var range = 0..<0
        var number = 0
        var isCovered = false
    }

    /// Values whose answer is kept at a time; a newer one takes an older one's slot.
    private static let slotCount = 1_024

    private var answers = [Answer](repeating: Answer(), count: slotCount)
    private var textNumber: UInt64 = 0
    /// Of the patterns of each suppression, made when one is asked first.
    private var matchers = LentObjects<PresenceMatcher>()

    /// Forgets the text read last.
    mutating func beginText() { textNumber &+= 1 }

    /// Whether the suppression of the set with this number covers the bytes in `range`.
    mutating func covers(
        _ range: Range<Int>, _ number: Int, _ set: SuppressionSet, in text: Span<UInt8>,
        scratch: borrowing MatchScratch
    ) -> Bool {
        if set.isVoid(number) { return false }
        let slot = range.lowerBound & (Self.slotCount - 1)
        let known = answers[slot]
        if known.textNumber == textNumber, known.range == range, known.number == number {
            return known.isCovered
        }
        let isCovered = covers(text.extracting(range), number, set, scratch)
        answers[slot] = Answer(
            textNumber: textNumber, range: range, number: number, isCovered: isCovered)
        return isCovered
    }

    private mutating func covers(
        _ value: Span<UInt8>, _ number: Int, _ set: SuppressionSet,
        _ scratch: borrowing MatchScratch
    ) -> Bool {
        if set.lists(value, number) { return true }
        if !matchers.has(number) {
            let patterns = set.patterns(of: number).map(\.pattern.source)
            matchers.insert(PresenceMatcher(patterns), number)
        }
        let answer = matchers.with(number) { matcher -> Bool? in
            let holdsMatch = matcher.holdsMatch(in: value)
            return holdsMatch == false && !matcher.readsAll ? nil : holdsMatch
        }
        if let answer, let answer { return answer }
        // Those that the matcher reads may be asked again: that is rare.
        return set.patterns(of: number).contains {
            $0.pattern.firstMatch(in: value, scratch: scratch).isMatch
        }
    }
}
