internal import Synchronization

/// What is compiled from one set of rules: made when first asked for, shared by everybody who
/// reads with these rules.
final class RulePrograms: Sendable {
    private let spanProgram = Mutex<SpanProgram?>(nil)
    private let valueProgram = Mutex<ValueTests?>(nil)
    private let derived: DerivedParts?

    /// - Parameter derived: what compiled rules brought along, of the same rules.
    init(_ derived: DerivedParts? = nil) { self.derived = derived }

    /// The tests for spans of `rules`, always the same ones.
    func spans(of rules: RuleSet) -> SpanProgram {
        spanProgram.withLock { known in
            if let known { return known }
            let program = SpanProgram(rules, derived)
            known = program
            return program
        }
    }

    /// The tests for whole values of `rules`, always the same ones.
    func values(of rules: RuleSet) -> ValueTests {
        valueProgram.withLock { known in
            if let known { return known }
            let tests = ValueTests(rules, derived?.values)
            known = tests
            return tests
        }
    }
}
