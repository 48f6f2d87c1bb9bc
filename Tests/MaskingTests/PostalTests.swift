import Masking
import Testing

/// Postal codes stay codes of their country.
struct PostalTests {
    private func mask(
        _ country: PostalCountry, keep: Int = 0, _ texts: [String?]
    ) throws -> (texts: [String?], tally: ColumnTally) {
        try MaskFixture.mask(
            MaskFixture.column(.postal(country: country, keep: keep)), texts)
    }

    @Test func `every German code has one other, used areas staying used`() throws {
        let codes = (0..<100_000).map { number in
            let digits = "\(number)"
            return String(repeating: "0", count: 5 - digits.count) + digits
        }
        let masked = try mask(.germany, codes).texts.map { try #require($0) }
        #expect(Set(masked) == Set(codes))
        let unused: Set<Substring> = ["00", "05", "43", "62"]
        for (before, after) in zip(codes, masked) {
            #expect(unused.contains(before.prefix(2)) == unused.contains(after.prefix(2)))
        }
    }

    @Test func `blanks, case and the town's letters stay`() throws {
        let codes = ["SW1A 1AA", "m1 1ae", "B33 8TH", "EC1A1BB"]
        let masked = try mask(.britain, codes).texts.map { try #require($0) }
        for (before, after) in zip(codes, masked) {
            #expect(after.prefix { $0.isLetter } == before.prefix { $0.isLetter })
            #expect(after.map(\.isNumber) == before.map(\.isNumber))
            #expect(after.map(\.isLowercase) == before.map(\.isLowercase))
            #expect(after.suffix(2).allSatisfy { !"CIKMOVcikmov".contains($0) })
        }
        #expect(masked != codes)
    }

    @Test func `a region stays on request, and tells its codes apart`() throws {
        let masked = try mask(.unitedStates, keep: 3, (0..<90).map { "972\(10 + $0)" }).texts
        #expect(masked.allSatisfy { $0?.hasPrefix("972") == true })
        #expect(Set(masked).count == 90)
        #expect(try mask(.netherlands, ["0999 AB", "12345"]).tally.unfitTotal == 1)
    }

    @Test func `every country masks its own shapes`() throws {
        for country in PostalCountry.allCases {
            let samples = country == .netherlands ? ["1234 AB"] : ["12345", "123456", "1234567"]
            let masked = try mask(country, samples + ["no code"])
            #expect(masked.tally.unfit(.format) >= 1)
        }
    }
}
