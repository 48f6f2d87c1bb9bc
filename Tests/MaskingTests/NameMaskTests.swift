import Masking
import Testing

struct NameMaskTests {
    private func mask(
        _ part: MaskTransform.NamePart, _ text: String, domain: String = "person.name",
        unique: Bool = false
    ) throws -> String {
        let column = MaskFixture.column(.name(part: part, unique: unique), domain: domain)
        return try MaskFixture.mask(column, [text]).texts[0] ?? "NULL"
    }

    @Test(arguments: [
        ("John Smith", "John", "Smith"), ("JOHN SMITH", "JOHN", "SMITH"),
        ("mary van der berg", "mary", "van der berg"), ("Jean-Paul Weber", "Jean-Paul", "Weber"),
        ("Zoë García", "Zoë", "García"),
    ]) func `a full name is the first and last name of the same domain`(
        full: String, first: String, last: String
    ) throws {
        let parts = try mask(.first, first) + " " + mask(.last, last)
        #expect(try mask(.full, full) == parts)
    }

    @Test func `the comma form names the same person`() throws {
        let expected = try mask(.last, "Smith") + ", " + mask(.first, "John")
        #expect(try mask(.full, "Smith, John") == expected)
    }

    @Test func `spelling in capitals changes the letters only`() throws {
        #expect(try mask(.full, "JOHN SMITH") == mask(.full, "John Smith").uppercased())
        #expect(try mask(.full, "john smith") == mask(.full, "John Smith").lowercased())
    }

    @Test func `keeps sex where the lists know it`() throws {
        let female = ["Alice", "Mary", "Zoë", "Nora", "Ida", "Ruth"]
        for name in female {
            let masked = try mask(.first, name)
            #expect(female.contains(masked))
        }
        for name in ["John", "Otto", "Leo"] {
            #expect(
                ["John", "Paul", "Otto", "Karl", "Hugo", "Leo"].contains(try mask(.first, name)))
        }
    }

    @Test func `keeps titles and separators, masks initials to initials`() throws {
        let masked = try mask(.full, "Prof. Alice B. Smith-Weber, PhD")
        let words = masked.split(separator: " ")
        #expect(words[0] == "Prof.")
        #expect(words.last == "PhD")
        #expect(words[2].count == 2 && words[2].last == ".")
        #expect(words[3].contains("-"))
    }

    @Test(arguments: [
        "R2D2", "bob@x.org", "a\tb", "- -", "<script>", "Dr.",
        String(
            repeating: "a ", count: 13),
    ])
    func `redacts what is no name`(text: String) throws {
        #expect(try mask(.full, text) == "[REDACTED]")
    }

    @Test func `unique names differ for ten thousand people and stay put`() throws {
        let letters = Array("abcdefghij")
        let people = (0..<10_000).map { number in
            String([1, 10, 100, 1000].map { letters[number / $0 % 10] })
        }
        let column = MaskFixture.column(.name(part: .full, unique: true))
        let masked = try MaskFixture.mask(column, people).texts
        #expect(Set(masked).count == 10_000)
        #expect(try MaskFixture.mask(column, [people[77]]).texts[0] == masked[77])
    }

    @Test func `other scripts, emoji and right-to-left names leave no byte behind`() throws {
        for name in ["محمد علي", "山田太郎", "Łukasz 🦊", "И́ван"] {
            let masked = try mask(.full, name)
            #expect(masked.unicodeScalars.allSatisfy { $0.value < 0x180 })
        }
    }
}
