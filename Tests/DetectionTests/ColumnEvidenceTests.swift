import Detection
import Primitives
import Testing

/// Evidence that lies in a column as a whole: how its dates spread, how its values begin, which few
/// words it holds, and how impure it is.
@Suite struct ColumnEvidenceTests {
    private static let measured = """
        [[rules]]
        id = "demo.dob"
        title = "Birth"
        kind = "data"
        sensitivity = "moderate"
        [rules.applies-to]
        types = ["text", "date", "integer"]
        [[rules.statistics]]
        measure = "year-spread"
        range = [22, 95]
        inside = 12.0
        outside = -9.0

        [[rules]]
        id = "custom.serial"
        title = "Serial number"
        kind = "data"
        sensitivity = "low"
        [[rules.statistics]]
        measure = "common-prefix"
        range = [3, 40]
        inside = 12.0
        outside = -9.0

        [[rules]]
        id = "demo.gender"
        title = "Gender"
        kind = "data"
        sensitivity = "low"
        [rules.sets]
        "F m" = 12.0
        "ж ч" = 12.0
        """

    private func label(_ values: [String?]) throws -> String {
        var scratch = DetectionScratch()
        let rules = try TestRules.set(Self.measured, scoring: "[contents]\nprior = 4.0")
        return ColumnClassifier(rules).classify(
            TestRules.sample("c4", values), scratch: &scratch
        ).best.label
    }

    @Test(arguments: [
        ["1931-04-09", "1957-11-30", "1975-02-14", "1988-08-01", "2003-05-27"],
        ["09.04.1931", "30.11.1957", "14.2.1975", "1.8.1988", "27.05.2003"],
        ["4/9/1931", "11/30/1957", "2/14/1975", "8/1/1988", "5/27/2003"],
        ["09.04.31", "30.11.57", "14.02.75", "01.08.88", "27.05.03"],
        ["19310409", "19571130", "19750214", "19880801", "20030527"],
        ["09041931", "30111957", "14021975", "01081988", "27052003"],
        ["04091931", "11301957", "02141975", "08011988", "05272003"],
        ["09APR31", "30NOV57", "14FEB75", "01AUG88", "27MAY03"],
        ["9 avril 1931", "30 nov. 1957", "14 févr. 1975", "1 août 1988", "27 mai 2003"],
        ["April 9, 1931", "Nov 30, 1957", "Feb 14, 1975", "August 1, 1988", "May 27, 2003"],
        ["1931年4月9日", "1957年11月30日", "1975年2月14日", "1988年8月1日", "2003年5月27日"],
        ["1931-04-09 00:00:00", "1957-11-30T00:00:00Z", "1975/02/14", "1988.08.01", "2003/5/27"],
    ])
    func `dates of every writing spread over decades`(values: [String]) throws {
        #expect(try label(values) == "demo.dob")
    }

    @Test(arguments: [
        ["2021-04-09", "2022-11-30", "2023-02-14", "2023-08-01", "2024-05-27"],
        ["1931-14-39", "1957-13-30", "1975-20-14", "1988-80-01", "2003-50-27"],
        ["19314409", "19575130", "19757214", "19888801", "20035927"],
        ["09XYZ31", "30XYZ57", "14XYZ75", "01XYZ88", "27XYZ03"],
        ["1.2.3", "4.10.1", "4.11.0", "5.0.2", "10.1.7"],
        ["open", "1931-04-09", "closed", "1988-08-01", "paid"],
        ["", "-", "1931-04-09"],
    ])
    func `recent dates, no dates and too few dates don't`(values: [String]) throws {
        #expect(try label(values) != "demo.dob")
    }

    @Test func `nearly all values begin alike`() throws {
        let serials = (0..<20).map { "SNR-\($0 * 7_919 + 100_003)" }
        #expect(try label(serials) == "custom.serial")
        #expect(try label(["unknown"] + serials) == "custom.serial")
        #expect(try label(["fern77", "oak12", "j.moss", "ivy_9"]) != "custom.serial")
        #expect(try label(["SNR-1", "SNR-2"]) != "custom.serial")
    }

    @Test func `the same few values in many rows have little variety`() throws {
        let rules = try TestRules.set(
            """
            [[rules]]
            id = "custom.drawn"
            title = "Drawn from a large stock"
            kind = "data"
            sensitivity = "low"
            [[rules.statistics]]
            measure = "variety"
            range = [1.0, 1000.0]
            inside = 12.0
            outside = -9.0
            """)
        var scratch = DetectionScratch()
        func label(_ distinct: Int, of rows: Int) -> String {
            let values = (0..<rows).map { "fern \($0 % distinct) oak" }
            return ColumnClassifier(rules).classify(
                TestRules.sample("c", values), scratch: &scratch
            ).best.label
        }
        #expect(label(20, of: 200) == "custom.drawn")
        #expect(label(8, of: 200) != "custom.drawn")
        #expect(label(8, of: 40) == "custom.drawn")
    }

    @Test(arguments: [
        ["M", "F", "F"], ["m", "F", "M", "f", nil], ["Ж", "ч"], ["ч", "ж", "N/A"],
    ])
    func `a set of words tells what its words don't`(values: [String?]) throws {
        #expect(try label(values) == "demo.gender")
    }

    @Test(arguments: [["M", "L"], ["F"], ["F", "M", "X"], ["f m"], []])
    func `another set, a part and more words don't`(values: [String]) throws {
        #expect(try label(values) != "demo.gender")
    }

    @Test func `a fifth of foreign values doesn't outweigh the rest`() throws {
        let mails = (0..<40).map { "user\($0)@mail\($0 % 7).example.org" }
        let others = (0..<10).map { "extension \($0) of the \($0)th desk" }
        #expect(try label(mails + others) == "contact.email")
        let more = others.map { $0 + " again" }
        #expect(try label(others + more + mails.prefix(5)) != "contact.email")
    }

    @Test func `one remark in thirty makes short notes free text`() throws {
        var notes = ["fragile", "leave at door", "ring twice", "weekend", "on stairs"]
        notes += (0..<25).map { "box \($0)" }
        #expect(try label(notes) != "behav.message")
        notes.append("parcel goes to the neighbour, write to ivy.moss@fern.example.org first")
        notes.append("gone abroad, forward everything to oakley@elm.example.net please")
        #expect(try label(notes) == "behav.message")
    }

    @Test func `two ideographs make a word`() throws {
        let notes = [
            "易碎", "勿折", "周末派送", "请送到门口并联系fern@moss.example.org谢谢", "当面签收",
        ]
        #expect(try label(notes) == "behav.message")
    }

    /// One value in `step` has the check digit of Luhn's formula; how many values were looked at.
    @Test(arguments: [(10, 24), (2, 100)])
    func `a rule whose checks refuse what its pattern takes is asked no further`(
        step: Int, distinct: Int
    ) throws {
        let rules = try TestRules.set(
            #"""
            [[rules]]
            id = "demo.member"
            title = "Member number"
            kind = "data"
            sensitivity = "moderate"
            [[rules.values]]
            pattern = 'M\d{10}'
            normalise = ["digits"]
            validators = ["luhn"]
            background = 0.001
            [rules.names]
            tokens = { member = 12.0 }
            """#,
            scoring: "[checksum]\nfloor = -0.5")
        let values = (0..<100).map { number in
            let digits = 100_000_000 + number * 7_919
            let valid = ColumnClassifierTests.luhnDigit("\(digits)")
            return "M\(digits)\(number % step == 0 ? valid : (valid + 1) % 10)"
        }
        let verdict = ColumnClassifier(rules).classify(
            relation: [TestRules.sample("member", values)])[0]
        let evidence = try #require(
            verdict.evidence.first { $0.kind == .values && $0.label == "demo.member" })
        #expect(evidence.counts["distinct"] == distinct)
    }

    @Test func `the runner-up is the likeliest of the others`() throws {
        let rules = try TestRules.set(
            zip(["first", "third", "second"], [12, 6, 9]).map { id, nats in
                """
                [[rules]]
                id = "demo.\(id)"
                title = "Demo"
                kind = "data"
                sensitivity = "moderate"
                [rules.names]
                tokens = { demo = \(nats).0 }
                """
            }.joined(separator: "\n"))
        let verdict = ColumnClassifier(rules).classify(
            relation: [TestRules.sample("demo", [])])[0]
        #expect(verdict.best.label == "demo.first")
        #expect(verdict.runnerUp?.label == "demo.second")
    }
}
