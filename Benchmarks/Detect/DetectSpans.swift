import Detection
import FoundationEssentials
import Scanning

extension BenchmarkCommand {
    static let detectSpans = BenchmarkCommand(
        name: "detect-spans",
        summary: "chat|customers|words|PATH KB [lines]: every span, a line each, so that the "
            + "answers of two builds can be compared"
    ) { arguments in
        guard arguments.count >= 2, let kilobytes = Int(arguments[1]) else {
            throw BenchmarkError("which corpus, how many kilobytes?")
        }
        let folder = try Workspace()
        defer { folder.remove() }
        let corpus = try DetectCorpus(arguments[0], byteCount: kilobytes * 1_000, in: folder)
        try printSpans(arguments.contains("lines") ? corpus.lines : corpus.pieces)
    }
}

/// Prints text, place, label and probability of each span.
private func printSpans(_ texts: [[UInt8]]) throws {
    let rules = try RuleFolder.load().ruleSet
    let finder = SpanFinder(rules)
    var scratch = DetectionScratch()
    for (number, text) in texts.enumerated() {
        for span in finder.find(in: text.span, scratch: &scratch).spans {
            print(
                number, span.start, span.end, rules.rules[span.rule].id, span.probability)
        }
    }
}
