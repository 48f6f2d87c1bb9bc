import Masking
import Primitives
import Testing

/// Telephones that nobody has, coordinates made coarser, vendors kept.
struct BlurTests {
    private func transform(_ options: String) throws -> MaskTransform {
        let file = try PlanFixture.file(
            "version = 1\n[columns]\n\"public.t.c\" = { \(options) }\n")
        return try #require(file.columns.values.first?.transform)
    }

    @Test func `reserved numbers keep their country and are nobody's`() throws {
        let column = MaskFixture.column(
            try transform(#"transform = "phone", reserved = true"#))
        let masker = try RowMasker(
            plan: MaskPlan(columns: [column]), key: MaskFixture.key, rules: MaskFixture.rules(),
            surrogates: InstalledLists.read())
        let numbers = (0..<300).flatMap {
            ["+49 171 20\(10_000 + $0)", "+1 415 777 \(1000 + $0)", "030 44\(10_000 + $0)"]
        }
        let masked = try MaskFixture.mask(masker, [numbers + ["+442071\(838_750)", "no number"]])
        for row in stride(from: 0, to: 900, by: 3) {
            let german = try #require(masked.texts[0][row])
            let ranges = ["30 23125", "40 66969", "89 99998", "221 4710", "69 90009"]
            #expect(ranges.contains { german.hasPrefix("+49 " + $0) })
            #expect(masked.texts[0][row + 1]?.contains("-555-01") == true)
            #expect(masked.texts[0][row + 2]?.hasPrefix("+1 ") == true)
        }
        #expect(masked.texts[0][900]?.hasPrefix("+44") == true)
        #expect(masked.texts[0][900]?.contains(" ") == false)
        #expect(masked.tally.columns[0].unfitTotal == 1)
        let again = try MaskFixture.mask(masker, [[numbers[0]]])
        #expect(again.texts[0][0] == masked.texts[0][0])
    }

    @Test func `a grid's cell has one middle`() throws {
        let grid = MaskFixture.column(try transform(#"transform = "geo", grid = 0.1"#))
        let masked = try MaskFixture.mask(
            grid,
            [
                "52.5200,13.4050", "52.5999, 13.4999", "POINT(-0.1278 51.5074)", "12", "x", "1,2,3",
                "200.5,1",
            ])
        #expect(
            masked.texts.prefix(4) == [
                "52.5500,13.4500", "52.5500, 13.4500", "POINT(-0.1500 51.5500)", "12",
            ])
        #expect(masked.tally.unfit(.format) == 2 && masked.tally.unfit(.range) == 1)
    }

    @Test func `a place moves within its bounds and always alike`() throws {
        let within = MaskFixture.column(
            try transform(#"transform = "geo", within = 0.05"#), type: "numeric")
        let places = (0..<2_000).map { "\(10 + $0 % 70).\(10_000 + $0)" }
        let masked = try MaskFixture.mask(within, places + places).texts
        #expect(masked.prefix(2_000).elementsEqual(masked.suffix(2_000)))
        for (before, after) in zip(places, masked) {
            let distance = try #require(Double(before)) - #require(after.flatMap(Double.init))
            #expect(abs(distance) <= 0.050_001)
        }
        #expect(zip(places, masked).count { $0 != $1 } > 1_990)
    }

    @Test func `poles and date line turn a place back`() throws {
        let edges = [
            "90.000", "-90.000", "89.999", "180.000", "-180.000", "179.999", "(180.000,-90.000)",
        ]
        for option in ["grid = 0.1", "within = 5", "grid = 90", "within = 90"] {
            let column = MaskFixture.column(try transform("transform = \"geo\", \(option)"))
            for text in try MaskFixture.mask(column, edges).texts {
                let numbers = try #require(text).split { !$0.isNumber && $0 != "-" && $0 != "." }
                    .compactMap { Double($0) }
                #expect(numbers.allSatisfy { abs($0) <= 180 })
                #expect(abs(numbers.last ?? 0) <= 90 || numbers.count == 1)
            }
            for (edge, text) in zip(edges, try MaskFixture.mask(column, edges).texts)
            where edge.contains("9") && !edge.contains("1") {
                #expect(try abs(#require(text.flatMap(Double.init))) <= 90)
            }
        }
    }

    @Test func `text beside a number is no coordinate`() throws {
        let grid = MaskFixture.column(try transform(#"transform = "geo", grid = 0.1"#))
        let texts = [
            "12 Main St", "P.O. Box 12", "SW1A 1AA", "John123", "https://x.org/1", "a@b1.org",
            "$12.00", "1/2", "12é", "POINTER(1 2)",
        ]
        #expect(try MaskFixture.mask(grid, texts).texts == texts.map { _ in "[REDACTED]" })
        let places = ["52.52° N", "52.52N, 13.40E", "point(1.0 2.0)", ".52", "[13.40, 52.52]"]
        let masked = try MaskFixture.mask(grid, places)
        #expect(masked.tally.unfitTotal == 0)
        #expect(masked.texts.prefix(2) == ["52.55° N", "52.55N, 13.45E"])
    }

    @Test func `a hardware address keeps its vendor on request`() throws {
        let column = MaskFixture.column(
            try transform(#"transform = "mac", keep-vendor = true"#))
        let masked = try MaskFixture.mask(column, ["00:1B:44:11:3A:B7", "00:1B:44:11:3A:B8"]).texts
        #expect(masked.allSatisfy { $0?.hasPrefix("00:1B:44:") == true })
        #expect(masked[0] != masked[1] && masked[0] != "00:1B:44:11:3A:B7")
    }

    @Test func `geo needs one way to blur`() {
        for options in ["", ", grid = 0.1, within = 1", ", grid = 0", ", within = 91"] {
            #expect(throws: (any Error).self) { try transform("transform = \"geo\"\(options)") }
        }
    }
}
