import Masking
import Testing

/// Number plates stay plates of their country.
struct PlateTests {
    private func mask(
        _ country: PlateCountry, _ texts: [String?]
    ) throws -> (texts: [String?], tally: ColumnTally) {
        try MaskFixture.mask(MaskFixture.column(.plate(country: country)), texts)
    }

    /// Plates that could be given out, invented here.
    private static let valid: [PlateCountry: [String]] = [
        .brazil: ["KDR-4071", "KDR4B71"], .britain: ["KD21 RVT", "kd71rvt"],
        .france: ["KD-407-RV"], .germany: ["K-DR 407", "KDR-VT 407", "K-D 4H", "KD R 71E"],
        .india: ["MH 12 DR 4071", "KA-05-K-0407"], .italy: ["KD 407 RV"],
        .netherlands: ["KD-407-R", "40-KD-RV", "4-KDR-07"], .poland: ["KRA 40V7", "WD 4071R"],
        .spain: ["4071 KDR"], .unitedStates: ["7KDR407", "KDR 4071", "R-40"],
    ]

    @Test(arguments: PlateCountry.allCases)
    func `valid plates become other valid ones of the same look`(_ country: PlateCountry) throws {
        let plates = try #require(Self.valid[country])
        let masked = try mask(country, plates)
        #expect(masked.tally.unfitTotal == 0)
        for (before, after) in zip(plates, masked.texts) {
            let after = try #require(after)
            #expect(after != before)
            #expect(after.map(\.isNumber) == before.map(\.isNumber))
            #expect(after.map(\.isLetter) == before.map(\.isLetter))
            #expect(after.map(\.isLowercase) == before.map(\.isLowercase))
            #expect(Self.isValid(after, country) && Self.isValid(before, country))
        }
    }

    @Test func `every Spanish number of a series has one other, used ones staying used`() throws {
        let plates = (0..<10_000).flatMap { number in
            let digits = "\(number)"
            let padded = String(repeating: "0", count: 4 - digits.count) + digits
            return [padded + " KDR", padded + " KAR"]
        }
        let masked = try mask(.spain, plates).texts.map { try #require($0) }
        #expect(Set(masked).count == plates.count)
        for (before, after) in zip(plates, masked) {
            #expect(Self.isValid(before, .spain) == Self.isValid(after, .spain))
        }
    }

    @Test func `another country's plate and text aren't taken`() throws {
        #expect(try mask(.spain, ["KD 407 RV", "no plate", "4071"]).tally.unfit(.format) == 3)
        #expect(try mask(.germany, ["4071 KDR", "K-DR 40711"]).tally.unfit(.format) == 2)
        #expect(try mask(.britain, ["K-DR 407"]).tally.unfit(.format) == 1)
    }

    private static func isValid(_ plate: String, _ country: PlateCountry) -> Bool {
        let text = plate.uppercased().filter { $0.isLetter || $0.isNumber }
        let shape = text.utf8.map { UInt8(ascii: $0 < 58 ? "9" : "A") }
        let numerals = text.utf8.map { $0 < 58 ? $0 - 48 : $0 - 65 }
        return country.hasShape(shape) && country.isValid(numerals[...], shape)
    }
}
