import Masking
import Primitives
import Testing

/// Names, streets and cities by locale and script, from the installed lists.
struct LocaleSurrogateTests {
    private static let lists = Result { try InstalledLists.read() }

    private func mask(
        _ transform: MaskTransform, _ texts: [String], type: String = "text"
    ) throws -> [String] {
        let column = MaskFixture.column(transform, type: type, domain: "person")
        let masker = try RowMasker(
            plan: MaskPlan(columns: [column]), key: MaskFixture.key, rules: MaskFixture.rules(),
            surrogates: Self.lists.get())
        return try MaskFixture.mask(masker, [texts]).texts[0].map { $0 ?? "NULL" }
    }

    private func name(
        _ text: String, _ part: MaskTransform.NamePart = .full, _ locale: SurrogateLocale? = nil
    ) throws -> String {
        try mask(.name(part: part, unique: false, locale: locale), [text])[0]
    }

    struct Vector: Sendable, CustomTestStringConvertible {
        var locale: SurrogateLocale?
        var name: String
        var street: String
        var city: String
        var expected: [String]

        init(
            _ locale: SurrogateLocale?, _ name: String, _ street: String, _ city: String,
            _ expected: [String]
        ) {
            self.locale = locale
            self.name = name
            self.street = street
            self.city = city
            self.expected = expected
        }

        var testDescription: String { "\(locale?.rawValue ?? "auto") \(name)" }
    }

    static let vectors: [Vector] = [
        Vector(
            nil, "Mary Smith", "12 Main Street", "Boston",
            ["Karen Hairston", "32 Olive Road", "Droylsden"]),
        Vector(
            .enUS, "Mary Smith", "12 Main Street", "Boston",
            ["Karen Hairston", "32 Olive Road", "Des Moines"]),
        Vector(
            .enGB, "Mary Smith", "12 High Street", "Leeds",
            ["Erin Fairbairn", "99 The Green", "Plymouth"]),
        Vector(
            .deDE, "Sabine Weiß", "Hauptstraße 12", "Köln",
            ["Lea Becker", "Am Mühlbach 91", "Bielefeld"]),
        Vector(
            .frFR, "Hélène Morel", "8 rue du Port", "Lyon",
            ["Colette Picard", "9 rue des Érables", "La Rochelle"]),
        Vector(
            .esES, "Lucía Ortiz Vega", "Calle Mayor 5", "Sevilla",
            ["Antonia Pacheco", "Calle del Olmo 5", "Calahorra"]),
        Vector(
            .esMX, "Citlali Ortega", "Calle Norte 118", "Cancún",
            ["Ofelia Esquivel", "Calle Cedros 495", "Colima"]),
        Vector(
            .ptBR, "Iara Souza", "Rua do Sol 9", "Natal",
            ["Sandra Freitas", "Alameda das Acácias 8", "Vitória da Conquista"]),
        Vector(
            .itIT, "Ginevra Conti", "Via Roma 4", "Bari",
            ["Alba Pozzi", "Via del Colle 9", "Cremona"]),
        Vector(
            .nlNL, "Femke de Vries", "Kerkstraat 3", "Utrecht",
            ["Jeltje Kramer", "Gasthuisstraat 4", "Uden"]),
        Vector(
            .plPL, "Zofia Zielińska", "ul. Polna 7", "Lublin",
            ["Karolina Gwóźdź", "ul. Świerkowa 6", "Biała Podlaska"]),
        Vector(
            .svSE, "Astrid Nyman", "Storgatan 1", "Malmö",
            ["Stina Franzén", "Hamngatan 1", "Katrineholm"]),
        Vector(
            .trTR, "Ayşe Tunç", "Bahçe Sokak 14", "Bursa",
            ["İpek Kaya", "Güneş Sokak 43", "Çankırı"]),
        Vector(
            .idID, "Dewi Hakim", "Jalan Melati 20", "Bandung",
            ["Kirana Ginting", "Jalan Pahlawan 16", "Situbondo"]),
        Vector(
            .hiIN, "Priya Nayar", "Gandhi Marg 6", "Pune",
            ["Shalini Lal", "Dairy Road 6", "Bhiwani"]),
        Vector(
            .hiIN, "प्रिया शर्मा", "गांधी मार्ग 6", "पुणे",
            ["मनीषा पाठक", "नया बाज़ार 8", "देहरादून"]),
        Vector(
            .jaJP, "Hanako Tanaka", "Honcho 3", "Kobe",
            ["Akiko Chiba", "Higashi-machi 7", "Yonago"]),
        Vector(
            .jaJP, "田中花子", "本町3", "神戸市",
            ["三浦桜", "松原1", "佐世保市"]),
        Vector(
            .zhCN, "Wang Xiuying", "Renmin Lu 8", "Wuhan",
            ["Qiao Yuhan", "Yangguang Lu 3", "Tongling"]),
        Vector(
            .zhCN, "王秀英", "人民路8号", "武汉市",
            ["康雪", "文化路4号", "泉州市"]),
        Vector(
            .koKR, "김 지민", "세종대로 110", "대구시",
            ["염 지수", "유등로 261", "김해시"]),
        Vector(
            nil, "田中 花子", "桜ヶ丘 12", "横浜市",
            ["三浦 桜", "錦町81", "浜松市"]),
        Vector(
            nil, "张伟", "解放路21号", "成都市",
            ["谭健", "紫金路87号", "丽水市"]),
        Vector(
            nil, "박서연", "중앙로 5", "부산시",
            ["함예린", "효원로 9", "남원시"]),
        Vector(
            nil, "सुनीता शर्मा", "तिलक मार्ग 9", "दिल्ली",
            ["मनीषा पाठक", "राम नगर 5", "भोपाल"]),
    ]

    @Test(arguments: vectors) func `gives the committed bytes`(_ vector: Vector) throws {
        let masked = [
            try mask(
                .name(part: .full, unique: false, locale: vector.locale), [vector.name])[0],
            try mask(.street(locale: vector.locale), [vector.street])[0],
            try mask(.city(locale: vector.locale), [vector.city])[0],
        ]
        #expect(masked == vector.expected)
    }

    @Test(arguments: SurrogateLocale.allCases)
    func `every locale has lists of its own that differ from the default`(
        _ locale: SurrogateLocale
    ) throws {
        let texts = (0..<50).map { "Person\(Character(UnicodeScalar(UInt8(97 + $0 % 26))))" }
        let cities = try mask(.city(locale: locale), texts)
        #expect(try cities != mask(.city(), texts))
        #expect(Set(cities).count > 10)
    }

    /// Code points of a script's letters.
    private func isWritten(_ text: String, in scripts: [ClosedRange<UInt32>]) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            scalar == " " || scripts.contains { $0.contains(scalar.value) }
        }
    }

    @Test(
        arguments: [
            ("田中花子", 0x3005...0x9FFF), ("たなか はなこ", 0x3005...0x9FFF),
            ("王秀英", 0x3400...0x9FFF), ("欧阳娜娜", 0x3400...0x9FFF),
            ("김지민", 0xAC00...0xD7A3), ("남궁 민수", 0xAC00...0xD7A3),
            ("सुनीता शर्मा", 0x0900...0x097F),
        ] as [(String, ClosedRange<UInt32>)])
    func `a name in a script of its own stays in that script`(
        name: String, script: ClosedRange<UInt32>
    ) throws {
        let masked = try self.name(name)
        #expect(isWritten(masked, in: [script]))
        #expect(masked != name)
    }

    @Test(
        arguments: [
            (SurrogateLocale.jaJP, "田中花子", "田中", "花子"), (.jaJP, "田中 花子", "田中", "花子"),
            (.jaJP, "佐々木 健", "佐々木", "健"), (.zhCN, "王秀英", "王", "秀英"),
            (.zhCN, "欧阳娜娜", "欧阳", "娜娜"), (.koKR, "김지민", "김", "지민"),
            (.zhCN, "Wang Xiuying", "Wang", "Xiuying"),
        ] as [(SurrogateLocale, String, String, String)])
    func `the family name first is the last name of the same domain`(
        locale: SurrogateLocale, full: String, last: String, first: String
    ) throws {
        let parts = try name(last, .last, locale) + name(first, .first, locale)
        let masked = try name(full, .full, locale)
        #expect(masked.filter { $0 != " " } == parts)
        #expect(masked.contains(" ") == full.contains(" "))
    }

    @Test func `sex is kept by the locale's names and by the default ones`() throws {
        let women = try Set((0..<200).map { _ in "" }).union(
            ["Sabine", "Heike", "Ursula", "Mary"].map { try name($0, .first, .deDE) })
        let men = try ["Jürgen", "Uwe", "Detlef", "Kenneth"].map { try name($0, .first, .deDE) }
        #expect(women.isDisjoint(with: men))
        for name in men { #expect(try self.name(name, .first, .deDE) != "") }
    }

    @Test func `an unknown locale is refused with its place and the known ones`() {
        let text = message {
            _ = try PlanFixture.file(
                """
                version = 1
                [columns]
                "public.t.c" = { transform = "name", locale = "de-AT" }
                """)
        }
        #expect(text.contains("mask.toml:3"))
        #expect(text.contains("unknown locale"))
        #expect(
            text.contains("\"auto\"") && text.contains("\"de-DE\"") && text.contains("\"zh-CN\""))
    }

    @Test(arguments: ["name", "street", "city"])
    func `a plan names a locale`(transform: String) throws {
        let file = try PlanFixture.file(
            """
            version = 1
            [columns]
            "public.t.c" = { transform = "\(transform)", locale = "de-DE" }
            "public.t.d" = { transform = "\(transform)", locale = "auto" }
            """)
        let transforms = file.columns.sorted { $0.key < $1.key }.map(\.value.transform)
        #expect(transforms[0] != transforms[1])
        #expect("\(transforms[0] as Any)".contains("deDE"))
    }

    @Test func `a locale whose file is missing is refused before any row`() throws {
        let column = MaskFixture.column(.city(locale: .deDE))
        let text = message { _ = try MaskFixture.masker([column]) }
        #expect(text.contains("de-DE.txt") && text.contains("missing"))
    }

    @Test(arguments: [
        ("[rivers]\nRhein\n", "unknown or repeated section [rivers]"),
        ("[cities]\nUlm\n[cities]\nHof\n", "unknown or repeated section [cities]"),
        ("Ulm\n", "before its first [section]"),
        ("[native cities]\nUlm\n", "lacks a native section"),
    ]) func `a broken locale file is refused by name`(text: String, problem: String) {
        var files = MaskFixture.surrogateFiles
        files["de-DE.txt"] = Array(text.utf8)
        let found = message { _ = try SurrogateLists(files: files) }
        #expect(found.contains("de-DE.txt") && found.contains(problem))
    }
}
