internal import Catalog
internal import Detection
internal import FoundationEssentials
internal import Primitives
internal import Scanning
internal import Synchronization

/// Writes spans, a line each, never the bytes they cover.
final class SpanLines: Sendable {
    private struct Entry: Encodable {
        let file: String
        let line: Int
        let start: Int
        let end: Int
        let label: String
        let probability: Double
        let rule: String
    }

    private let rules: RuleSet
    private let asJSON: Bool
    private let least: Sensitivity
    private let written = Mutex(0)

    init(_ rules: RuleSet, asJSON: Bool, least: Sensitivity) {
        self.rules = rules
        self.asJSON = asJSON
        self.least = least
    }

    /// Spans written so far.
    var count: Int { written.withLock { $0 } }

    /// Writes the spans of a file that are sensitive enough.
    func write(_ found: [TextDetector.Found], of file: String) throws {
        let kept = found.filter { rules.rules[$0.rule].sensitivity >= least }
        guard !kept.isEmpty else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var text = ""
        for span in kept {
            text += try asJSON ? jsonLine(span, file, encoder) : terminalLine(span, file)
            text += "\n"
        }
        try StandardOutput.write(text)
        written.withLock { $0 += kept.count }
    }

    private func jsonLine(
        _ span: TextDetector.Found, _ file: String, _ encoder: JSONEncoder
    ) throws -> String {
        let rule = rules.rules[span.rule]
        let entry = Entry(
            file: file, line: span.line, start: span.start, end: span.end, label: rule.id,
            probability: span.probability.roundedTo(4), rule: rule.id)
        return String(decoding: try encoder.encode(entry), as: UTF8.self)
    }

    private func terminalLine(_ span: TextDetector.Found, _ file: String) -> String {
        let rule = rules.rules[span.rule]
        let place = "\(file):\(span.line)"
        let label = Terminal.paint(rule.id, Self.colour(of: rule.sensitivity))
        return Terminal.paint(place, .faint)
            + "  \(label)  \(rule.title), bytes \(span.start)..<\(span.end), "
            + "\(span.probability.roundedTo(2))"
    }

    private static func colour(of sensitivity: Sensitivity) -> Terminal.Colour {
        switch sensitivity {
        case .critical: .red
        case .high: .yellow
        case .moderate: .cyan
        case .none, .low: .faint
        }
    }
}
