internal import Catalog
internal import Detection
internal import FoundationEssentials
internal import Primitives
internal import Scanning
internal import Synchronization

/// Writes spans, a line each, never the bytes they cover.
final class SpanLines: Sendable {
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
        try StandardOutput.write(
            asJSON
                ? try jsonLines(kept, file)
                : kept.map { terminalLine($0, file) + "\n" }.joined())
        written.withLock { $0 += kept.count }
    }

    private static func quoted(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }

    /// Put together by hand: encoding whole lines took a fifth of a search that finds much.
    private func jsonLines(_ spans: [TextDetector.Found], _ file: String) throws -> String {
        let file = try Self.quoted(file)
        var ids: [Int: String] = [:]
        var text = ""
        for span in spans {
            let id = try ids[span.rule] ?? Self.quoted(rules.rules[span.rule].id)
            ids[span.rule] = id
            text += "{\"end\":\(span.end),\"file\":\(file),\"label\":\(id),\"line\":\(span.line),"
            text += "\"probability\":\(span.probability.roundedTo(4)),\"rule\":\(id),"
            text += "\"start\":\(span.start)}\n"
        }
        return text
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
