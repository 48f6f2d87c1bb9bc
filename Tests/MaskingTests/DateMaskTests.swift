import Masking
import Testing

struct DateMaskTests {
    private func shift(
        _ dates: [String?], entities: [String?], days: Int = 365, dayFirst: Bool = false
    ) throws -> (texts: [String?], tally: ColumnTally) {
        var date = MaskFixture.column(.dateShift(entity: "id", days: days), name: "d", entity: 1)
        date.dayFirst = dayFirst
        let entity = MaskFixture.column(
            .hash(length: 64), name: "id", domain: "customer.id")
        let result = try MaskFixture.mask(
            MaskFixture.masker([date, entity]), [dates, entities])
        return (result.texts[0], result.tally.columns[0])
    }

    @Test func `keeps the intervals of one entity and not those between two`() throws {
        let shifted = try shift(
            ["2024-02-28", "2024-03-01", "2024-02-28"], entities: ["a", "a", "b"])
        let days = shifted.texts.map { dayNumber($0 ?? "") }
        #expect(days[1] - days[0] == 2)
        #expect(days[0] != days[2])
    }

    @Test func `never shifts by nothing, and by both signs`() throws {
        let entities = (0..<400).map { "entity \($0)" }
        let dates = [String?](repeating: "2000-06-15", count: 400)
        let shifted = try shift(dates, entities: entities, days: 3).texts
        let origin = dayNumber("2000-06-15")
        let shifts = Set(shifted.map { dayNumber($0 ?? "") - origin })
        #expect(shifts == [-3, -2, -1, 1, 2, 3])
    }

    @Test(arguments: [
        "2024-03-09", "2024/03/09", "2024.3.9", "20240309", "9.3.2024", "09-03-2024", "03/09/2024",
        "3/9/24", "2024-03-09T12:30:05Z", "2024-03-09 12:30:05.123456+02", "2024-03-09 12:30",
        "2024-03-09 12:30:05+05:30", "03/09/2024 11:15 PM", "2024-03-09 12:30:05 UTC",
        "20240309T123005", "1709987405", "1709987405123",
    ]) func `keeps the form of the input`(text: String) throws {
        let shifted = try shift([text], entities: ["a"], days: 2)
        if text.contains("T123005") {
            #expect(shifted.tally.unfit(.format) == 1)
            return
        }
        let output = try #require(shifted.texts[0])
        #expect(shifted.tally.unfitTotal == 0)
        #expect(output != text)
        #expect(
            shape(output, length: !text.contains("9") || text.count > 8)
                == shape(
                    text, length: !text.contains("9") || text.count > 8))
    }

    @Test(arguments: [
        "2023-02-29", "2024-13-01", "2024-00-10", "32.1.2024", "13/13/2024", "0000-01-01",
        "2024-03-09 25:00", "2024-03-09x", "2024-03-09 12:60", "2024-3-9-1", "today", "12",
        "2024-03/09", "99999999999999999999", "２０２４-03-09", "2024-03-09\u{0}", "1/2/345",
    ]) func `redacts what is no date`(text: String) throws {
        let shifted = try shift([text], entities: ["a"])
        #expect(shifted.texts == ["[REDACTED]"])
        #expect(shifted.tally.unfit(.format) == 1)
    }

    @Test func `reads the slash by the column's order, never by guessing`() throws {
        #expect(try shift(["25/12/2020"], entities: ["a"]).texts == ["[REDACTED]"])
        let output = try #require(
            try shift(["25/12/2020"], entities: ["a"], days: 1, dayFirst: true).texts[0])
        #expect(["24/12/2020", "26/12/2020"].contains(output))
    }

    @Test func `redacts a date without its entity and one shifted beyond the calendar`() throws {
        let missing = try shift(["2024-03-09"], entities: [nil])
        #expect(missing.texts == ["[REDACTED]"])
        #expect(missing.tally.unfit(.missingEntity) == 1)
        let entities = (0..<20).map { "\($0)" }
        let late = try shift([String?](repeating: "9999-12-31", count: 20), entities: entities)
        #expect(late.tally.unfit(.range) > 0)
        #expect(late.tally.unfit(.range) == late.texts.count { $0 == "[REDACTED]" })
    }

    @Test func `leaves NULL, empty and infinite dates`() throws {
        let shifted = try shift(
            [nil, "", "infinity", "-infinity"], entities: ["a", "a", "a", nil])
        #expect(shifted.texts == [nil, "", "infinity", "-infinity"])
        #expect(shifted.tally.unfitTotal == 0)
    }

    @Test func `shifts one customer alike in every table of the entity's domain`() throws {
        let key = MaskFixture.column(.hash(length: 16), name: "id", domain: "customer.id")
        let orders = [
            key,
            MaskFixture.column(
                .dateShift(entity: "id", days: 90), name: "at", domain: "order.date", entity: 0),
        ]
        let visits = [
            MaskFixture.column(
                .dateShift(entity: "c", days: 90), name: "on", domain: "visit.date", entity: 1),
            key,
        ]
        let first = try MaskFixture.mask(MaskFixture.masker(orders), [["42"], ["2020-01-01"]])
        let second = try MaskFixture.mask(MaskFixture.masker(visits), [["2020-01-01"], ["42"]])
        #expect(first.texts[1] == second.texts[0])
    }

    @Test(arguments: [
        ("2024-03-09", MaskTransform.DateUnit.year, "2024-01-01"),
        ("2024-03-09", .month, "2024-03-01"),
        ("03/09/24", .year, "01/01/24"),
        ("2024-03-09T12:30:05.250-03:30", .month, "2024-03-01T00:00:00.000-03:30"),
        ("1709987405", .year, "1704067200"),
    ]) func `truncates to the first day of the unit`(
        text: String, unit: MaskTransform.DateUnit, expected: String
    ) throws {
        #expect(try MaskFixture.mask(.dateTruncate(to: unit), text) == expected)
    }

    /// Days of an ISO date by a count of its own: every day since year 1 is walked.
    private func dayNumber(_ text: String) -> Int {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { return -1 }
        func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        var days = parts[2]
        for year in 1..<parts[0] { days += isLeap(year) ? 366 : 365 }
        let lengths = [31, isLeap(parts[0]) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        for month in 0..<parts[1] - 1 { days += lengths[month] }
        return days
    }

    /// Digits as 9, runs collapsed unless the length counts.
    private func shape(_ text: String, length: Bool) -> String {
        var shape = ""
        for character in text {
            let next: Character = character.isNumber ? "9" : character
            if !length, next == "9", shape.last == "9" { continue }
            shape.append(next)
        }
        return shape
    }
}
