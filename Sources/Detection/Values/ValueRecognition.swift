internal import Patterns

/// How one value stands to one test.
enum ValueAnswer {
    case noMatch
    /// The pattern takes it, a validator or the randomness test doesn't.
    case invalid
    case valid
    /// PCRE2 hit a limit.
    case undecided
}

extension ValueTest {
    /// Whether the whole of `value` is one, by pattern and then by checks.
    func answer(_ value: Span<UInt8>, scratch: inout DetectionScratch) -> ValueAnswer {
        guard holdsDigits(value), literals.isEmpty || containsLiteral(value) else {
            return .noMatch
        }
        switch whole.firstMatch(in: value, scratch: scratch.matching) {
        case .none: return .noMatch
        case .limitExceeded: return .undecided
        case .matched(let range):
            guard needsValidation else { return .valid }
            let captured = scratch.matching.captured(capture) ?? range
            return isValid(value.extracting(captured), scratch: &scratch) ? .valid : .invalid
        }
    }

    /// Whether randomness and all validators agree on a captured value.
    func isValid(_ value: Span<UInt8>, scratch: inout DetectionScratch) -> Bool {
        if let randomness, !Randomness.isRandom(value, quantile: randomness) { return false }
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

    /// Whether a match holds as many digits as the rule declares.
    func holdsDigits(_ match: Span<UInt8>) -> Bool {
        guard minimumDigits > 0 else { return true }
        var digits = 0
        for index in match.indices where 0x30...0x39 ~= match[index] { digits += 1 }
        return digits >= minimumDigits
    }

    /// Whether one of the literals occurs.
    func containsLiteral(_ text: Span<UInt8>) -> Bool {
        for literal in literals
        where ByteSearch.contains(text, literal.span, ignoringCase: ignoresCase) {
            return true
        }
        return false
    }
}

extension DictionaryTest {
    /// Whether the value, or the words of it that `match` asks for, are in the list.
    func contains(_ value: Span<UInt8>) -> Bool {
        if match == .whole { return words.contains(value) }
        var (hits, count, isFirstHit, isLastHit) = (0, 0, false, false)
        var start = 0
        for index in 0...value.count {
            guard index == value.count || Self.isSeparator(value[index]) else { continue }
            if index > start {
                let isHit = words.contains(value.extracting(start..<index))
                if count == 0 { isFirstHit = isHit }
                isLastHit = isHit
                count += 1
                if isHit { hits += 1 }
            }
            start = index + 1
        }
        switch match {
        case .whole: return false
        case .firstWord: return isFirstHit
        case .lastWord: return isLastHit
        case .anyWord: return hits > 0
        case .everyWord: return count > 0 && hits == count
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/")
            || 0x09...0x0D ~= byte
    }
}
