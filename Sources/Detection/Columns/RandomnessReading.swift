/// What a value says of its randomness, whatever quantile is asked for.
struct RandomnessReading {
    /// Long values lose nothing by a look at their first kilobyte.
    private static let headLength = 1_024

    private let alphabet: Int
    private let entropyBitsPerByte: Double
    private let random: RandomEntropy

    /// Fails for values too short to tell.
    init?(_ value: Span<UInt8>) {
        guard value.count >= 8 else { return nil }
        alphabet = Randomness.alphabetSize(value)
        let head = value.extracting(0..<min(value.count, Self.headLength))
        entropyBitsPerByte = Randomness.entropyBitsPerByte(head)
        random = RandomEntropy.of(length: head.count, alphabet: alphabet)
    }

    /// Whether the entropy is one that no more than a share `quantile` of random strings is below.
    func reaches(_ quantile: Double) -> Bool {
        reaches(deviations: Randomness.normalQuantile(quantile))
    }

    /// The same by the normal distribution's quantile.
    func reaches(deviations: Double) -> Bool {
        entropyBitsPerByte >= random.threshold(deviations: deviations)
    }

    /// Whether the value, which was read, is a row of neighbours or reads as words.
    func isSpelled(_ value: Span<UInt8>) -> Bool {
        let head = value.extracting(0..<min(value.count, Self.headLength))
        // Six letters spell no words, though a quarter of their pairs are common ones.
        return Randomness.isRun(head) || alphabet > 17 && Randomness.readsAsWords(head)
    }
}
