import Detection
import FoundationEssentials
import Scanning

extension BenchmarkCommand {
    static let detectOnce = BenchmarkCommand(
        name: "detect-once",
        summary: "chat|customers|words|BAD-INPUT|PATH RULES KB [lines] [cold]: searched, for a "
            + "profiler; twice unless cold"
    ) { arguments in
        try DetectOnce(arguments).run()
    }
}

/// One search of one corpus and nothing else, so that a profiler sees what costs.
struct DetectOnce {
    private let corpus: String
    private let rules: Int
    private let kilobytes: Int
    private let byLines: Bool
    private let isCold: Bool

    init(_ arguments: [String]) throws {
        guard arguments.count >= 3, let rules = Int(arguments[1]),
            let kilobytes = Int(arguments[2])
        else { throw BenchmarkError("which corpus, how many rules, how many kilobytes?") }
        (corpus, self.rules, self.kilobytes) = (arguments[0], rules, kilobytes)
        byLines = arguments.contains("lines")
        isCold = arguments.contains("cold")
    }

    func run() throws {
        let folder = try Workspace()
        defer { folder.remove() }
        let finder = SpanFinder(try RuleFolder.load().ruleSet.thinned(to: rules))
        var scratch = DetectionScratch()
        let texts = try texts(folder)
        if !isCold {
            // What the search learns of texts, it learns in the first round.
            for text in texts { hold(finder.find(in: text.span, scratch: &scratch)) }
        }
        let bytes = texts.reduce(0) { $0 + $1.count }
        print("\(detectMeasured(texts, finder, &scratch)) spans in \(bytes) bytes")
    }

    private func texts(_ folder: Workspace) throws -> [[UInt8]] {
        guard DetectCorpus.names.contains(corpus) || corpus.contains("/") else {
            let inputs = try DetectBadInput.all().filter { $0.0 == corpus }
            return inputs.map { Array($0.1.prefix(kilobytes * 1_000)) }
        }
        let made = try DetectCorpus(corpus, byteCount: kilobytes * 1_000, in: folder)
        return byLines ? made.lines : made.pieces
    }
}

/// What a profiler is told to watch.
@inline(never) func detectMeasured(
    _ texts: [[UInt8]], _ finder: SpanFinder, _ scratch: inout DetectionScratch
) -> Int {
    texts.reduce(0) { $0 + finder.find(in: $1.span, scratch: &scratch).spans.count }
}
