/// What must be true of a value beside its form: randomness and the validators.
struct ValueChecks: Sendable {
    let normalisations: [ValueTest.Normalisation]
    let validators: [Validator]
    let randomness: Double?

    var isEmpty: Bool { validators.isEmpty && randomness == nil }

    /// Whether all of them agree on a captured value.
    func isValid(_ value: Span<UInt8>, scratch: inout DetectionScratch) -> Bool {
        if let randomness, !Randomness.isRandom(value, quantile: randomness) { return false }
        return agree(on: value, scratch: &scratch)
    }

    /// Whether the validators agree on a captured value, random or not.
    func agree(on value: Span<UInt8>, scratch: inout DetectionScratch) -> Bool {
        guard !validators.isEmpty else { return true }
        if normalisations.isEmpty { return validators.allSatisfy { $0.isValid(value) } }
        scratch.normalised.removeAll(keepingCapacity: true)
        normalise(value, into: &scratch.normalised)
        let normal = scratch.normalised.span
        for validator in validators where !validator.isValid(normal) { return false }
        return true
    }

    private func normalise(_ value: Span<UInt8>, into output: inout [UInt8]) {
        for index in value.indices { output.append(value[index]) }
        for step in normalisations {
            switch step {
            case .trim:
                while output.last == 0x20 { output.removeLast() }
                output.trimPrefix { $0 == 0x20 }
            case .digits: output.removeAll { !(0x30...0x39 ~= $0) }
            case .alphanumerics:
                output.removeAll { !(0x30...0x39 ~= $0) && !(0x61...0x7A ~= $0 | 0x20) }
            case .upper:
                for index in output.indices where 0x61...0x7A ~= output[index] {
                    output[index] &= 0xDF
                }
            case .lower:
                for index in output.indices where 0x41...0x5A ~= output[index] {
                    output[index] |= 0x20
                }
            }
        }
    }
}
