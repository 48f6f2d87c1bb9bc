/// What is asked of a test's matches, without references: reading it counts none.
struct SpanQuestion {
    /// The validators of a test.
    enum Checks {
        case none
        /// The only one, of the value as it is.
        case one(Validator)
        case several
    }

    let rule: Int
    let probability: Double
    /// Bytes of a value.
    let length: ClosedRange<Int>
    let kind: Rule.Kind
    let checks: Checks
    /// The group that is the value.
    let capture: Int
    /// As in `SpanProgram.Test`.
    let isNamed: Bool
    /// What must stand before a value, unless the test is named.
    let context: ValueTest.Context
    /// Whether a literal must occur in the text.
    let hasLiterals: Bool
    let randomness: Double?
    /// Digits of a match at least.
    let minimumDigits: Int
    /// The number of its placeholders and test data; `nil` when there are none.
    let suppression: Int?
    /// Whether more than the form of a value is asked for before its validators are.
    let isConditional: Bool
    /// Whether more is asked for once they agree.
    let isDoubtful: Bool

    init(_ test: SpanProgram.Test, _ suppressions: SuppressionSet) {
        rule = test.rule
        probability = test.test.probability
        length = test.length ?? 0...Int.max
        kind = test.kind
        let validators = test.checks.validators
        if validators.isEmpty {
            checks = .none
        } else if validators.count == 1, test.checks.normalisations.isEmpty {
            checks = .one(validators[0])
        } else {
            checks = .several
        }
        capture = test.test.capture
        isNamed = test.isNamed
        context = test.isNamed ? .none : test.test.context
        hasLiterals = !test.literals.isEmpty
        randomness = test.checks.randomness
        minimumDigits = test.test.minimumDigits
        suppression = suppressions.isVoid(test.suppression) ? nil : test.suppression
        isConditional = context == .assignment || hasLiterals || randomness != nil
        isDoubtful = context == .nearby || suppression != nil
    }
}
