import Detection
import Primitives
import Testing

/// Columns as they are and not as rules would like them, judged by the rules that ship.
@Suite struct UnusualColumnTests {
    private let rules: RuleSet

    init() throws { rules = try RepositoryRules.set() }

    private func classify(
        _ name: String, _ values: [String?], type: String = "text"
    ) -> ColumnVerdict {
        var scratch = DetectionScratch()
        return ColumnClassifier(rules).classify(
            TestRules.sample(name, values, type: type), scratch: &scratch)
    }

    private static func isHarmless(_ verdict: ColumnVerdict) -> Bool {
        verdict.status != .decided || verdict.best.label.hasPrefix("neg.")
    }

    private static let emails = (0..<40).map { "w\($0 * 7)@post\($0 % 5).example.net" }
    private static let phones = (0..<40).map { "+49 30 23125\(400 + $0)" }
    private static let words = ["oak", "elm", "ash", "birch", "cedar", "maple", "larch", "pine"]

    private static func numbers(
        _ count: Int, _ range: ClosedRange<Int>, where isKept: (Int) -> Bool = { _ in true }
    ) -> [String] {
        var generator = SeededGenerator(seed: 11)
        var found: [String] = []
        while found.count < count {
            let number = Int.random(in: range, using: &generator)
            if isKept(number) { found.append(String(number)) }
        }
        return found
    }

    @Test func `five rows are enough for what has a form, too few for what hasn't`() {
        #expect(classify("x", Array(Self.emails.prefix(5))).status == .decided)
        let digits = Self.numbers(5, 100_000_000...999_999_999)
        #expect(Self.isHarmless(classify("x", digits)))
    }

    @Test func `a day with a dot behind its year is a day`() {
        let births = (0..<40).map { "\(1 + $0 % 28).\(1 + $0 % 12).\(1931 + ($0 * 37) % 80)." }
        #expect(classify("c", births).best.label == "demo.dob")
        let versions = (0..<40).map { "\(1 + $0 % 28).\(1 + $0 % 12).\(1931 + $0).\($0)" }
        #expect(classify("c", versions).best.label == "neg.version_string")
    }

    @Test func `a constant column is what its one value is`() {
        let email = classify("email", [String?](repeating: "w4@post.example.net", count: 60))
        #expect(email.best.label == "contact.email")
        let status = classify("status", [String?](repeating: "active", count: 60))
        #expect(status.status == .clean)
        #expect(Self.isHarmless(classify("x", [String?](repeating: "Default", count: 60))))
    }

    @Test func `nulls say nothing`() {
        let values = [String?](repeating: nil, count: 500) + [Self.emails[1], Self.emails[2]]
        #expect(classify("x", values).best.label == "contact.email")
        #expect(classify("x", [String?](repeating: nil, count: 500)).status == .clean)
    }

    @Test func `a mixture is told by its contents, with intervals`() throws {
        let verdict = classify("contact", Self.emails + Self.phones)
        #expect(verdict.status == .needsReview)
        for label in ["contact.email", "contact.phone"] {
            let content = try #require(verdict.contents.first { $0.label == label })
            #expect(content.prevalence == 0.5)
            #expect(content.low > 0.35 && content.high < 0.65)
        }
        let pairs = (0..<64).map { "\(Self.words[$0 % 8]) \(Self.words[$0 / 8])" }
        let minority = classify("info", Self.emails + pairs)
        #expect(minority.status == .needsReview)
        #expect(minority.contents.contains { $0.label == "contact.email" && $0.prevalence < 0.4 })
    }

    @Test(arguments: [
        ("ssn", "XXX-XX-"), ("card_number", "************"), ("email", "***@***."),
        ("phone", "***-***-"), ("iban", "DE45 **** **** **** "),
    ])
    func `masked values are protected whatever the name says`(name: String, stem: String) {
        let values = (0..<40).map { stem + "\(1_300 + $0 * 17)" }
        let verdict = classify(name, values)
        #expect(verdict.status == .protected || !Self.sensitiveIsDecided(verdict))
        #expect(verdict.status != .decided, "\(verdict.best)")
    }

    private static func sensitiveIsDecided(_ verdict: ColumnVerdict) -> Bool {
        verdict.status == .decided && verdict.sensitivity > .none
    }

    @Test(arguments: [
        "name", "code", "id", "number", "address", "value", "title", "type", "key", "state",
        "description", "date", "user", "contact", "reference", "status",
    ])
    func `a generic name never decides alone`(name: String) {
        let words = (0..<60).map { Self.words[$0 % 8] + " \(Self.words[($0 * 5 + 3) % 8])" }
        #expect(Self.isHarmless(classify(name, words)), "words")
        let numbers = Self.numbers(60, 1...99_999)
        #expect(Self.isHarmless(classify(name, numbers)), "numbers")
        #expect(Self.isHarmless(classify(name, [])), "nothing")
    }

    @Test func `letters of a small dictionary yield to a name`() {
        let letters = (0..<60).map { $0 % 7 < 4 ? "M" : "F" }
        #expect(classify("gender", letters).best.label.hasPrefix("demo.gender"))
        #expect(classify("x", letters).best.label.hasPrefix("demo.gender"))
        #expect(classify("size_flag", letters).status != .decided)
        let answers = (0..<60).map { $0 % 3 == 0 ? "yes" : "no" }
        #expect(classify("x", answers).status == .clean)
    }

    @Test(arguments: ["x", "page", "stage", "average_age", "pages_read"])
    func `numbers in an age's range are no ages without the word`(name: String) {
        let values = Self.numbers(60, 18...90)
        #expect(!classify(name, values, type: "integer").best.label.hasPrefix("demo."))
        #expect(classify("age", values, type: "integer").best.label == "demo.age")
    }

    @Test(arguments: ["x", "price", "population", "weight_grams"])
    func `numbers in a salary's range are no salaries without the word`(name: String) {
        let values = Self.numbers(60, 28_000...190_000)
        #expect(!classify(name, values, type: "integer").best.label.hasPrefix("demo."))
        #expect(classify("salary", values, type: "integer").best.label == "demo.income")
    }

    @Test(arguments: ["x", "score", "ratio"])
    func `decimals are no coordinates without the word`(name: String) {
        let values = Self.numbers(60, 47_000_000...54_000_000).map {
            "\($0.prefix(2)).\($0.dropFirst(2))"
        }
        #expect(Self.isHarmless(classify(name, values)))
        #expect(classify("latitude", values).best.label == "loc.latitude")
    }

    @Test(arguments: [("phone", "date"), ("email", "timestamp"), ("first_name", "date")])
    func `dates are nothing but dates`(name: String, type: String) {
        let values = (0..<40).map { "20\(10 + $0 % 14)-0\(1 + $0 % 9)-1\($0 % 10)" }
        let verdict = classify(name, values, type: type)
        #expect(Self.isHarmless(verdict))
        #expect(verdict.hasDisagreement)
    }

    /// The eleven-test of Dutch citizen numbers: weights 9 … 2 and −1.
    private static func passesEleven(_ number: Int) -> Bool {
        let digits = String(number).utf8.map { Int($0) - 0x30 }
        let sum = zip(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]).reduce(0) { $0 + $1.0 * $1.1 }
        return sum % 11 == 0
    }

    @Test func `nine digits name their own country by the check that all of them pass`() {
        let dutch = Self.numbers(60, 100_000_000...999_999_999, where: Self.passesEleven)
        let verdict = classify("x", dutch)
        #expect(verdict.best.label == "gov.nl.bsn")
        #expect(verdict.status == .decided)
        let any = classify("x", Self.numbers(60, 100_000_000...999_999_999))
        #expect(Self.isHarmless(any))
        #expect(any.best.label != "gov.nl.bsn")
    }
}
