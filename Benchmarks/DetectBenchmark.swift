import Configuration
import Detection
import FoundationEssentials
import Primitives
import Scanning

extension BenchmarkCommand {
    static let detect = BenchmarkCommand(
        name: "detect",
        summary: "[MB] [--json]: text searched with 40, 150, all rules; bad inputs; peers beside it"
    ) { arguments in
        try DetectBenchmark(arguments).run(arguments)
    }
}

/// Chat JSON lines and dense CSV through the span finder, on one core.
private struct DetectBenchmark {
    private let chat: Corpus
    private let customers: Corpus
    private let chatTruth: [String: Int]
    private let folder: Workspace

    /// A file's lines.
    private struct Corpus {
        var name: String
        var path: String
        var lines: [[UInt8]]

        init(name: String, path: String, bytes: [UInt8]) {
            self.name = name
            self.path = path
            lines = bytes.split(separator: 10).map(Array.init)
        }

        var bytes: Int { lines.reduce(0) { $0 + $1.count + 1 } }
    }

    init(_ arguments: [String]) throws {
        let megabytes = arguments.compactMap { Int($0) }.first ?? 20
        folder = try Workspace()
        var text = ChatText(seed: 11)
        let bytes = text.lines(bytes: megabytes * 1_000_000)
        chatTruth = text.planted
        try Data(bytes).write(to: URL(filePath: folder.path("chat.jsonl")))
        chat = Corpus(name: "chat", path: folder.path("chat.jsonl"), bytes: bytes)
        var table = CustomerTable(seed: 1)
        let path = folder.path("customers.csv")
        try table.write(to: path, bytes: megabytes * 1_000_000)
        customers = Corpus(
            name: "customers", path: path,
            bytes: [UInt8](try Data(contentsOf: URL(filePath: path))))
    }

    func run(_ arguments: [String]) throws {
        defer { folder.remove() }
        var report = BenchmarkReport(name: "detect")
        let all = try RuleFolder.load().ruleSet
        for corpus in [chat, customers] {
            compare(all, corpus)
            for (name, rules) in try sizes(all) {
                report.add(measure("\(corpus.name), \(name)", rules, corpus.lines))
            }
        }
        for (name, text) in BadInput.all {
            report.add(measure("bad input: \(name)", all, [text]))
        }
        truth(all)
        try report.finish(arguments)
        for corpus in [chat, customers] { peers(corpus) }
    }

    /// The answer is checked before the clock starts.
    private func compare(_ rules: RuleSet, _ corpus: Corpus) {
        let finders = SpanFinder.Engine.allCases.map { SpanFinder(rules, engine: $0) }
        var scratch = DetectionScratch()
        for line in corpus.lines.prefix(500) {
            let found = finders.map { $0.find(in: line.span, scratch: &scratch) }
            precondition(found.allSatisfy { $0 == found[0] }, "the engines differ")
        }
    }

    private func sizes(_ all: RuleSet) throws -> [(String, RuleSet)] {
        let count = all.rules.count
        return [40, 150].map { ("\($0) rules", all.thinned(to: $0)) } + [("\(count) rules", all)]
    }

    private func measure(_ name: String, _ rules: RuleSet, _ lines: [[UInt8]]) -> Measurement {
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        let bytes = lines.reduce(0) { $0 + $1.count + 1 }
        return .take(name, operations: lines.count, bytes: bytes, runs: 5) {
            for line in lines { hold(finder.find(in: line.span, scratch: &scratch)) }
        }
    }

    /// Found against planted, per label.
    private func truth(_ rules: RuleSet) {
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        var found: [String: Int] = [:]
        for line in chat.lines {
            for span in finder.find(in: line.span, scratch: &scratch).spans {
                found[rules.rules[span.rule].id, default: 0] += 1
            }
        }
        print("chat: label, planted, found")
        for label in Set(chatTruth.keys).union(found.keys).sorted() {
            print("  " + label.padded(to: 32) + "\(chatTruth[label] ?? 0) \(found[label] ?? 0)")
        }
    }

    /// Programs of others on the same file in the same run, processor time of one thread.
    private func peers(_ corpus: Corpus) {
        let patterns = BenchmarkReport.resultsFolder + "/../Floors/patterns40.txt"
        let expressions = ((try? String(contentsOfFile: patterns, encoding: .utf8)) ?? "")
            .split(separator: "\n").map { String($0.drop { $0 != "\t" }.dropFirst()) }
        let list = folder.path("patterns.txt")
        try? (expressions.joined(separator: "\n") + "\n").write(
            toFile: list, atomically: true, encoding: .utf8)
        let peers = [
            ["rg", "--threads", "1", "--count-matches", "-f", list, corpus.path],
            [
                "kingfisher", "scan", "--jobs", "1", "--no-validate", "--no-update-check",
                corpus.path,
            ],
            ["betterleaks", "dir", corpus.path],
            ["gitleaks", "dir", corpus.path],
        ]
        for peer in peers {
            guard let run = try? MeasuredProcess(peer), run.status != 127 else {
                print("\(corpus.name): \(peer[0]) isn't installed")
                continue
            }
            let rate = Double(corpus.bytes) / run.processorSeconds / 1e6
            print("\(corpus.name): \(peer[0]) \(decimal(rate, 1)) MB/s of processor time")
        }
    }
}

/// Texts that ask the most of a search: a megabyte each, one line.
private enum BadInput {
    static let all: [(String, [UInt8])] = [
        ("digits", repeated("1234567890")), ("one digit", repeated("7")), ("@", repeated("@")),
        ("a@", repeated("a@")), ("letters", repeated("a")), ("capitals", repeated("AZ")),
        ("hexadecimal", repeated("0123456789abcdef")), ("quotes", repeated("\"'")),
        ("assignments", repeated("key=")), ("groups of digits", repeated("123-45 6789 ")),
        ("near miss of a key", repeated("AKIAABCDEFGHIJKLMN ")), ("colons", repeated("a:b:")),
        ("points", repeated("1.2.3.")), ("names", repeated("Anna Berg ")),
    ]

    private static func repeated(_ piece: String) -> [UInt8] {
        Array(String(repeating: piece, count: 1_000_000 / piece.utf8.count).utf8)
    }
}
