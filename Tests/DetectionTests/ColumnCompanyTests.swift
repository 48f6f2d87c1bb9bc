import Detection
import Primitives
import Testing

/// What surrounds a column and what its cells hold, judged by the rules that ship.
@Suite struct ColumnCompanyTests {
    private let rules: RuleSet

    init() throws { rules = try RepositoryRules.set() }

    private func byName(_ name: String, among others: [String] = []) -> String {
        var sample = TestRules.sample(name, [])
        sample.context.siblings = others
        var scratch = DetectionScratch()
        return ColumnClassifier(rules).classify(sample, scratch: &scratch).byName.label
    }

    private func classify(_ columns: [(String, [String])]) -> [ColumnVerdict] {
        ColumnClassifier(rules).classify(
            relation: columns.map { TestRules.sample($0.0, $0.1, table: "t") })
    }

    @Test(arguments: [
        ("brth_dte", "demo.dob"),
        ("rlgn", "demo.religion"), ("mrtl_sts", "demo.marital_status"),
        ("prescr_drug", "health.atc_drug"),
    ])
    func `words that are cut short are understood`(name: String, label: String) {
        #expect(byName(name) == label)
    }

    @Test func `letters that all columns of a table begin with say nothing`() {
        let name = byName("CSPH", among: ["CSNO", "CSNM", "CSCT", "CSZP"])
        #expect(name.hasPrefix("contact.phone"))
        #expect(byName("CSPH", among: ["CSNO", "CSNM", "CITY", "CSZP"]) == "none")
        #expect(byName("CSPH", among: ["CSNO", "CSNM"]) == "none")
        let word = byName("phone", among: ["photo", "phase", "phrase", "physics"])
        #expect(word.hasPrefix("contact.phone"))
    }

    @Test(arguments: ["surge", "prefect", "polis_x", "brnd", "rgn_x", "pref", "dist"])
    func `what may be short for several words is left alone`(name: String) {
        #expect(!byName(name).hasPrefix("person.") && !byName(name).hasPrefix("health."))
    }

    @Test(arguments: [
        ("marital_status", "demo.marital_status"), ("blood_type", "health.blood_type"),
        ("hiv_status", "health.lab_result"), ("id_number", "gov.national_id.generic"),
    ])
    func `a phrase explains its words`(name: String, label: String) {
        #expect(byName(name) == label)
    }

    @Test func `labels that mean the same add up, and the evidence says so`() throws {
        let holders = ["FERN MOSS", "ANNA ALDER", "PETER LINDEN", "CLARA OAKLEY", "HUGO ASHDOWN"]
        let verdict = classify([("name_on_card", holders)])[0]
        #expect(verdict.best.label == "fin.card.cardholder")
        #expect(verdict.status == .decided)
        let shared = try #require(verdict.evidence.first { $0.kind == .family })
        #expect(shared.nats > 0)
        #expect(shared.detail == "person.name.full")
        #expect(verdict.runnerUp?.label != "person.name.full")
    }

    private static let first = [
        "Ursula", "Amelie", "Marta", "Cecilia", "Otto", "Ivan", "Nora", "Hugo",
    ]
    private static let last = [
        "Harper", "Walsh", "Zhang", "Keller", "Novak", "Lindqvist", "Rossi", "Meyer",
    ]
    private static let births = [
        "1961-04-12", "1984-11-02", "1990-07-23", "1975-01-30", "1958-09-17", "1999-03-08",
        "1969-12-25", "1981-06-14",
    ]
    private static let numbers = [
        "483920175", "719204863", "250938147", "904817236", "361750924", "827436190", "145096382",
        "678312059",
    ]

    @Test func `an issued number among names and births is taken for somebody's`() {
        let alone = classify([("c1", Self.numbers), ("c2", ["oak", "elm", "ash", "fir"])])
        let among = classify([
            ("first_name", Self.first), ("last_name", Self.last), ("birth_date", Self.births),
            ("c1", Self.numbers),
        ])
        #expect(among[3].sensitiveProbability > 2 * alone[0].sensitiveProbability)
        #expect(alone[0].status != .decided)
    }

    @Test func `company alone makes nothing personal`() {
        let verdicts = classify([
            ("first_name", Self.first), ("last_name", Self.last), ("birth_date", Self.births),
            ("shelf", ["A1", "B2", "C3", "D4"]), ("amount", ["1.50", "20.25", "3.75", "4.10"]),
        ])
        #expect(verdicts[3].status == .clean)
        #expect(verdicts[4].best.label.hasPrefix("neg."))
    }

    @Test func `text that holds addresses and numbers is free text`() {
        let text = (0..<30).map { index in
            index % 3 == 0
                ? "I have sent a confirmation to w\(index)@post.example.net, thank you"
                : index % 3 == 1
                    ? "Can you call me back at +49 30 2312\(5_400 + index) about the order?"
                    : "Thanks, have a nice day and see you soon"
        }
        let verdict = classify([("content", text)])[0]
        #expect(verdict.best.label == "behav.message")
        #expect(verdict.status == .decided)
    }

    @Test func `a text in a hundred rows is one text`() {
        let names = ["Mary Whitfield Memorial Fund", "Earthquake", "School"]
        let funds = (0..<150).map { names[$0 % 3] }
        #expect(classify([("fund", funds)])[0].best.label != "behav.message")
    }

    @Test func `titles that name people now and then are no messages`() {
        let ends = ["Dark", "Rain", "Deep", "Wind", "Sea", "Night", "Fire", "Snow"]
        let titles = (0..<80).map { index in
            index % 16 == 0
                ? "Walking Mr. \(Self.last[index % 7])" : "After \(ends[index % 8]) \(index)"
        }
        #expect(classify([("work", titles)])[0].best.label != "behav.message")
    }

    @Test func `documents that hold addresses are free text`() {
        let documents = (0..<30).map {
            #"{"email": "w\#($0)@post.example.net", "fields": ["orders"]}"#
        }
        let verdict = classify([("arguments", documents)])[0]
        #expect(verdict.best.label == "behav.message")
        #expect(verdict.status == .decided)
        #expect(verdict.contents.contains { $0.label == "contact.email" && $0.prevalence == 1 })
    }

    @Test func `a summary of people is text about people`() {
        let summaries = (0..<80).map { index in
            "Mrs. \(Self.first[index % 8]) \(Self.last[index % 7]) asked for a refund, "
                + "call +49 30 2312\(5_400 + index)"
        }
        let verdict = classify([("summary", summaries)])[0]
        #expect(verdict.best.label == "behav.message")
    }

    @Test func `a mixture of whole values is sensitive and left to people`() {
        let values =
            (0..<20).map { "w\($0)@post.example.net" } + (0..<20).map { "+49 30 2312\(5_400 + $0)" }
        let verdict = classify([("x", values)])[0]
        #expect(verdict.status == .needsReview)
        #expect(verdict.sensitivity >= .moderate)
    }
}
