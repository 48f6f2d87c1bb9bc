package import Patterns

/// A pattern that `Rule`s keep; the class behind it is shared by all workers.
package struct CompiledPattern: Sendable {
    package let pattern: Pattern
}

/// One way to recognise a value: a pattern, what must be there anyway, and native checks.
package struct ValueTest: Sendable {
    /// Whether the whole value must match or a span of it.
    package enum Mode: String, CaseIterable, Sendable { case whole, find }

    /// What must stand before a span in text.
    package enum Context: String, CaseIterable, Sendable { case none, assignment, nearby }

    /// What happens to a value before the pattern sees it.
    package enum Normalisation: String, CaseIterable, Sendable {
        case trim, digits, alphanumerics, upper, lower
    }

    package var mode = Mode.whole
    package var whole: Pattern
    /// For spans; `nil` when the mode is `whole`.
    package var search: Pattern?
    /// At least one must occur; lower case when `ignoresCase`.
    package var literals: [[UInt8]] = []
    package var ignoresCase = false
    /// Digits a match must hold.
    package var minimumDigits = 0
    /// The group that is the value.
    package var capture = 0
    package var normalisations: [Normalisation] = []
    package var validators: [Validator] = []
    /// The quantile of entropy for length and alphabet that a value must reach.
    package var randomness: Double?
    package var share: Scoring.Share
    /// Of a span found in text.
    package var probability: Double
    package var context = Context.none

    /// The share of random strings of the shape that pass all validators.
    package var chanceRate: Double {
        validators.reduce(1) { $0 * max($1.chanceRate, 1e-6) }
    }

    /// For a text: an assigned value without a literal of its own is looked for only where its
    /// issuer is named.
    func anchored(by issuers: [String]) -> ValueTest {
        guard context == .assignment, literals.isEmpty else { return self }
        var test = self
        test.ignoresCase = true
        test.literals = Set(
            // Shorter words stand everywhere.
            issuers.filter { $0.utf8.count > 2 }.flatMap { issuer in
                ["", " ", "-", "_"].map { issuer.lowercased().replacing(" ", with: $0) }
            }
        ).sorted().map { Array($0.utf8) }
        return test
    }

    package var needsValidation: Bool { !validators.isEmpty || randomness != nil }
}

extension ValueTest {
    /// What is asked of a captured value.
    var checks: ValueChecks {
        ValueChecks(
            normalisations: normalisations, validators: validators, randomness: randomness)
    }

    /// Whether there are so many digits.
    static func holdsDigits(_ match: Span<UInt8>, atLeast minimum: Int) -> Bool {
        var missing = minimum
        for index in match.indices {
            if missing <= 0 { return true }
            if 0x30...0x39 ~= match[index] { missing -= 1 }
        }
        return missing <= 0
    }
}

/// A word list and how cells are looked up in it.
package struct DictionaryTest: Sendable {
    /// Which words of a value are looked up.
    package enum Match: String, CaseIterable, Sendable {
        case whole
        case firstWord = "first-word"
        case lastWord = "last-word"
        case anyWord = "any-word"
        case everyWord = "every-word"
    }

    package var file: String
    package var words: WordList
    package var match = Match.whole
    package var share: Scoring.Share
    /// The same for all tests of one list and way of matching: a column is looked up once for all.
    var slot = 0
}

/// A figure of a column, and the nats for lying in or out of a range.
package struct StatisticTest: Sendable {
    /// What is measured over the distinct values of a column.
    package enum Measure: String, CaseIterable, Sendable {
        case distinctRatio = "distinct-ratio"
        case distinct
        case lengthSpread = "length-spread"
        case meanLength = "mean-length"
        case meanWords = "mean-words"
        case rising, density
        case yearSpread = "year-spread"
        case commonPrefix = "common-prefix"
        /// Distinct values by the root of the rows: about what is drawn from a large stock, far
        /// less where the same few things come back.
        case variety
        case number, year, length, words, randomness, capitalised
        case repeatedDigits = "repeated-digits"
    }

    package var measure: Measure
    package var range: ClosedRange<Double>
    /// Of a value measure: the share of distinct values that must lie in the range.
    package var share = 0.95
    package var inside = 0.0
    package var outside = 0.0

    /// What is asked of a column; many rules ask the same.
    struct Question: Hashable {
        let measure: Measure
        let range: ClosedRange<Double>
        let share: Double
    }

    var question: Question { Question(measure: measure, range: range, share: share) }
}
