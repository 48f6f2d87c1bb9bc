import TestSupport
import Testing

/// Compressed files are sources like any other; Debian's own gzip makes them.
@Suite struct `Compressed sources` {
    private let folder: TestFolder
    private let people: String

    init() throws {
        folder = try TestFolder()
        people = try folder.write("people.csv", PeopleFixture.csv(rows: 200))
        let outcome = try ChildProcess.run(["gzip", "--keep", people])
        try #require(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func `mask to the bytes of the plain file`() throws {
        let fixture = try PeopleFixture.shared()
        for (source, out) in [(people, "plain.csv"), (people + ".gz", "packed.csv")] {
            let outcome = try runBauta(
                arguments: fixture.maskArguments(source) + ["--out", folder.path(out)])
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        #expect(try folder.read("plain.csv") == folder.read("packed.csv"))
    }

    @Test func `scan as the relation they hold`() throws {
        let catalog = folder.path("catalog.json")
        let outcome = try runBauta(arguments: ["scan", people + ".gz", "--catalog", catalog])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let text = try folder.read("catalog.json")
        #expect(text.contains(#""name" : "people.csv""#) && text.contains("contact.email"))
    }

    @Test func `give the spans of what they hold`() throws {
        let plain = try runBauta(arguments: ["detect", people, "--json"])
        let packed = try runBauta(arguments: ["detect", people + ".gz", "--json"])
        #expect(plain.status == 0 && !plain.output.isEmpty)
        #expect(packed.output.replacing("people.csv.gz", with: "people.csv") == plain.output)
    }

    @Test func `are refused when cut short`() throws {
        let bytes = try folder.bytes("people.csv.gz")
        let source = try folder.write("people.csv.gz", bytes: Array(bytes.dropLast(9)))
        let outcome = try runBauta(
            arguments: try PeopleFixture.shared().maskArguments(source)
                + ["--out", folder.path("masked.csv")])
        expectFault(
            outcome, mentions: ["people.csv.gz", "gzip", "too early"], absent: ["masked"],
            in: folder)
    }
}
