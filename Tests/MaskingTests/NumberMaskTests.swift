import Masking
import Primitives
import Testing

/// Noise, rounding and buckets.
struct NumberMaskTests {
    private func transform(_ options: String) throws -> MaskTransform {
        let file = try PlanFixture.file(
            "version = 1\n[columns]\n\"public.t.c\" = { \(options) }\n")
        return try #require(file.columns.values.first?.transform)
    }

    private func mask(_ options: String, _ texts: [String?], type: String = "numeric") throws
        -> [String?]
    {
        try MaskFixture.mask(MaskFixture.column(transform(options), type: type), texts).texts
    }

    @Test func `noise stays within its share, keeps digits and moves equal numbers alike`() throws {
        let values = (0..<2_000).map { "\(1_000 + $0).50" }
        let masked = try mask(#"transform = "noise", ratio = 0.1"#, values + values)
        #expect(masked.prefix(2_000).elementsEqual(masked.suffix(2_000)))
        var changed = 0
        for (value, output) in zip(values, masked) {
            let before = try #require(Double(value))
            let after = try #require(output.flatMap(Double.init))
            #expect(abs(after - before) <= before * 0.1 + 0.001)
            #expect(output?.split(separator: ".").last?.count == 2)
            if after != before { changed += 1 }
        }
        #expect(changed > 1_990)
    }

    @Test func `noise of an amount is spread evenly over its range`() throws {
        let masked = try mask(
            #"transform = "noise", amount = 5"#, (0..<11_000).map { "\(100 * $0)" },
            type: "integer")
        var counts: [Int: Int] = [:]
        for (row, output) in masked.enumerated() {
            counts[try #require(output.flatMap { Int($0) }) - 100 * row, default: 0] += 1
        }
        #expect(Set(counts.keys) == Set(-5...5))
        #expect(counts.values.allSatisfy { (850...1_150).contains($0) })
    }

    @Test func `bounds and step hold`() throws {
        let masked = try mask(
            #"transform = "noise", ratio = 0.5, minimum = 1000, maximum = 1200.5, step = 0.5"#,
            (0..<500).map { "\(900 + $0).25" })
        for output in masked {
            let number = try #require(output.flatMap(Double.init))
            #expect((1000...1200.5).contains(number))
            #expect((number * 2).rounded() == number * 2)
        }
    }

    @Test func `one number written otherwise moves alike but for its last digit`() throws {
        let masked = try mask(#"transform = "noise", amount = 50"#, ["12.5", "12.50", "+12.5"])
        let numbers = try masked.map { try #require($0.flatMap(Double.init)) }
        #expect(abs(numbers[0] - numbers[1]) < 0.1)
        #expect(numbers[0] == numbers[2])
    }

    @Test(arguments: [
        (#"transform = "round", step = 100"#, "numeric", "1249", "1200"),
        (#"transform = "round", step = 100"#, "numeric", "1250", "1300"),
        (#"transform = "round", step = 100"#, "numeric", "-1250", "-1300"),
        (#"transform = "round", step = 0.01"#, "text", "48.858370", "48.860000"),
        (#"transform = "round", step = 0.5"#, "numeric", "7", "7.0"),
        (#"transform = "bucket", size = 10"#, "integer", "37", "30"),
        (#"transform = "bucket", size = 10"#, "integer", "-1", "-10"),
        (#"transform = "bucket", size = 10"#, "text", "37", "30-39"),
        (#"transform = "bucket", size = 5000"#, "text", "61250.75", "60000.00-64999.99"),
        (#"transform = "date-truncate", to = "decade""#, "date", "1987-05-03", "1980-01-01"),
        (#"transform = "noise", ratio = 0.2"#, "numeric", "0.00", "0.00"),
    ]) func `makes coarser`(options: String, type: String, input: String, output: String) throws {
        #expect(try mask(options, [input], type: type) == [output])
    }

    @Test(arguments: ["1,5", "$3", "1e5", "NaN", "--1", ".", "-", "1.2.3", "1234567890123456789"])
    func `what is no plain number is redacted`(text: String) throws {
        #expect(
            try mask(#"transform = "noise", ratio = 0.1"#, [text], type: "text") == ["[REDACTED]"])
    }

    @Test(arguments: [
        (#"transform = "noise""#, "noise needs ratio = 0.1 or amount = 50"),
        (#"transform = "noise", ratio = 0"#, "expected a share above 0 and up to 1"),
        (#"transform = "noise", ratio = 0.1, amount = 3"#, "not both"),
        (#"transform = "noise", amount = -3"#, "expected a number above zero"),
        (#"transform = "noise", ratio = 0.1, minimum = 5, maximum = 2"#, "below the minimum"),
        (#"transform = "round""#, "expected a number above zero"),
        (#"transform = "digits", step = 1"#, "is an option of noise and round"),
    ]) func `refuses options that make no sense`(options: String, problem: String) {
        let text = message { _ = try transform(options) }
        #expect(text.contains(problem) && text.contains("mask.toml:3"), "\(text)")
    }

    @Test func `another key gives other noise`() throws {
        let column = MaskFixture.column(try transform(#"transform = "noise", amount = 1000"#))
        let values = (0..<500).map { "\($0)" }
        let one = try MaskFixture.mask(column, values).texts
        let other = try MaskFixture.mask(column, values, key: MaskFixture.otherKey).texts
        #expect(zip(one, other).count { $0 == $1 } < 10)
    }

    @Test func `gives the committed bytes`() throws {
        let masked = try mask(
            #"transform = "noise", ratio = 0.1"#, ["100", "-2500.00", "61250.75", "3"])
        #expect(masked == ["108", "-2286.15", "62360.16", "3"])
    }
}
