import Masking
import Primitives
import Testing

/// Order between columns, ranks and ages.
struct OrderTests {
    private func transform(_ options: String) throws -> MaskTransform {
        let file = try PlanFixture.file(
            "version = 1\n[columns]\n\"public.t.c\" = { \(options) }\n")
        return try #require(file.columns.values.first?.transform)
    }

    @Test func `an end doesn't fall before its start, unless it did`() throws {
        let noise = try transform(#"transform = "noise", amount = 500"#)
        var ended = MaskFixture.column(noise, name: "ended", type: "integer", domain: "ended")
        ended.afterColumn = 0
        let masker = try MaskFixture.masker([
            MaskFixture.column(noise, name: "started", type: "integer", domain: "started"), ended,
        ])
        let starts = (0..<2_000).map { Optional("\($0 * 1000)") } + ["50", nil]
        let ends = (0..<2_000).map { Optional("\($0 * 1000 + $0 % 90)") } + ["40", "9"]
        let masked = try MaskFixture.mask(masker, [starts, ends]).texts
        for row in 0..<2_000 {
            let start = try #require(masked[0][row].flatMap { Int($0) })
            let end = try #require(masked[1][row].flatMap { Int($0) })
            #expect(start <= end)
        }
        let alone = try MaskFixture.mask(
            MaskFixture.column(noise, name: "ended", type: "integer", domain: "ended"), ends)
        #expect(masked[1][2_000] == alone.texts[2_000] && masked[1][2_001] == alone.texts[2_001])
    }

    @Test func `dates keep their own form when they give way`() throws {
        var later = MaskFixture.column(.constant("1.1.2001"), name: "later")
        later.afterColumn = 0
        let masker = try MaskFixture.masker([
            MaskFixture.column(.constant("2005-06-07 10:00:00"), name: "sooner"), later,
        ])
        let masked = try MaskFixture.mask(
            masker, [["2020-01-01 08:00:00", "2020-01-01", ""], ["2.1.2020", "31.12.2019", "x"]])
        #expect(masked.texts[1] == ["7.6.2005", "1.1.2001", "1.1.2001"])
    }

    @Test func `after names another column of the source, and no circle`() throws {
        let plan = PlanFixture.keeping(
            PlanFixture.customers,
            [
                "born": "transform = \"date-truncate\", after = \"since\"",
                "since": "transform = \"date-truncate\", after = \"born\", allow-duplicates = true",
                "tier": "transform = \"keep\", after = \"nothing\"",
            ])
        let problems = message {
            _ = try PlanFixture.compile(plan, PlanFixture.source(PlanFixture.customers))
        }
        #expect(problems.contains("public.customers.born: after leads back to itself"))
        #expect(problems.contains("public.customers.tier: the source has no other column nothing"))
    }

    @Test func `rank keeps the order of all numbers and stays near`() throws {
        let rank = try transform(#"transform = "rank", size = 100"#)
        let numbers = (-5_000..<15_000).map { $0 * 3 }
        let column = MaskFixture.column(rank, type: "bigint")
        let masked = try MaskFixture.mask(column, numbers.map { "\($0)" })
        let outputs = try masked.texts.map { try #require($0.flatMap { Int($0) }) }
        #expect(zip(outputs, outputs.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(zip(numbers, outputs).allSatisfy { abs($0 - $1) < 100 })
        #expect(zip(numbers, outputs).count { $0 == $1 } < 500)
        let decimals = try MaskFixture.mask(column, ["12.5", "12.50", "x", "-0.25"])
        #expect(decimals.texts[0].map { $0 + "0" }?.count == decimals.texts[1]?.count)
        #expect(decimals.tally.unfitTotal == 1)
    }

    @Test func `ages fall into buckets, the oldest into one`() throws {
        let age = try transform(#"transform = "age", as-of = "2026-03-09", size = 10"#)
        let masked = try MaskFixture.mask(
            MaskFixture.column(age),
            [
                "1986-03-09", "1986-03-10", "1936-03-10", "1936-03-09", "2026-03-09",
                "2027-01-01", "?",
            ])
        #expect(masked.texts.prefix(5) == ["40-49", "30-39", "80-89", "90+", "0-9"])
        #expect(masked.tally.unfit(.range) == 1 && masked.tally.unfit(.format) == 1)
    }

    @Test func `numbers are stretched as ever`() throws {
        let rank = try transform(#"transform = "rank", size = 1000"#)
        let masked = try MaskFixture.mask(
            MaskFixture.column(rank, type: "numeric"), ["0", "1234.50", "-987654"])
        #expect(masked.texts == ["138", "1906.10", "-987417"])
    }
}
