import Detection
import FoundationEssentials
import Primitives
import Scanning

extension BenchmarkCommand {
    static let detectOnce = BenchmarkCommand(
        name: "detect-once",
        summary: "chat|customers|words|BAD-INPUT|PATH RULES KB [lines|cells|file] [cold]: "
            + "searched, for a profiler; twice unless cold"
    ) { arguments in
        try DetectOnce(arguments).run()
    }
}

/// One search of one corpus and nothing else, so that a profiler sees what costs.
struct DetectOnce {
    private let corpus: String
    private let rules: Int
    private let kilobytes: Int
    private let arguments: [String]
    private let isCold: Bool

    init(_ arguments: [String]) throws {
        guard arguments.count >= 3, let rules = Int(arguments[1]),
            let kilobytes = Int(arguments[2])
        else { throw BenchmarkError("which corpus, how many rules, how many kilobytes?") }
        (corpus, self.rules, self.kilobytes) = (arguments[0], rules, kilobytes)
        self.arguments = arguments
        isCold = arguments.contains("cold")
    }

    func run() throws {
        let folder = try Workspace()
        defer { folder.remove() }
        let rules = try RuleFolder.load().ruleSet.thinned(to: rules)
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        if arguments.contains("file") { return try searchFile(rules, folder) }
        if arguments.contains("cells") { return try searchCells(finder, folder) }
        let texts = try texts(folder)
        if !isCold {
            // What the search learns of texts, it learns in the first round.
            for text in texts { hold(finder.find(in: text.span, scratch: &scratch)) }
        }
        let bytes = texts.reduce(0) { $0 + $1.count }
        print("\(detectMeasured(texts, finder, &scratch)) spans in \(bytes) bytes")
    }

    private func searchFile(_ rules: RuleSet, _ folder: Workspace) throws {
        let made = try DetectCorpus(corpus, byteCount: kilobytes * 1_000, in: folder)
        let detector = TextDetector(rules, workers: 1)
        if !isCold { hold(try detector.detect(in: made.path) { hold($0) }) }
        let summary = try detectMeasured(made.path, detector)
        print("\(summary.spans) spans in \(summary.bytes) bytes")
    }

    private func searchCells(_ finder: SpanFinder, _ folder: Workspace) throws {
        let made = try DetectCorpus(corpus, byteCount: kilobytes * 1_000, in: folder)
        let batches = try made.columns()
        var scratch = DetectionScratch()
        if !isCold { for cells in batches { hold(finder.find(in: cells, scratch: &scratch)) } }
        let spans = detectMeasured(batches, finder, &scratch)
        print("\(spans) spans in \(batches.reduce(0) { $0 + $1.count }) cells")
    }

    private func texts(_ folder: Workspace) throws -> [[UInt8]] {
        guard DetectCorpus.names.contains(corpus) || corpus.contains("/") else {
            let inputs = try DetectBadInput.all().filter { $0.0 == corpus }
            return inputs.map { Array($0.1.prefix(kilobytes * 1_000)) }
        }
        let made = try DetectCorpus(corpus, byteCount: kilobytes * 1_000, in: folder)
        return arguments.contains("lines") ? made.lines : made.pieces
    }
}

/// What a profiler is told to watch.
@inline(never) func detectMeasured(
    _ texts: [[UInt8]], _ finder: SpanFinder, _ scratch: inout DetectionScratch
) -> Int {
    texts.reduce(0) { $0 + finder.find(in: $1.span, scratch: &scratch).spans.count }
}

@inline(never) func detectMeasured(
    _ path: String, _ detector: TextDetector
) throws -> TextDetector.Summary {
    try detector.detect(in: path) { hold($0) }
}

@inline(never) func detectMeasured(
    _ columns: [CellBatch], _ finder: SpanFinder, _ scratch: inout DetectionScratch
) -> Int {
    columns.reduce(0) { count, cells in
        let findings = finder.find(in: cells, scratch: &scratch)
        return (0..<cells.count).reduce(count) { $0 + findings.spans(of: $1).count }
    }
}
