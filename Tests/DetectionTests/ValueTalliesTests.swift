import Primitives
import TestSupport
import Testing

@testable import Detection

@Suite struct ValueTalliesTests {
    /// Matches of one rule.
    private struct Count: Equatable, CustomStringConvertible {
        var matched = 0
        var valid = 0

        var description: String { "\(matched) taken, \(valid) valid" }
    }

    /// Values of many forms and lengths, so that few have a decision in common.
    private static func values(_ random: inout SeededGenerator) -> [String] {
        let words = [
            "anna", "Berg", "é", "STREET", "a1", "no", "12 kg", "mrs.", "x-y", "Ärzte", "UPS",
            "@", "example", ".org", "(", ")", "/", "2021-03-04", "GB", "+44", "0", "19", "€",
        ]
        return (0..<20).map { _ in
            switch random.below(6) {
            case 0: return text(of: "0123456789", length: 1 + random.below(20), &random)
            case 1: return text(of: "AZ09-", length: 2 + random.below(14), &random)
            case 2, 3:
                // Letters that the automaton doesn't tell apart.
                let letters = ["abcdef", "uvwxyz", "0123456789abcdef", "01fFaA"]
                let lengths = [32, 40, 64]
                return text(
                    of: letters[random.below(letters.count)],
                    length: lengths[random.below(lengths.count)], &random)
            case 4:
                // Lengths that it doesn't tell apart.
                return text(of: "abcdefgh", length: 5 + random.below(300), &random)
            default:
                let blank = ["", " ", "-"][random.below(3)]
                return (0...random.below(5)).map { _ in words[random.below(words.count)] }
                    .joined(separator: blank)
            }
        }
    }

    private static func text(
        of letters: String, length: Int, _ random: inout SeededGenerator
    ) -> String {
        let letters = Array(letters)
        return String((0..<length).map { _ in letters[random.below(letters.count)] })
    }

    /// What PCRE2 and the checks say of each value by itself.
    private static func expected(
        _ statistics: ColumnStatistics, _ tests: ValueTests, scratch: inout DetectionScratch
    ) -> [Count] {
        tests.forms.indices.map { rule in
            var count = Count()
            for index in 0..<statistics.distinct.count {
                statistics.distinct.withValue(index) { value in
                    let form = tests.forms[rule]
                    guard form.length.contains(value.count),
                        form.shapes.isEmpty || form.shapes.contains(statistics.shape(of: index))
                    else { return }
                    var letters: ByteLetters?
                    var answers: Set<ValueAnswer> = []
                    for place in tests.starts[rule]..<tests.starts[rule + 1]
                    where !tests.needsName[place] {
                        answers.insert(
                            tests.tests[place].answer(value, &letters, scratch: &scratch))
                    }
                    count.valid += answers.contains(.valid) ? 1 : 0
                    count.matched += answers.isDisjoint(with: [.valid, .invalid]) ? 0 : 1
                }
            }
            return count
        }
    }

    @Test func `each value counts as PCRE2 and the checks say, whatever stood before it`() throws {
        let rules = try RepositoryRules.set()
        let tests = rules.valueTests
        var scratch = DetectionScratch()
        var random = SeededGenerator(seed: 41)
        // Often enough for tests to get matchers of their own.
        for _ in 0..<25 {
            let sample = ColumnSample(
                context: ColumnSample.Context(), cells: CellBatch(texts: Self.values(&random)))
            let statistics = ColumnStatistics(sample, missing: MissingWords())
            var tallies = ValueTallies(tests)
            tallies.count(statistics, .any, named: nil, scratch: &scratch)
            let expected = Self.expected(statistics, tests, scratch: &scratch)
            for rule in tests.forms.indices {
                let tally = tallies[rule]
                let count = Count(matched: tally.matchedTotal, valid: tally.validTotal)
                #expect(count == expected[rule], "\(rules.rules[rule].id)")
            }
        }
    }

    @Test func `values alike but for their shape are told apart`() throws {
        let rules = try TestRules.set(
            #"""
            [[rules]]
            id = "test.shaped"
            title = "Letters, then digits"
            kind = "data"
            category = "test"
            sensitivity = "high"
            [rules.applies-to]
            shapes = ["a9"]
            [[rules.values]]
            pattern = '\w+'
            """#)
        let values = ["12ab", "ab12", "cd34", "1a2b"]
        let sample = ColumnSample(
            context: ColumnSample.Context(), cells: CellBatch(texts: values))
        var tallies = ValueTallies(rules.valueTests)
        var scratch = DetectionScratch()
        tallies.count(
            ColumnStatistics(sample, missing: MissingWords()), .any, named: nil, scratch: &scratch)
        let rule = try #require(rules.index(of: "test.shaped"))
        #expect(tallies[rule].matchedTotal == 2)
    }
}
