/// Which values of one text look drawn at random: one value has the form of many rules. Belongs to
/// one worker.
struct RandomnessMemory {
    private struct Answer {
        var textNumber: UInt64 = 0
        var range = 0..<0
        var quantile = 0.0
        var isRandom = false
    }

    /// Values whose answer is kept at a time; a newer one takes an older one's slot.
    private static let slotCount = 256

    private var answers = [Answer](repeating: Answer(), count: slotCount)
    private var textNumber: UInt64 = 0

    /// Forgets the text read last.
    mutating func beginText() { textNumber += 1 }

    /// What `Randomness.isRandom` says of the bytes in `range`.
    mutating func isRandom(_ range: Range<Int>, quantile: Double, in text: Span<UInt8>) -> Bool {
        let slot = range.lowerBound & (Self.slotCount - 1)
        let known = answers[slot]
        if known.textNumber == textNumber, known.range == range, known.quantile == quantile {
            return known.isRandom
        }
        let isRandom = Randomness.isRandom(text.extracting(range), quantile: quantile)
        answers[slot] = Answer(
            textNumber: textNumber, range: range, quantile: quantile, isRandom: isRandom)
        return isRandom
    }
}
