import Configuration
import Detection
import Testing

/// Names and addresses in running text, read with the rules that ship.
@Suite struct RunningTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// What must be found, as `label=value`, and nothing else of these labels.
        var found: [String]

        init(_ text: String, _ found: String...) {
            self.text = text
            self.found = found
        }

        var testDescription: String { text }
    }

    private static let labels: Set<String> = [
        "person.name.full", "org.name", "contact.address.street", "contact.city",
        "contact.postal_code.other", "contact.state_region", "contact.country", "demo.dob",
    ]

    private static func found(_ text: String) throws -> [String] {
        let rules = try RepositoryRules.set()
        var scratch = DetectionScratch()
        let bytes = Array(text.utf8)
        let spans = SpanFinder(rules).find(in: bytes.span, scratch: &scratch).spans
        return spans.compactMap { span in
            let label = rules.rules[span.rule].id
            guard labels.contains(label) else { return nil }
            return label + "=" + String(decoding: bytes[span.start..<span.end], as: UTF8.self)
        }
    }

    @Test(arguments: [
        Case("Please call Mr. Okonkwo back.", "person.name.full=Okonkwo"),
        Case("Dear Agnieszka, the parcel is here.", "person.name.full=Agnieszka"),
        Case("my name is Tahlia Bellweather", "person.name.full=Tahlia Bellweather"),
        Case("Ich heiße Jürgen Möhlmann und warte.", "person.name.full=Jürgen Möhlmann"),
        Case("Bonjour, je m’appelle Solène Vasseur.", "person.name.full=Solène Vasseur"),
        Case("Me llamo Íñigo Etxeberria.", "person.name.full=Íñigo Etxeberria"),
        Case("All done.\n\nKind regards,\nHarriet", "person.name.full=Harriet"),
        Case("Mit freundlichen Grüßen Malte Wiechmann", "person.name.full=Malte Wiechmann"),
        Case("Patient: Delacroix, Maëlle, seen today", "person.name.full=Delacroix, Maëlle"),
        Case("Klant Stijn van den Heuvel belt", "person.name.full=Stijn van den Heuvel"),
        Case("Priyanka Deshpande: I can't log in", "person.name.full=Priyanka Deshpande"),
        Case("From: Kwabena Boateng <k@mail.test>", "person.name.full=Kwabena Boateng"),
        Case("Здравствуйте, меня зовут Ольга Соколова", "person.name.full=Ольга Соколова"),
        Case("it was Niamh O'Sullivan's idea", "person.name.full=Niamh O'Sullivan"),
        Case("Best,\nZorvela\nBilling desk", "person.name.full=Zorvela"),
        Case("Chère Ombeline, merci.", "person.name.full=Ombeline"),
        Case("Parcel for Jan Kowalski arrived", "person.name.full=Jan Kowalski"),
        Case("KUNDE HANNELORE SCHRÖDER", "person.name.full=HANNELORE SCHRÖDER"),
    ])
    func `names of people are found by what stands beside them`(_ example: Case) throws {
        #expect(try Self.found(example.text) == example.found)
    }

    @Test(arguments: [
        "The Jordan sofa and the Emma lamp are back in stock.",
        "We fly to New York on Friday, then to San Francisco.",
        "Meeting moved to room Paris, Monday in March.",
        "Our Madison store closes early. Washington beat Lincoln 3-1.",
        "La réunion du conseil est reportée, salle Jean Moulin.",
        "Great product. Will buy again. Dear Customer, Dear Sirs, Hi Team",
        "Bitte senden Sie mir den Katalog für Frühjahr und Sommer zu.",
        "Martin Luther King Boulevard is closed.",
        "Install Python, then Visual Studio Code and Adobe Reader.",
        "# Release Notes\n## Breaking Changes\n- Drop Support For Old Versions",
        "I am German and she is Italian.", "Good morning, I need help. Jan Report is late.",
        "Best,\nThe Billing Team", "Hallo zusammen, Hallo Zusammen,",
        "may will rose mark grace", "", " ", "\u{FFFD}\u{0}",
    ])
    func `places, months, products and headings are no people`(_ text: String) throws {
        let names = try Self.found(text).filter { $0.hasPrefix("person") }
        #expect(names == [])
    }

    @Test(arguments: [
        Case(
            "Livraison au 23 boulevard Gambetta, 59100 Lille",
            "contact.address.street=23 boulevard Gambetta", "contact.postal_code.other=59100",
            "contact.city=Lille"),
        Case(
            "umgezogen: Rosenweg 91, 80807 München",
            "contact.address.street=Rosenweg 91", "contact.postal_code.other=80807",
            "contact.city=München"),
        Case("vive en Calle Mayor, 5", "contact.address.street=Calle Mayor, 5"),
        Case("ul. Długa 7", "contact.address.street=ul. Długa 7"),
        Case(
            "ship to Topeka, KS 66614 today", "contact.city=Topeka",
            "contact.state_region=KS", "contact.postal_code.other=66614"),
        Case("born 3 March 1984 in a small town", "demo.dob=3 March 1984"),
        Case("né le 30/07/1947", "demo.dob=30/07/1947"),
        Case("Rechnung der Möhlmann GmbH liegt bei", "org.name=Möhlmann GmbH"),
        Case(
            "17,Harriet,Oakley,7 Oak Street,Reno,NV", "contact.address.street=7 Oak Street",
            "contact.city=Reno"),
        Case(
            "12 Oak Street and Mr Okonkwo", "contact.address.street=12 Oak Street",
            "person.name.full=Okonkwo"),
        Case(
            "Mr 2025-03-12, 1012 AB Amsterdam", "contact.postal_code.other=1012 AB",
            "contact.city=Amsterdam"),
    ])
    func `addresses, birthdays and companies are found`(_ example: Case) throws {
        #expect(try Self.found(example.text) == example.found)
    }

    @Test(arguments: [
        Case(
            "She was born in Coventry and lives near Nantes.", "contact.city=Coventry",
            "contact.city=Nantes"),
        Case("Er kommt aus Niedersachsen.", "contact.state_region=Niedersachsen"),
        Case("Nothing in Reading, in Jordan, in IT or in Coventry Road."),
        Case("the Coventry office"),
    ])
    func `places are found behind a preposition`(_ example: Case) throws {
        #expect(try Self.found(example.text) == example.found)
    }

    @Test func `a name is found wherever a long text is cut`() throws {
        for padding in [65_500, 65_520, 65_530, 65_536, 131_060] {
            let text = String(repeating: "x y ", count: padding / 4) + "\nDear Agnieszka, hello"
            #expect(try Self.found(text) == ["person.name.full=Agnieszka"])
        }
    }

    @Test func `bytes that aren't UTF-8 are read without harm`() throws {
        let rules = try RepositoryRules.set()
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        var state: UInt64 = 7
        for length in 0..<400 {
            var bytes: [UInt8] = []
            for _ in 0..<length % 97 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(UInt8(truncatingIfNeeded: state >> 40))
            }
            for span in finder.find(in: bytes.span, scratch: &scratch).spans {
                #expect(span.start < span.end && span.end <= bytes.count)
            }
        }
    }

    @Test func `cues in a file of rules are checked`() {
        #expect(throws: RuleError.self) {
            try RuleSet(files: [
                ConfigurationFile(name: "rules/text.toml", text: "[before]\nnicknames = []")
            ])
        }
    }
}
