import Detection
import Primitives
import Scanning

extension BenchmarkCommand {
    static let detect = BenchmarkCommand(
        name: "detect",
        summary: "[MB] [--json] [--no-counts] [--no-peers]: text searched with 40, 150, all rules; "
            + "bad inputs; whole files; peers beside it"
    ) { arguments in
        try DetectBenchmark(arguments).run(arguments)
    }
}

/// Chat JSON lines and dense CSV through the span finder, on one core but for whole files.
private struct DetectBenchmark {
    private let corpora: [DetectCorpus]
    private let folder: Workspace

    init(_ arguments: [String]) throws {
        let megabytes = arguments.compactMap { Int($0) }.first ?? 20
        let folder = try Workspace()
        corpora = try DetectCorpus.names.map {
            try DetectCorpus($0, byteCount: megabytes * 1_000_000, in: folder)
        }
        self.folder = folder
    }

    /// Rates are to ordinary text with every rule on.
    func run(_ arguments: [String]) throws {
        defer { folder.remove() }
        var report = BenchmarkReport(name: "detect", floor: "chat, all rules")
        let all = try RuleFolder.load().ruleSet
        for corpus in corpora {
            compare(all, corpus)
            for (name, rules) in Self.sizes(all) {
                report.add(measure("\(corpus.name), \(name)", rules, corpus.pieces))
            }
            for workers in [1, 2] { report.add(try file(corpus, all, workers)) }
        }
        report.add(try cells(all))
        for (name, text) in try DetectBadInput.all() {
            report.add(measure("bad input: \(name)", all, [text]))
        }
        for corpus in corpora where !corpus.planted.isEmpty { truth(all, corpus, &report) }
        if !arguments.contains("--no-counts") { try DetectCounts.take(into: &report) }
        if !arguments.contains("--no-peers") {
            for corpus in corpora {
                let row = report.rows.first { $0.name == "\(corpus.name), all rules" }
                DetectPeers(corpus, folder).run(ours: row?.bytesPerSecond ?? 0, into: &report)
            }
        }
        try report.finish(arguments)
    }

    /// The answer is checked before the clock starts.
    private func compare(_ rules: RuleSet, _ corpus: DetectCorpus) {
        let finders = SpanFinder.Engine.allCases.map { SpanFinder(rules, engine: $0) }
        var scratch = DetectionScratch()
        for line in corpus.lines.prefix(500) {
            let found = finders.map { $0.find(in: line.span, scratch: &scratch) }
            precondition(found.allSatisfy { $0 == found[0] }, "the engines differ")
        }
    }

    private static func sizes(_ all: RuleSet) -> [(String, RuleSet)] {
        [40, 150].map { ("\($0) rules", all.thinned(to: $0)) } + [("all rules", all)]
    }

    private func measure(_ name: String, _ rules: RuleSet, _ texts: [[UInt8]]) -> Measurement {
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        let bytes = texts.reduce(0) { $0 + $1.count }
        return .take(name, operations: bytes, bytes: bytes, runs: 5) {
            for text in texts { hold(finder.find(in: text.span, scratch: &scratch)) }
        }
    }

    /// Every cell of the table by itself, its columns a batch at a time.
    private func cells(_ rules: RuleSet) throws -> Measurement {
        let columns = try corpora.filter { $0.name == "customers" }.flatMap { try $0.columns() }
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        let (count, bytes) = columns.reduce((0, 0)) { ($0.0 + $1.count, $0.1 + $1.bytes.count) }
        return .take("customers, single cells", operations: count, bytes: bytes, runs: 5) {
            for cells in columns { hold(finder.find(in: cells, scratch: &scratch)) }
        }
    }

    /// What `bauta detect` does with a file, by the clock on the wall.
    private func file(
        _ corpus: DetectCorpus, _ rules: RuleSet, _ workers: Int
    ) throws -> Measurement {
        let detector = TextDetector(rules, workers: workers)
        let name = "\(corpus.name), whole file, \(workers) core\(workers == 1 ? "" : "s")"
        let count = corpus.bytes.count
        return try .take(name, operations: count, bytes: count, runs: 5, wall: true) {
            hold(try detector.detect(in: corpus.path) { hold($0) })
        }
    }

    /// Found against planted, per label: what is beyond the planted is a false alarm.
    private func truth(
        _ rules: RuleSet, _ corpus: DetectCorpus, _ report: inout BenchmarkReport
    ) {
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        var found: [String: Int] = [:]
        for line in corpus.lines {
            for span in finder.find(in: line.span, scratch: &scratch).spans {
                found[rules.rules[span.rule].id, default: 0] += 1
            }
        }
        print("\(corpus.name): label, planted, found")
        for label in Set(corpus.planted.keys).union(found.keys).sorted() {
            let (planted, count) = (corpus.planted[label] ?? 0, found[label] ?? 0)
            print("  " + label.padded(to: 32) + "\(planted) \(count)")
            report.add("\(corpus.name), \(label), planted", Double(planted))
            report.add("\(corpus.name), \(label), found", Double(count))
        }
    }
}
