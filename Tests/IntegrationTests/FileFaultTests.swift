import TestSupport
import Testing

/// Bad files: each is refused with its place, by the scan and by the mask run.
@Suite struct FileFaultTests {
    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        /// Words the message must have, the line among them.
        let mentions: [String]

        init(_ name: String, _ text: String, _ mentions: String...) {
            self.init(name, bytes: Array(text.utf8), mentions)
        }

        init(_ name: String, bytes: [UInt8], _ mentions: [String]) {
            testDescription = name
            self.bytes = bytes
            self.mentions = mentions
        }
    }

    static let good = PeopleFixture.csv(rows: 3)

    static let brokenCSV = [
        Fault("a ragged row", good + "4,Anna Young,canary@larkmail.co\n", "people.csv", "5"),
        Fault("an open quote", good + "4,\"Anna canary,a@larkmail.co,1,2,3\n", "people.csv"),
        Fault("text after a quote", good + "4,\"Anna\"canary,a@b.co,1,2,3\n", "people.csv", "5"),
        Fault("NUL", good + "4,Anna\0canary,a@larkmail.co,1,2,3\n", "people.csv", "5"),
        Fault(
            "invalid UTF-8",
            bytes: Array(good.utf8) + Array("4,Anna".utf8) + [0xC3, 0x28]
                + Array("canary,a@larkmail.co,1,2,3\n".utf8), ["people.csv", "5"]),
        Fault("an empty file", "", "people.csv", "empty"),
    ]

    @Test(arguments: brokenCSV) func `a mask run refuses`(fault: Fault) throws {
        let fixture = try PeopleFixture.shared()
        let folder = try TestFolder()
        let source = try folder.write("people.csv", bytes: fault.bytes)
        let outcome = try runBauta(
            arguments: fixture.maskArguments(source) + ["--out", folder.path("masked.csv")])
        expectFault(
            outcome, mentions: fault.mentions, never: ["canary"], absent: ["masked"], in: folder)
    }

    @Test(arguments: brokenCSV) func `a scan reports, and leaves the old catalog`(
        fault: Fault
    ) throws {
        let folder = try TestFolder()
        let source = try folder.write("people.csv", bytes: fault.bytes)
        try folder.write("catalog.json", "the last good one")
        let outcome = try runBauta(
            arguments: ["scan", source, "--catalog", folder.path("catalog.json")])
        expectFault(outcome, mentions: fault.mentions, never: ["canary"])
        #expect(try folder.read("catalog.json") == "the last good one")
    }

    @Test func `a broken file doesn't keep a scan from the others`() throws {
        let folder = try TestFolder()
        let bad = try folder.write("bad.csv", "a,b\n1\n")
        let fine = try folder.write("fine.csv", PeopleFixture.csv(rows: 50))
        let outcome = try runBauta(
            arguments: ["scan", bad, fine, "--catalog", folder.path("catalog.json")])
        expectFault(outcome, mentions: ["bad.csv"])
        #expect(try folder.read("catalog.json").contains("fine.csv"))
    }

    @Test func `a CSV whose first line is a person needs --header no`() throws {
        let folder = try TestFolder()
        let rows = (1...50).map { PeopleFixture.row($0) + "\n" }.joined()
        let source = try folder.write("people.csv", rows)
        let catalog = folder.path("catalog.json")
        let outcome = try runBauta(arguments: ["scan", source, "--catalog", catalog])
        expectFault(outcome, mentions: ["people.csv", "--header"], never: ["larkmail"])
        let told = try runBauta(
            arguments: ["scan", source, "--catalog", catalog, "--header", "no"])
        #expect(told.status == 0, "\(told.errors)")
        let text = try folder.read("catalog.json")
        #expect(text.contains("column1") && !text.contains("larkmail"))
    }

    @Test func `JSON lines with a broken line are refused with its number`() throws {
        let folder = try TestFolder()
        let line = "{\"email\": \"anna@larkmail.co\", \"n\": 1}\n"
        let text = line + line + "{\"email\": \"canary@larkmail.co\", \n" + line
        let source = try folder.write("chat.jsonl", text)
        let outcome = try runBauta(
            arguments: ["scan", source, "--catalog", folder.path("catalog.json")])
        expectFault(outcome, mentions: ["chat.jsonl", "3"], never: ["canary"])
    }

    @Test func `a mask run refuses a broken JSON line`() throws {
        let folder = try TestFolder()
        let line = "{\"email\": \"anna@larkmail.co\", \"n\": 1}\n"
        let source = try folder.write("chat.jsonl", String(repeating: line, count: 50))
        let catalog = folder.path("catalog.json")
        let plan = folder.path("mask.toml")
        let steps = [
            ["scan", source, "--catalog", catalog],
            ["plan", "init", "--catalog", catalog, "--out", plan],
            ["key", "new", "--out", folder.path("mask.key")],
        ]
        for arguments in steps {
            let outcome = try runBauta(arguments: arguments)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        try folder.write("chat.jsonl", line + line + "{\"email\": \"canary\n" + line)
        let outcome = try runBauta(
            arguments: [
                "mask", source, "--catalog", catalog, "--plan", plan, "--key",
                "file:" + folder.path("mask.key"), "--out", folder.path("masked.jsonl"),
            ])
        expectFault(
            outcome, mentions: ["chat.jsonl", "3"], never: ["canary"], absent: ["masked"],
            in: folder)
    }

    @Test func `a missing file is named`() throws {
        let folder = try TestFolder()
        let outcome = try runBauta(
            arguments: ["scan", folder.path("gone.csv"), "--catalog", folder.path("c.json")])
        expectFault(outcome, mentions: ["gone.csv"], absent: ["c.json"], in: folder)
    }

    @Test func `an unreadable file is named`() throws {
        let folder = try TestFolder()
        let source = try folder.write("people.csv", Self.good)
        // Root reads everything, so the command runs as nobody there.
        let script = """
            chmod 000 '\(source)'; chmod 777 '\(folder.path)'
            run() { if [ "$(id -u)" -eq 0 ]; then runuser -u nobody -- "$@"; else "$@"; fi; }
            run '\(try PackageFolder.bauta())' scan '\(source)' --catalog '\(folder.path)/c.json'
            """
        let outcome = try ChildProcess.run(["sh", "-c", script])
        expectFault(
            outcome, mentions: ["people.csv", "ermission"])
    }
}
