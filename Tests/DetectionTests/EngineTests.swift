import Configuration
import Detection
import Patterns
import Primitives
import Testing

/// The anchors find what plain searches over the whole text find.
@Suite struct EngineTests {
    private static func compare(
        _ rules: RuleSet, _ texts: [[UInt8]], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let anchors = SpanFinder(rules)
        let reference = SpanFinder(rules, engine: .reference)
        var scratch = DetectionScratch()
        for text in texts {
            let expected = reference.find(in: text.span, scratch: &scratch)
            let found = anchors.find(in: text.span, scratch: &scratch)
            guard !expected.isUndecided else { continue }
            #expect(
                found == expected, "\(String(decoding: text, as: UTF8.self))",
                sourceLocation: sourceLocation)
        }
    }

    /// The examples of all rules, alone, within words, numbers and other examples.
    private static func texts(_ rules: RuleSet) -> [[UInt8]] {
        let examples = rules.rules.flatMap { $0.tests.match + $0.tests.noMatch }
        var texts: [String] = []
        for (place, example) in examples.enumerated() {
            let other = examples[(place * 7 + 3) % examples.count]
            let third = examples[(place * 31 + 5) % examples.count]
            texts.append(example)
            guard place % 6 == 0 else { continue }
            texts.append("my number is \(example), \(other).")
            texts.append("{\"id\": \"\(example)\", \"token\": \"\(third)\"}")
            texts.append("\(example)\(other) \(third)\(example)")
            texts.append("ssn card phone \(third)-\(example) \u{e9}\(other)\u{df}\n\(third)")
        }
        return texts.map { Array($0.utf8) }
    }

    @Test func `both engines find the same in all rules' examples`() throws {
        let rules = try RepositoryRules.set()
        Self.compare(rules, Self.texts(rules))
    }

    @Test func `a worker that has forgotten its words finds what another one does`() throws {
        let finder = SpanFinder(try RepositoryRules.set())
        var state: UInt64 = 1
        func word() -> String {
            String(
                (0..<8).map { _ in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return Character(Unicode.Scalar(UInt8(97 + (state >> 33) % 26)))
                })
        }
        var scratch = DetectionScratch()
        for number in 0..<1_500 {
            // All are read near numbers, and an abbreviation may go on behind some of them.
            let words = (0..<8).map { _ in
                "ssn \(word()) \(word()) \(word()) s 536904399 s 536904398"
            }
            let text = Array(words.joined(separator: " n ").utf8)
            let found = finder.find(in: text.span, scratch: &scratch)
            if number % 100 == 99 {
                var other = DetectionScratch()
                #expect(found == finder.find(in: text.span, scratch: &other), "\(number)")
            }
        }
    }

    @Test func `in each cell of a batch is found what is found in it by itself`() throws {
        let rules = try RepositoryRules.set()
        let texts = Self.texts(rules)
        var cells = CellBatch()
        for (place, text) in texts.enumerated() where place % 4 == 0 {
            cells.append(text)
            if place % 5 == 0 { cells.append(texts[place / 2]) }
            if place % 7 == 0 { cells.append([]) }
            if place % 11 == 0 { cells.appendNull() }
        }
        var scratch = DetectionScratch()
        for engine in SpanFinder.Engine.allCases {
            let finder = SpanFinder(rules, engine: engine)
            // The reference takes long.
            var some = CellBatch()
            some.append(contentsOf: cells, rows: 0..<(engine == .anchors ? cells.count : 60))
            let findings = finder.find(in: some, scratch: &scratch)
            for row in 0..<some.count {
                let alone = some.withCell(row) { finder.find(in: $0, scratch: &scratch) }
                #expect(Array(findings.spans(of: row)) == alone.spans, "row \(row)")
                #expect(findings.isUndecided(row) == alone.isUndecided)
            }
        }
    }

    @Test func `both engines find the same in noise`() throws {
        let rules = try RepositoryRules.set()
        let pieces =
            [
                "219-09-9998", "4539 1488 0343 6467", "a@b.org", " ", ", ", "-", ".", "0", "12",
                "345",
                "6789", "AKIA", "key=", "token: ", "passport number ", "iban ", "DE", "\u{fc}", "@",
                "://", "https://x.org/a", "deadbeef", "0123456789abcdef", "Z9", "\n", "\"",
                "tax id ", "openai_api_key: '", "--stripe-token ", "\\\"", "cohere=", "|",
            ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80, 0x41]]
        var state: UInt64 = 7
        let texts = (0..<800).map { _ in
            (0..<12).flatMap { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return pieces[Int(state >> 33) % pieces.count]
            }
        }
        Self.compare(rules, texts)
    }

    @Test func `both engines find the same beside words cut short and run together`() throws {
        let rules = try RepositoryRules.set()
        let words = [
            "psprt", "Brth", "dte", "brthdt", "zip", "4", "home", "Phone", "kunden", "Nummer",
            "t\u{e9}l", "SSN", "No", "soc", "sec", "num", "e", "mail", "crdt", "crd", "acct", "Nr",
            "drivers", "Lic", "lic", "tax", "ID", "id", "iban", "\u{96fb}\u{8a71}", "pers", "p",
        ]
        let values = [
            "219-09-9998", "4539148803436467", "C01X0006H", "912345678", "1980-02-17",
            "12345-6789", "X1234567",
        ]
        var random = SeededGenerator(seed: 3)
        let texts = (0..<1_500).map { _ in
            let words = (0...random.below(4)).map { _ in
                words[random.below(words.count)] + ["", "", " ", "_", "-", ": "][random.below(6)]
            }
            return words.joined() + " " + values[random.below(values.count)]
        }
        Self.compare(rules, texts.map { Array($0.utf8) })
    }

    @Test func `a value is asked of every rule that takes it`() throws {
        let rules = try RepositoryRules.set()
        let tests = rules.rules.flatMap(\.values)
        let program = WholeProgram(
            tests.map { (text: $0.whole.text, ignoresCase: $0.ignoresCase) })
        var walker = WholeWalker(program)
        let scratch = MatchScratch()
        var matchers = tests.map {
            ExactMatcher($0.whole.text, ignoresCase: $0.ignoresCase)
        }
        var (sure, told) = (0, 0)
        for value in Self.texts(rules).prefix(600) {
            let range = walker.takers(of: value.span)
            let branches = walker.listed[range].map(Int.init)
            let takers = Set(branches.map(program.pattern(of:)))
            let classes = ByteClasses.classes(of: value.span)
            for branch in branches
            where program.certainty(of: branch).covers(count: value.count, classes: classes) {
                let place = program.pattern(of: branch)
                sure += 1
                #expect(
                    tests[place].whole.firstMatch(in: value.span, scratch: scratch).isMatch,
                    "\(tests[place].whole.text): \(String(decoding: value, as: UTF8.self))")
            }
            for (place, test) in tests.enumerated() {
                let isMatch = test.whole.firstMatch(in: value.span, scratch: scratch).isMatch
                if let taken = matchers[place]?.takes(value.span, classes: classes) {
                    told += 1
                    #expect(
                        taken == isMatch,
                        "\(test.whole.text): \(String(decoding: value, as: UTF8.self))")
                }
                guard isMatch else { continue }
                #expect(
                    takers.contains(place) || program.unmodelled.contains(place),
                    "\(test.whole.text): \(String(decoding: value, as: UTF8.self))")
            }
        }
        #expect(sure > 3_000)
        #expect(told > 100_000)
    }

    @Test func `matches shadow each other as in one search`() throws {
        let rules = try TestRules.set(
            #"""
            [[rules]]
            id = "test.near"
            title = "Digits near a word"
            kind = "data"
            sensitivity = "low"
            [[rules.values]]
            pattern = '\d{4}[ -]?\d{4}'
            mode = "find"
            context = "nearby"
            [rules.names]
            tokens = { badge = 5.0 }
            """#)
        let texts = [
            "1234 5678 9012 badge 3456 7890", "badge 1234 5678 9012 3456 7890 1234",
            "12345678badge 12345678 90123456", "badge12345678", "my badges: 1234-5678-9012-3456",
        ]
        Self.compare(rules, texts.map { Array($0.utf8) })
    }
}
