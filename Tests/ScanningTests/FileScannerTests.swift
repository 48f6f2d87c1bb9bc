import Catalog
import Primitives
import Scanning
import TestSupport
import Testing

@Suite struct `Scanning files` {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func scan(
        _ names: [String], _ change: (inout ScanOptions) -> Void = { _ in }
    ) throws -> ScanReport {
        var options = ScanOptions()
        change(&options)
        return try FileScanner(scan: options, judge: ToyJudge.judge)
            .run(paths: names.map { folder.path($0) })
    }

    @Test func `reads a CSV file as a relation of its own name`() throws {
        try folder.write("people.csv", "id,E-mail\n1,a@b.c\n2,\"d@e.f\"\n3,\n")
        let report = try scan(["people.csv"])
        let relation = try #require(report.relation("people.csv"))
        #expect(relation.schema == "file")
        #expect(relation.kind == .csv)
        #expect(relation.sample?.method == .all)
        #expect(relation.sample?.rows == 3)
        #expect(relation.columns.map(\.name) == ["id", "E-mail"])
        #expect(relation.columns.map(\.attnum) == [1, 2])
        #expect(relation.columns[1].label == "contact.email")
        #expect(relation.columns[1].evidence[0].counts?["null"] == 1)
        #expect(
            relation.reference(to: relation.columns[1]).description
                == "file.\"people.csv\".\"E-mail\"")
        #expect(
            report.sources == [
                CatalogSource(
                    id: folder.path("people.csv"), kind: .csv, path: folder.path("people.csv"))
            ])
    }

    @Test(arguments: ["a@b.c,x\n1,2\n", "2020-01-01,x\n1,2\n", ",x\n1,2\n", "x,x\n1,2\n"])
    func `refuses a first row that looks like data`(_ text: String) throws {
        try folder.write("t.csv", text)
        let report = try scan(["t.csv"])
        #expect(report.relations.isEmpty)
        let failure = try #require(report.failures.first)
        #expect(failure.message.contains("t.csv:1: header cell"))
        #expect(!failure.message.contains("a@b.c"))
    }

    @Test func `numbers the columns of a file without header`() throws {
        try folder.write("t.csv", "a@b.c,x\nd@e.f,y\n")
        let report = try scan(["t.csv"]) { $0.header = .no }
        #expect(report.relations[0].columns.map(\.name) == ["column1", "column2"])
        #expect(report.relations[0].sample?.rows == 2)
    }

    @Test func `samples a long file and draws the same rows again`() throws {
        let rows = (1...5000).map { "\($0),u\($0)@example.org\n" }.joined()
        try folder.write("long.csv", "id,mail\n" + rows)
        let first = try scan(["long.csv"])
        #expect(first.relations[0].sample?.method == .spread)
        #expect(first.relations[0].sample?.rows == 1000)
        #expect(try scan(["long.csv"]).relations == first.relations)
        #expect(try scan(["long.csv"]) { $0.seed = 2 }.relations != first.relations)
        #expect(
            try scan(["long.csv"]) { $0.sampleRowLimit = nil }.relations[0].sample?.rows == 5000)
        #expect(first.runs[0].estimatedRows == 5000)
    }

    @Test func `reads JSON lines by path`() throws {
        try folder.write(
            "chat.jsonl",
            """
            {"user":{"email":"a@b.c","age":3},"tags":["x","y"],"ok":true}
            {"user":{"email":"d\\u0040e.f","age":null},"tags":[],"odd key":"1"}

            """)
        let relation = try #require(try scan(["chat.jsonl"]).relation("chat.jsonl"))
        #expect(relation.kind == .jsonl)
        #expect(
            relation.columns.map { $0.path ?? "" }.sorted() == [
                "$.\"odd key\"", "$.ok", "$.tags[]", "$.user.age", "$.user.email",
            ])
        let email = try #require(relation.column(named: "user", path: "$.user.email"))
        #expect(email.label == "contact.email")
        #expect(email.evidence[0].counts?["cells"] == 2)
        #expect(email.type == "string")
        #expect(relation.column(named: "ok", path: "$.ok")?.type == "boolean")
        #expect(relation.column(named: "user", path: "$.user.age")?.type == "number")
        #expect(
            relation.reference(to: email).description == "file.\"chat.jsonl\"$.user.email")
    }

    @Test func `takes an object with many keys, or with keys that are data, for a map`() throws {
        let many = (1...70).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        try folder.write(
            "maps.jsonl",
            "{\"scores\":{\(many)},\"by\":{\"canary@x.y\":{\"n\":1}},\"plain\":{\"a\":1,\"b\":2}}\n"
        )
        let relation = try scan(["maps.jsonl"]).relations[0]
        let paths = relation.columns.compactMap(\.path).sorted()
        #expect(paths == ["$.by.*.n", "$.plain.a", "$.plain.b", "$.scores.*"])
        #expect(relation.columns.allSatisfy { !"\($0)".contains("canary") })
    }

    @Test(arguments: [
        ("t.csv", "a,b\n1\n", "t.csv:2"),
        ("t.csv", "a,b\n1,\"open\n", "t.csv:2"),
        ("t.csv", "a\n\"ab\"c\n", "t.csv:2"),
        ("t.csv", "", "empty"),
        ("t.jsonl", "{\"a\":1}\n{\"a\":canary}\n", "t.jsonl:2"),
        ("t.jsonl", "{\"a\":1}\n\n", "t.jsonl:2"),
    ])
    func `reports a broken file and goes on`(
        _ name: String, _ text: String, _ place: String
    ) throws {
        try folder.write(name, text)
        try folder.write("good.csv", "mail\na@b.c\n")
        let report = try scan([name, "good.csv"])
        #expect(report.relations.map(\.name) == ["good.csv"])
        let failure = try #require(report.failures.first)
        #expect(failure.message.contains(place))
        #expect(!failure.message.contains("canary"))
    }

    @Test func `reads the files of a folder in order`() throws {
        try folder.write("data/b.csv", "mail\na@b.c\n")
        try folder.write("data/deep/a.jsonl", "{\"x\":1}\n")
        try folder.write("data/c.tsv", "mail\tn\na@b.c\t1\n")
        try folder.write("data/readme.txt", "not data")
        let report = try scan(["data"])
        #expect(report.relations.map(\.name) == ["b.csv", "c.tsv", "a.jsonl"])
        #expect(report.relations[1].columns.count == 2)
    }

    @Test(arguments: ["missing.csv", "nothing/"])
    func `says what isn't there`(_ name: String) throws {
        let error = try #require(throws: ScanError.self) { try scan([name]) }
        #expect(error.description.contains("no such file"))
    }

    @Test func `refuses a name it doesn't know`() throws {
        try folder.write("notes.txt", "x")
        let error = try #require(throws: ScanError.self) { try scan(["notes.txt"]) }
        #expect(error.description.contains(".jsonl"))
    }

    @Test func `stops when it is cancelled`() throws {
        try folder.write("t.csv", "a\nx\n")
        let cancellation = ScanCancellation()
        cancellation.cancel()
        let scanner = FileScanner(
            scan: ScanOptions(), judge: ToyJudge.judge, cancellation: cancellation)
        #expect(throws: ScanError.cancelled) { try scanner.run(paths: [folder.path("t.csv")]) }
    }
}
