import Detection
import Primitives
import Testing

/// Names lie: what happens when the name of a column and its values say different things.
@Suite struct NameDisagreementTests {
    private let rules: RuleSet

    init() throws { rules = try RepositoryRules.set() }

    private func classify(
        _ name: String, _ values: [String?], type: String = "text"
    ) -> ColumnVerdict {
        var scratch = DetectionScratch()
        return ColumnClassifier(rules).classify(
            TestRules.sample(name, values, type: type), scratch: &scratch)
    }

    static let emails = (0..<30).map { "w\($0 * 7)@post\($0 % 5).example.net" }
    static let uuids = (10..<40).map { "8c2e41d\($0 % 10)-77be-4a0d-9f1c-5d0123a4b6\($0)" }
    static let prices = (0..<40).map { "\($0 * 13 % 97).\(10 + $0 * 7 % 89)" }
    static let sentences = (0..<20).map { "The batch number \($0) left the warehouse on time." }

    @Test(arguments: ["order_total", "phone", "ssn", "color", "ip_address", "email_count"])
    func `values that can only be e-mail addresses win over any name`(name: String) {
        let verdict = classify(name, Self.emails)
        #expect(verdict.best.label == "contact.email")
        #expect(verdict.status == .decided)
    }

    @Test(arguments: ["phone", "ssn", "ip_address"])
    func `a name of another kind than plain values is a disagreement`(name: String) {
        let verdict = classify(name, Self.emails)
        #expect(verdict.hasDisagreement)
        #expect(verdict.byValues.label == "contact.email")
        #expect(verdict.byName.label != "contact.email" && verdict.byName.label != "none")
    }

    @Test(arguments: ["email", "ssn", "iban", "ip_address", "date_of_birth", "credit_card_number"])
    func `a name alone decides nothing against plain contrary values`(name: String) {
        for values in [Self.uuids, Self.prices, Self.sentences] {
            let verdict = classify(name, values)
            #expect(verdict.hasDisagreement, "\(name): \(values[0])")
            #expect(
                verdict.status != .decided || verdict.best.label != verdict.byName.label,
                "\(name): \(values[0]): \(verdict.best)")
        }
    }

    @Test func `a type that can't hold what the name says is a disagreement`() {
        let boolean = classify("email", ["t", "f", "t"], type: "boolean")
        #expect(boolean.hasDisagreement)
        #expect(boolean.status == .clean)
        #expect(boolean.byName.label == "contact.email")
        let name = classify("first_name", ["3", "17", "251", "9"], type: "integer")
        #expect(name.hasDisagreement && name.status == .clean)
    }

    @Test func `name and values of one mind are no disagreement`() {
        #expect(!classify("email", Self.emails).hasDisagreement)
        #expect(!classify("col_17", Self.emails).hasDisagreement)
        #expect(!classify("salary", ["51200", "48350", "90010", "61900"]).hasDisagreement)
        #expect(!classify("row_guid", Self.uuids).hasDisagreement)
        #expect(!classify("amount", Self.prices).hasDisagreement)
    }

    @Test func `an empty column has only its name`() {
        let verdict = classify("email", [nil, nil, ""])
        #expect(!verdict.hasDisagreement)
        #expect(verdict.best.label == "contact.email")
    }
}
