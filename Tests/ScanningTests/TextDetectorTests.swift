import Configuration
import Detection
import Scanning
import Synchronization
import TestSupport
import Testing

@Suite struct TextDetectorTests {
    private let folder: TestFolder
    private let rules: RuleSet

    init() throws {
        folder = try TestFolder()
        rules = try RuleSet(files: [
            ConfigurationFile(
                name: "rules/toy.toml",
                text: #"""
                    [[rules]]
                    id = "toy.number"
                    title = "Number"
                    kind = "data"
                    category = "toy"
                    sensitivity = "high"
                    [[rules.values]]
                    pattern = '\b\d{3}-\d{2}-\d{4}\b'
                    mode = "find"
                    [[rules.values]]
                    pattern = '-----BEGIN(?s:.)+?-----END'
                    mode = "find"
                    literals = ["-----BEGIN"]
                    [[rules.values]]
                    pattern = '\b[a-z]+@[a-z]+\.com\b'
                    mode = "find"
                    literals = ["@"]
                    [[rules.values]]
                    pattern = '(?m)^pin \d{4}\b'
                    mode = "find"
                    [[rules.values]]
                    pattern = 'ended at \d{4}$'
                    mode = "find"
                    """#)
        ])
    }

    private func detect(_ path: String, workers: Int = 2) throws -> [TextDetector.Found] {
        let all = Mutex<[TextDetector.Found]>([])
        let summary = try TextDetector(rules, workers: workers).detect(in: path) { found in
            all.withLock { $0 += found }
        }
        let found = all.withLock { $0 }
        #expect(summary.spans == found.count)
        return found
    }

    /// The bytes of every span as they stand in the file.
    private func texts(_ path: String, _ found: [TextDetector.Found]) throws -> [String] {
        let bytes = try folder.bytes(path)
        return found.map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
    }

    @Test func `counts lines and bytes from the start of the file`() throws {
        let path = try folder.write("a.log", "\u{FEFF}one\n\nid 123-45-6789 x\r\nbob@x.com")
        let found = try detect(path)
        #expect(found.map(\.line) == [3, 4])
        #expect(try texts("a.log", found) == ["123-45-6789", "bob@x.com"])
    }

    @Test func `reads escaped strings of JSON decoded, with offsets as written`() throws {
        let path = try folder.write(
            "a.jsonl", #"{"t": "no\n123-45-6789", "m": "bob\u0040x.com"}"# + "\n")
        #expect(
            try texts("a.jsonl", detect(path)) == ["123-45-6789", #"bob\u0040x.com"#])
    }

    @Test func `of a string with escapes nothing is found twice`() throws {
        let line = #"{"a": "bob@x.com", "b": "\n123-45-6789 \u0040 amy@x.com", "c": "eve@x.com"}"#
        let escaped = #"{"b": "bob\u0040x.com", "c": "a\tamy@x.com"}"#
        let path = try folder.write("a.jsonl", [line, escaped, line].joined(separator: "\n"))
        let once = ["bob@x.com", "123-45-6789", "amy@x.com", "eve@x.com"]
        let found = try detect(path)
        #expect(try texts("a.jsonl", found) == once + [#"bob\u0040x.com"#, "amy@x.com"] + once)
        #expect(found.map(\.line) == [1, 1, 1, 1, 2, 2, 3, 3, 3, 3])
    }

    @Test func `a string with escapes begins and ends as a text does`() throws {
        let lines = [
            #"{"t": "pin 1234\nnone", "n": 1}"#, #"{"t": "a\tnote\npin 5678"}"#,
            #"{"t": "all\nended at 9012", "n": 1}"#, #"{"t": "pin 3456", "n": 1}"#,
        ]
        let path = try folder.write("a.jsonl", lines.joined(separator: "\n"))
        let found = try detect(path)
        #expect(try texts("a.jsonl", found) == ["pin 1234", "pin 5678", "ended at 9012"])
    }

    @Test func `finds the same whatever the number of workers, across pieces`() throws {
        var lines: [String] = []
        for index in 0..<40_000 {
            lines.append("line \(index) \(100 + index % 900)-45-\(1000 + index % 9000)")
        }
        let text = lines.joined(separator: "\n")
        let path = try folder.write("long.log", text)
        let one = try detect(path, workers: 1)
        #expect(one.count == 40_000)
        #expect(one.map(\.line) == Array(1...40_000))
        #expect(try detect(path, workers: 4) == one)
        #expect(try texts("long.log", [one[39_999]]) == ["499-45-4999"])
    }

    @Test func `finds a block of lines that two pieces share`() throws {
        let block = "-----BEGIN\n" + String(repeating: "abcdefgh\n", count: 100) + "-----END"
        for start in stride(from: 523_100, to: 524_300, by: 100) {
            let padding = String(repeating: "x\n", count: start / 2)
            let path = try folder.write("pem.txt", padding + block + "\n" + padding)
            #expect(try texts("pem.txt", detect(path)) == [block])
        }
    }

    @Test func `tells how far it is, up to the end`() throws {
        let line = "nothing but words, again and again\n"
        let path = try folder.write("long.txt", String(repeating: line, count: 40_000))
        let told = Mutex<[Int]>([])
        let size = line.utf8.count * 40_000
        _ = try TextDetector(rules, workers: 2).detect(
            in: path,
            progress: { done, total in
                #expect(total == size)
                told.withLock { $0.append(done) }
            }, write: { _ in })
        let done = told.withLock { $0 }
        #expect(done.count > 2 && done.last == size)
        #expect(zip(done, done.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `leaves files that are no text, and takes empty ones`() throws {
        let path = try folder.write("a.bin", bytes: [0x31, 0, 0x32])
        let detector = TextDetector(rules, workers: 1)
        #expect(try detector.detect(in: path) { _ in }.isBinary)
        let empty = try folder.write("empty", "")
        #expect(try detector.detect(in: empty) { _ in } == TextDetector.Summary())
        #expect(throws: (any Error).self) {
            try detector.detect(in: folder.path("missing")) { _ in }
        }
    }
}
