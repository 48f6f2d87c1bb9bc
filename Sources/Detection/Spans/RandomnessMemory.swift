/// Which values of one text look drawn at random: one value has the form of many rules. Belongs to
/// one worker.
struct RandomnessMemory {
    private struct Answer {
        var textNumber: UInt64 = 0
        var range = 0..<0
        /// `nil` for a value too short to tell.
        var reading: RandomnessReading?
        /// Whether it is a row of neighbours or reads as words; `nil` until that is asked.
        var isSpelled: Bool?
    }

    /// Values whose answer is kept at a time; a newer one takes an older one's slot.
    private static let slotCount = 256

    private var answers = [Answer](repeating: Answer(), count: slotCount)
    private var textNumber: UInt64 = 0
    /// The few quantiles that rules ask for, and the normal distribution's.
    private var quantiles: [(share: Double, deviations: Double)] = []

    /// Forgets the text read last.
    mutating func beginText() { textNumber &+= 1 }

    /// What `Randomness.isRandom` says of the bytes in `range`.
    mutating func isRandom(_ range: Range<Int>, quantile: Double, in text: Span<UInt8>) -> Bool {
        let slot = range.lowerBound & (Self.slotCount - 1)
        if answers[slot].textNumber != textNumber || answers[slot].range != range {
            answers[slot] = Answer(
                textNumber: textNumber, range: range,
                reading: RandomnessReading(text.extracting(range)))
        }
        guard let reading = answers[slot].reading, reading.reaches(deviations: deviations(quantile))
        else { return false }
        if let known = answers[slot].isSpelled { return !known }
        let isSpelled = reading.isSpelled(text.extracting(range))
        answers[slot].isSpelled = isSpelled
        return !isSpelled
    }

    private mutating func deviations(_ share: Double) -> Double {
        for index in quantiles.indices where quantiles[index].share == share {
            return quantiles[index].deviations
        }
        let deviations = Randomness.normalQuantile(share)
        quantiles.append((share, deviations))
        return deviations
    }
}
