internal import Catalog
internal import Detection
internal import FoundationEssentials
internal import Primitives
internal import Scanning
internal import Synchronization

/// Writes spans, a line each, never the bytes they cover.
final class SpanLines: Sendable {
    private struct State {
        var written = 0
        /// What lines of a rule that was found have alike.
        var frames: [Frame?]
    }

    private let rules: RuleSet
    private let asJSON: Bool
    private let least: Sensitivity
    private let state: Mutex<State>

    init(_ rules: RuleSet, asJSON: Bool, least: Sensitivity) {
        self.rules = rules
        self.asJSON = asJSON
        self.least = least
        state = Mutex(State(frames: [Frame?](repeating: nil, count: rules.rules.count)))
    }

    /// Spans written so far.
    var count: Int { state.withLock { $0.written } }

    /// Writes the spans of a file that are sensitive enough.
    func write(_ found: [TextDetector.Found], of file: String) throws {
        let kept = found.filter { rules.rules[$0.rule].sensitivity >= least }
        guard !kept.isEmpty else { return }
        try StandardOutput.write(
            bytes: asJSON
                ? try jsonLines(kept, file)
                : Array(kept.map { terminalLine($0, file) + "\n" }.joined().utf8))
        state.withLock { $0.written += kept.count }
    }

    private static func quoted(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }

    /// What is the same in all lines of one rule and probability.
    private struct Frame {
        var probability: Double
        /// From `label` up to the line's number, and from there up to the last number.
        var label: [UInt8]
        var rest: [UInt8]
    }

    private func frame(_ span: TextDetector.Found) throws -> Frame {
        let id = try Self.quoted(rules.rules[span.rule].id)
        let probability = span.probability.roundedTo(4)
        return Frame(
            probability: span.probability, label: Array(",\"label\":\(id),\"line\":".utf8),
            rest: Array(",\"probability\":\(probability),\"rule\":\(id),\"start\":".utf8))
    }

    /// Put together by hand, what comes again and again from memory: encoding whole lines took a
    /// fifth of a search that finds much, and even interpolating strings as long as searching.
    private func jsonLines(
        _ spans: [TextDetector.Found], _ file: String
    ) throws -> [UInt8] {
        let file = Array(",\"file\":\(try Self.quoted(file))".utf8)
        var frames = state.withLock { $0.frames }
        var text: [UInt8] = []
        text.reserveCapacity(spans.count * (file.count + Self.usualLength))
        for span in spans {
            if frames[span.rule]?.probability != span.probability {
                frames[span.rule] = try frame(span)
                state.withLock { $0.frames[span.rule] = frames[span.rule] }
            }
            guard let frame = frames[span.rule] else { continue }
            text += Self.opening
            Self.append(span.end, to: &text)
            text += file
            text += frame.label
            Self.append(span.line, to: &text)
            text += frame.rest
            Self.append(span.start, to: &text)
            text += Self.closing
        }
        return text
    }

    /// Bytes of a line without the file's name.
    private static let usualLength = 160
    private static let opening = Array("{\"end\":".utf8)
    private static let closing = Array("}\n".utf8)

    /// The digits of a number that isn't negative.
    private static func append(_ number: Int, to text: inout [UInt8]) {
        let start = text.count
        var rest = number
        repeat {
            text.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        text[start...].reverse()
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
