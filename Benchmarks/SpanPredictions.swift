import Detection
import FoundationEssentials
import Scanning

extension BenchmarkCommand {
    static let textPredictions = BenchmarkCommand(
        name: "predict-text", summary: "FOLDER OUT.jsonl: the spans found in labelled texts"
    ) { arguments in
        try SpanPredictions(arguments).texts()
    }

    static let secretPredictions = BenchmarkCommand(
        name: "predict-secrets", summary: "SECRETS.tsv OUT.tsv: the best secret of each line"
    ) { arguments in
        try SpanPredictions(arguments).secrets()
    }
}

/// Runs the span finder over the shared evaluation's texts and secret lines and writes what
/// `score.py text` and `score.py secrets` read.
private struct SpanPredictions {
    private let input: String
    private let output: String
    private let rules: RuleSet

    init(_ arguments: [String]) throws {
        guard arguments.count == 2 else { throw UsageError() }
        input = arguments[0]
        output = arguments[1]
        rules = try RuleFolder.load().ruleSet
    }

    func texts() throws {
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        var lines: [String] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: input).sorted()
        where name.hasSuffix(".jsonl") {
            let content = try String(contentsOfFile: input + "/" + name, encoding: .utf8)
            for line in content.split(separator: "\n") {
                let example = try JSONDecoder().decode(Example.self, from: Data(line.utf8))
                let found = spans(in: example.text, finder, &scratch)
                let data = try JSONEncoder().encode(Answer(id: example.id, spans: found))
                lines.append(String(decoding: data, as: UTF8.self))
            }
        }
        try write(lines)
    }

    func secrets() throws {
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        var lines: [String] = []
        let content = try String(contentsOfFile: input, encoding: .utf8)
        for (index, line) in content.split(separator: "\n").enumerated().dropFirst() {
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            let text = Array((cells.last ?? "").replacing("\\n", with: "\n").utf8)
            let best = finder.find(in: text.span, scratch: &scratch).spans
                .filter { rules.rules[$0.rule].kind == .secret }
                .max { $0.probability < $1.probability }
            let label = best.map { rules.rules[$0.rule].id } ?? "none"
            lines.append("\(index + 1)\t\(decimal(best?.probability ?? 0, 3))\t\(label)")
        }
        try write(lines)
    }

    private func spans(
        in text: String, _ finder: SpanFinder, _ scratch: inout DetectionScratch
    ) -> [Span] {
        let bytes = Array(text.utf8)
        // The evaluation counts characters, the finder bytes.
        func characters(_ end: Int) -> Int {
            String(decoding: bytes[..<end], as: UTF8.self).unicodeScalars.count
        }
        return finder.find(in: bytes.span, scratch: &scratch).spans.map {
            Span(
                start: characters($0.start), end: characters($0.end),
                type: rules.rules[$0.rule].id)
        }
    }

    private func write(_ lines: [String]) throws {
        try (lines.joined(separator: "\n") + "\n").write(
            toFile: output, atomically: true, encoding: .utf8)
    }

    private struct Example: Decodable {
        var id: String
        var text: String
    }

    private struct Answer: Encodable {
        var id: String
        var spans: [Span]
    }

    private struct Span: Encodable {
        var start: Int
        var end: Int
        var type: String
    }

    private struct UsageError: Error, CustomStringConvertible {
        let description = "give what to read and the file to write"
    }
}
