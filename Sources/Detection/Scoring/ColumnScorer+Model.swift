/// What the scorer keeps of the rules.
extension ColumnScorer {
    /// What counts of a rule; classes, so that it is looked at without being copied.
    final class Model: Sendable {
        let kind: Rule.Kind
        let prior: Double
        let types: TypeClassSet
        let typeWeights: [TypeClass: Double]
        let tests: [Test]
        let needsName: Bool
        /// Whether random strings of the form mostly fail its checks.
        let isChecked: Bool
        let dictionaries: [DictionaryTest]
        /// The number that figures of the rule are remembered by; those of its dictionaries follow.
        let number: Int
        let statistics: [Figure]
        let sets: [String: Double]
        let constraints: Scoring.Constraints

        init(_ rule: Rule, number: Int, _ questions: inout Questions) {
            self.number = number
            kind = rule.kind
            prior = rule.prior
            types = rule.types
            typeWeights = rule.typeWeights
            tests = rule.values.map(Test.init)
            needsName = tests.allSatisfy(\.needsName)
            isChecked = tests.contains { ($0.chance ?? 1) < 0.5 }
            dictionaries = rule.dictionaries
            statistics = rule.statistics.map { test in
                Figure(
                    question: questions.number(of: test.question), inside: test.inside,
                    outside: test.outside)
            }
            sets = rule.sets
            constraints = rule.constraints
        }
    }

    /// Nats for the answers to a question about the column's figures.
    struct Figure: Sendable {
        let question: Int
        let inside: Double
        let outside: Double
    }

    /// The different questions that rules ask about a column's figures.
    struct Questions: Sendable {
        private(set) var all: [StatisticTest.Question] = []
        private var numbers: [StatisticTest.Question: Int] = [:]

        mutating func number(of question: StatisticTest.Question) -> Int {
            if let known = numbers[question] { return known }
            numbers[question] = all.count
            all.append(question)
            return all.count - 1
        }
    }

    final class Test: Sendable {
        /// Share of non-random strings that pass the randomness test by luck.
        private static let randomnessChance = 0.3

        let test: ValueTest
        let share: Scoring.Share
        /// A name stands in for the keyword that the value needs in text: without one it proves
        /// nothing.
        let needsName: Bool
        /// Share of values that pass the checks by luck; `nil` without checks.
        let chance: Double?

        init(_ test: ValueTest) {
            self.test = test
            share = test.share
            needsName = test.context == .assignment
            chance =
                !test.needsValidation
                ? nil
                : test.validators.isEmpty
                    ? Self.randomnessChance : min(test.chanceRate, 0.999)
        }
    }
}
