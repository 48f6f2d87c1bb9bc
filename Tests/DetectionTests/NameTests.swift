import Detection
import Testing

@Suite struct NameTests {
    private static let cases: [(String, [String])] = [
        ("email_address", ["email", "address"]), ("cardNo", ["card", "no"]),
        ("HTTPServer", ["http", "server"]), ("line1", ["line", "1"]),
        ("addresses", ["address"]), ("cities", ["city"]), ("order_status", ["order", "status"]),
        ("cust_eml", ["cust", "email"]), ("FName", ["first name"]), ("prénom", ["prenom"]),
        ("Straße", ["strasse"]), ("public", ["public"]), ("__id__", ["id"]), ("", []),
        ("電話番号", ["phone", "number"]), ("顧客の氏名", ["customer", "の", "name"]),
        ("会社名", ["company", "name"]), ("顧客ID", ["customer", "id"]), ("住所1", ["住所", "1"]),
        ("ＩＤ番号", ["id", "number"]), ("メール・電話", ["email", "phone"]),
        ("Фамилия", ["last name"]), ("ИмяКлиента", ["name", "клиента"]), ("НОМЕР", ["номер"]),
        ("điện_thoại", ["dien", "thoai"]), ("Ａge", ["age"]), ("pre\u{301}nom", ["prenom"]),
        ("homeemail", ["home", "email"]), ("kundentelefonnummer", ["customer", "phone", "number"]),
        ("rechnungsadresse", ["invoice", "address"]), ("customerid", ["customer", "id"]),
        ("emailphonex", ["emailphonex"]), ("paid", ["paid"]), ("ΤΗΛΈΦΩΝΟ", ["τηλεφωνο"]),
        ("boxes", ["box"]), ("glasses", ["glass"]), ("ies", ["ies"]), ("éclairs", ["eclair"]),
        ("1\u{301}a", ["1", "a"]), ("\u{301}", []),
    ]

    @Test(arguments: cases)
    func `reads the words of a name`(name: String, words: [String]) throws {
        let rules = try TestRules.set()
        let tokens = NameTokens(name, vocabulary: rules.vocabulary).words
        #expect(tokens == words.flatMap { $0.split(separator: " ").map(String.init) })
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var label: String
        var table = ""
        var testDescription: String { "\(table).\(name) → \(label)" }
    }

    @Test(arguments: [
        Case(name: "email", label: "contact.email"),
        Case(name: "EMAIL_2", label: "contact.email"),
        Case(name: "home_email", label: "contact.email"),
        Case(name: "email_count", label: "none"),
        Case(name: "is_email", label: "none"),
        Case(name: "verified_email", label: "contact.email"),
        Case(name: "fname", label: "person.name.first"),
        Case(name: "nemail", label: "none"),
        Case(name: "name", label: "none", table: "product"),
        Case(name: "ssn_verified", label: "none"),
    ])
    func `heads beat modifiers and whole words only count`(test: Case) throws {
        let sample = TestRules.sample(test.name, [], table: test.table)
        var scratch = DetectionScratch()
        let verdict = ColumnClassifier(try TestRules.set()).classify(sample, scratch: &scratch)
        #expect(verdict.byName.label == test.label)
    }

    private static let badge = """
        [[rules]]
        id = "custom.badge"
        title = "Badge"
        kind = "data"
        category = "identity"
        sensitivity = "moderate"
        [rules.names]
        tokens = { badge = 8.0 }
        phrases = { "badge exp date" = 9.0 }
        negative = { date = -12.0 }

        """

    @Test(arguments: [("badge_exp_date", true), ("badge_date", false), ("date_of_badge", false)])
    func `a negative word within a longer phrase of the rule says nothing`(
        name: String, isBadge: Bool
    ) throws {
        let rules = try TestRules.set(Self.badge)
        var scratch = DetectionScratch()
        let verdict = ColumnClassifier(rules).classify(
            TestRules.sample(name, []), scratch: &scratch)
        #expect((verdict.byName.label == "custom.badge") == isBadge)
    }
}
