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
    private var matchers: [PresenceMatcher?] = []

    /// Forgets the text read last.
    mutating func beginText() { textNumber += 1 }

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
        while matchers.count <= number { matchers.append(nil) }
        let patterns = set.patterns(of: number)
        let matcher = matchers[number] ?? PresenceMatcher(patterns.map(\.pattern.source))
        matchers[number] = matcher
        let isKnown = matcher.holdsMatch(in: value)
        if isKnown == true { return true }
        for (index, compiled) in patterns.enumerated()
        where isKnown == nil || !matcher.isRead[index] {
            if compiled.pattern.firstMatch(in: value, scratch: scratch).isMatch { return true }
        }
        return false
    }
}
