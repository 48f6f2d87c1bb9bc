internal import Catalog
internal import Detection
internal import Primitives
internal import Scanning
internal import Synchronization

/// Writes spans, a line each, never the bytes they cover.
final class SpanLines: Sendable {
    private struct State {
        var written = 0
        var objects: SpanObjects
    }

    private let rules: RuleSet
    private let asJSON: Bool
    private let least: Sensitivity
    private let state: Mutex<State>

    init(_ rules: RuleSet, asJSON: Bool, least: Sensitivity) {
        self.rules = rules
        self.asJSON = asJSON
        self.least = least
        state = Mutex(State(objects: SpanObjects(rules)))
    }

    /// Spans written so far.
    var count: Int { state.withLock { $0.written } }

    /// Writes the spans of a file that are sensitive enough.
    func write(_ found: [TextDetector.Found], of file: String) throws {
        let kept = found.filter { rules.rules[$0.rule].sensitivity >= least }
        guard !kept.isEmpty else { return }
        try StandardOutput.write(
            bytes: asJSON
                ? try state.withLock { try $0.objects.lines(kept, of: file) }
                : Array(kept.map { terminalLine($0, file) + "\n" }.joined().utf8))
        state.withLock { $0.written += kept.count }
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
