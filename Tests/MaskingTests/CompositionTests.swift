import Catalog
import Masking
import Primitives
import Testing

/// Templates, lookups, shuffling and external commands, as the row masker runs them.
@Suite struct CompositionTests {
    private func transform(_ options: String) throws -> MaskTransform {
        let plan = try PlanFixture.compile(
            PlanFixture.keeping(PlanFixture.people, ["e-mail": options]),
            PlanFixture.source(PlanFixture.people))
        return plan.columns[0].transform
    }

    // MARK: Templates

    @Test func `a template draws from the value and takes masked columns`() throws {
        let template = MaskTransform.template(
            try TextTemplate(
                "{column:who}-{token:6}.{digits:4}{{{letters:3}}}"))
        var column = MaskFixture.column(template)
        column.siblings = ["who": 1]
        let masker = try MaskFixture.masker([
            column, MaskFixture.column(.digits, name: "who"),
        ])
        let input: [[String?]] = [
            ["x", "y", "x", nil, ""], ["1234567", nil, "7654321", "1", "2"],
        ]
        let masked = try MaskFixture.mask(masker, input).texts
        let who = try #require(masked[1][0])
        #expect(who != "1234567" && masked[0][0]?.hasPrefix(who + "-") == true)
        #expect(masked[0][1]?.hasPrefix("-") == true)
        let rests = masked[0].map { $0?.split(separator: "-").last.map(String.init) }
        #expect(rests[0] == rests[2] && rests[0] != rests[1])
        #expect(rests[0]?.wholeMatch(of: /[a-z2-7]{6}\.[0-9]{4}\{[a-z]{3}\}/) != nil)
        #expect(masked[0][3] == nil && masked[0][4] == "")
    }

    @Test func `a template's bytes are what they were`() throws {
        let template = try transform(
            "transform = \"template\", template = \"u-{hash:8}-{token:8}-{digits:6}-{letters:4}\"")
        let masked = try MaskFixture.mask(template, "bob@x.org")
        #expect(masked == "u-d55bf300-valjfpnq-521782-mccj")
    }

    @Test func `templates in a circle are refused`() throws {
        var first = MaskFixture.column(
            .template(try TextTemplate("{column:b}")), name: "a")
        first.siblings = ["b": 1]
        var second = first
        second.siblings = ["b": 0]
        #expect(message { _ = try MaskFixture.masker([first, second]) }.contains("circle"))
    }

    @Test(arguments: [
        ("{hash:33}", "1 to 32"), ("{token:0}", "1 to 25"), ("{name:3}", "in braces stand"),
        ("{hash:8", "isn't closed"), ("plain", "constant"), ("a}b{hash:8}", "isn't closed"),
        ("{column:}", "in braces stand"), ("{column:nobody}", "no column nobody"),
    ])
    func `a template that can't be read is refused`(text: String, problem: String) {
        let found = message {
            _ = try transform("transform = \"template\", template = \"\(text)\"")
        }
        #expect(found.contains(problem), "\(found)")
    }

    // MARK: Lookups

    private static let table = LookupTable(
        file: "map.csv", digest: "sha256:00",
        entries: [Array("Berlin".utf8): Array("Ort A".utf8), Array("Bonn".utf8): []])

    private func lookup(_ texts: [String?], form: CanonicalForm) throws -> (
        texts: [String?], tally: ColumnTally
    ) {
        let column = MaskFixture.column(.lookup(file: "map.csv"), form: form)
        let masker = try MaskFixture.masker([column], lookups: ["map.csv": Self.table])
        let result = try MaskFixture.mask(masker, [texts])
        return (result.texts[0], result.tally.columns[0])
    }

    @Test func `a lookup writes what its file says and redacts the rest`() throws {
        let exact = try lookup(["Berlin", "Bonn", "berlin", nil, "", "Köln"], form: .exact)
        #expect(exact.texts == ["Ort A", "", "[REDACTED]", nil, "", "[REDACTED]"])
        #expect(exact.tally.unfit(.noEntry) == 2)
        #expect(try lookup([" BERLIN"], form: .casefold).texts == ["Ort A"])
    }

    @Test func `a lookup without its file is refused before any row`() {
        let text = message {
            _ = try MaskFixture.masker([MaskFixture.column(.lookup(file: "map.csv"))])
        }
        #expect(text.contains("map.csv") && text.contains("public.t.c"))
    }

    // MARK: Shuffling

    private func shuffled(_ count: Int, window: Int, cuts: [Int]) throws -> [String?] {
        let masker = try MaskFixture.masker([
            MaskFixture.column(.shuffle(window: window)),
            MaskFixture.column(.shuffle(window: window), name: "d"),
        ])
        #expect(masker.rowWindow == window)
        let texts: [String?] = (0..<count).map { $0 % 7 == 0 ? nil : "v\($0)" }
        var result: [String?] = []
        var scratch = masker.makeScratch()
        for (start, end) in zip([0] + cuts, cuts + [count]) {
            let cells = CellBatch(texts: Array(texts[start..<end]))
            var output = RowBatch(columnCount: 2)
            try masker.mask(
                RowBatch(columns: [cells, cells]), firstRow: start, into: &output,
                scratch: &scratch)
            #expect(MaskFixture.texts(output.columns[0]) == MaskFixture.texts(output.columns[1]))
            result += MaskFixture.texts(output.columns[0])
        }
        return result
    }

    @Test func `shuffling moves cells within their window, however rows are cut`() throws {
        let whole = try shuffled(47, window: 10, cuts: [])
        #expect(try shuffled(47, window: 10, cuts: [10, 30]) == whole)
        #expect(try shuffled(47, window: 10, cuts: [20, 40]) == whole)
        for start in stride(from: 0, to: 47, by: 10) {
            let rows = start..<min(start + 10, 47)
            let expected = rows.map { $0 % 7 == 0 ? nil : "v\($0)" as String? }
            #expect(
                whole[rows].sorted { ($0 ?? "") < ($1 ?? "") }
                    == expected.sorted { ($0 ?? "") < ($1 ?? "") })
            #expect(Array(whole[rows]) != expected)
        }
        #expect(try shuffled(47, window: 47, cuts: []) != whole)
    }

    @Test func `what can't be shuffled is refused`() {
        let window = message { _ = try transform("transform = \"shuffle\", window = 1") }
        #expect(window.contains("2 to 10000"))
        let path = message {
            _ = try PlanFixture.compile(
                PlanFixture.keeping(PlanFixture.chat)
                    .replacing(
                        "$.id' = { transform = \"keep\"",
                        with: "$.id' = { transform = \"shuffle\""),
                PlanFixture.source(PlanFixture.chat))
        }
        #expect(path.contains("JSON path"))
    }

    // MARK: External commands

    /// Answers in capitals; NULL for `none`, one line too few for `short`.
    private final class Capitals: ExternalFilter, Sendable {
        func answer(_ cells: CellBatch, into output: inout CellBatch) throws(ExternalFailure) {
            for row in 0..<cells.count {
                let text = String(decoding: cells[copy: row] ?? [], as: UTF8.self)
                if text == "fail" { throw ExternalFailure("ended with exit code 3") }
                if text == "short" { continue }
                if text == "none" { output.appendNull() } else { output.append(text.uppercased()) }
            }
        }
    }

    private func external(_ texts: [String?]) throws -> [String?] {
        let command = ExternalCommand(command: "capitals", timeoutSeconds: 1)
        let masker = try MaskFixture.masker(
            [MaskFixture.column(.external(command))], startsExternal: { _ in Capitals() })
        return try MaskFixture.mask(masker, [texts]).texts[0]
    }

    @Test func `an external command answers every cell but NULL and empty ones`() throws {
        #expect(try external(["a", nil, "", "none", "é"]) == ["A", nil, "", nil, "É"])
        #expect(message { _ = try external(["fail"]) }.contains("exit code 3"))
        #expect(message { _ = try external(["a", "short"]) }.contains("number of answers"))
        let none = message {
            let command = ExternalCommand(command: "x", timeoutSeconds: 1)
            _ = try MaskFixture.masker([MaskFixture.column(.external(command))])
        }
        #expect(none.contains("public.t.c"))
    }

    // MARK: Notes

    @Test func `a cut hash tells its collision odds for the rows expected`() throws {
        func notes(_ options: String, head: String = "") throws -> [String] {
            let text = PlanFixture.keeping(PlanFixture.people, ["e-mail": options])
                .replacing("version = 1\n", with: "version = 1\n\(head)")
            return try PlanFixture.compile(text, PlanFixture.source(PlanFixture.people)).notes
        }
        #expect(try notes("transform = \"hash\"").isEmpty)
        let million = try notes("transform = \"hash\", length = 10")
        #expect(million.count == 1 && million[0].contains("36.5 %"))
        #expect(million[0].contains("1000000 values"))
        let many = try notes(
            "transform = \"hash\", length = 10", head: "expected-rows = 100000000\n")
        #expect(many[0].contains("about 4547 pairs of 100000000"))
        let few = try notes("transform = \"hash\", length = 32", head: "expected-rows = 1000\n")
        #expect(few[0].contains("1 in "))
        #expect(try notes("transform = \"shuffle\"")[0].contains("every value stays"))
    }
}
