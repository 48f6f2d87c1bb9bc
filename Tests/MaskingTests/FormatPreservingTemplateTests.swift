import Cryptography
import Masking
import Primitives
import Testing

@Suite struct FormatPreservingTemplateTests {
    private func pair(
        letters: Bool
    ) throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair {
            TemplateMask(key: $0, domain: "customer.id", letters: letters)
        }
    }

    @Test(arguments: [
        "999999", "9999999", "99999999", "999-999-999", "9999 9999 9999 9999", "(99) 99/9999",
        "99999999999999999999", "9999999999999999999999999999999999999999",
    ])
    func `digits hold the promises`(pattern: String) throws {
        let run = try pair(letters: false)
        var numbers = SeededGenerator(seed: 1)
        let texts = Set((0..<500).map { _ in numbers.text(pattern) }).sorted()
        run.fixed.check(texts, otherKey: run.other)
        for case let masked? in run.fixed.masked(texts) {
            let shape = masked.map { $0.isNumber ? "9" : String($0) }.joined()
            #expect(shape == pattern)
        }
    }

    @Test(arguments: [
        "AA-9999", "aaa999", "A9A 9A9", "Aa9Aa9Aa9", "INV-999999", "aaaaaaaaaaaaaaaa",
        "AAAA9999aaaa9999AAAA9999aaaa9999", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA9999",
    ])
    func `letters and digits hold the promises`(pattern: String) throws {
        let run = try pair(letters: true)
        var numbers = SeededGenerator(seed: 2)
        let texts = Set((0..<300).map { _ in numbers.text(pattern) }).sorted()
        run.fixed.check(texts, otherKey: run.other)
        for (text, masked) in zip(texts, run.fixed.masked(texts)) {
            let masked = try #require(masked)
            #expect(zip(text, masked).allSatisfy { Self.kind($0) == Self.kind($1) })
        }
    }

    private static func kind(_ character: Character) -> String {
        if character.isNumber { return "9" }
        if character.isUppercase { return "A" }
        return character.isLowercase ? "a" : String(character)
    }

    @Test(arguments: [1, 2, 3, 4, 5])
    func `short digit strings are permuted among themselves`(count: Int) throws {
        let run = try pair(letters: false).fixed
        let size = (0..<count).reduce(1) { size, _ in size * 10 }
        let texts = (0..<min(size, 20_000)).map { String(String($0 + size).dropFirst()) }
        let masked = run.masked(texts)
        #expect(Set(masked).count == texts.count)
        #expect(masked.allSatisfy { $0?.utf8.count == count })
        #expect(run.unmasked(masked) == texts)
    }

    @Test func `separators and case don't part a value from itself`() throws {
        let run = try pair(letters: true).fixed
        let masked = try #require(run.masked("12-345"))
        #expect(run.masked("12345") == masked.replacing("-", with: ""))
        #expect(run.masked("1 2345")?.replacing(" ", with: "") == masked.replacing("-", with: ""))
        #expect(run.masked("AB-12")?.lowercased() == run.masked("ab-12"))
        let digits = try pair(letters: false).fixed
        #expect(digits.masked("4012888888881881") == run.masked("4012888888881881"))
    }

    @Test(arguments: ["---", " ", "e\u{301}2345", "12345\n", "\u{7F}1234567"])
    func `a cell with nothing to mask or odd characters is unfit`(text: String) throws {
        #expect(try pair(letters: true).fixed.masked(text) == FormatPreservingRun.unfit)
    }

    @Test func `letters don't fit digits, and long cells neither`() throws {
        let run = try pair(letters: false).fixed
        #expect(run.masked("12345a") == FormatPreservingRun.unfit)
        #expect(run.masked(String(repeating: "7", count: 129)) == FormatPreservingRun.unfit)
        #expect(run.masked(String(repeating: "7", count: 128)) != FormatPreservingRun.unfit)
    }

    @Test func `NULL, empty and unfit cells keep their rows`() throws {
        let run = try pair(letters: false).fixed
        let masked = run.masked([nil, "123456", "", "x", nil, "---", "654321", "12-34-56"])
        #expect(masked[0] == nil && masked[4] == nil)
        #expect(masked[2] == "")
        #expect(masked[3] == FormatPreservingRun.unfit && masked[5] == FormatPreservingRun.unfit)
        #expect(masked[1] == run.masked("123456"))
        #expect(masked[6] == run.masked("654321"))
        #expect(masked[7]?.replacing("-", with: "") == masked[1])
    }

    @Test func `domains don't share their mapping`() throws {
        let key = try FormatPreservingRun.key()
        let other = FormatPreservingRun(
            transform: TemplateMask(key: key, domain: "order.id", letters: false))
        #expect(
            try other.masked("4012888888881881")
                != pair(letters: false).fixed.masked("4012888888881881"))
    }

    @Test(arguments: [
        ("4012888888881881", "5173403476833426"), ("12-345", "70-902"), ("AB-1234", "PB-8788"),
        ("7", "6"),
    ])
    func `golden`(text: String, expected: String) throws {
        let masked = try pair(letters: true).fixed.masked(text)
        #expect(masked == expected)
    }
}
