internal import Catalog
internal import Detection
internal import FoundationEssentials
internal import Scanning

/// Spans as objects of JSON, a line each.
///
/// Put together by hand, what comes again and again from memory: encoding whole lines took a fifth
/// of a search that finds much, and even interpolating strings as long as searching.
struct SpanObjects {
    /// What is the same in all lines of one rule and probability.
    private struct Frame {
        var probability: Double
        /// From `label` up to the line's number, and from there up to the last number.
        var label: [UInt8]
        var rest: [UInt8]
    }

    private static let opening = Array("{\"end\":".utf8)
    private static let closing = Array("}\n".utf8)

    private let rules: RuleSet
    private var frames: [Frame] = []
    /// Of each rule, as positions in `frames`.
    private var known: [[Int]]

    init(_ rules: RuleSet) {
        self.rules = rules
        known = [[Int]](repeating: [], count: rules.rules.count)
    }

    /// The lines of spans that were found in one file.
    mutating func lines(_ spans: [TextDetector.Found], of file: String) throws -> [UInt8] {
        let file = Array(",\"file\":\(try Self.quoted(file))".utf8)
        let numbers = try spans.map { try frame(of: $0) }
        let frames = frames
        let length = numbers.reduce(0) { $0 + frames[$1].label.count + frames[$1].rest.count }
        let ends = Self.opening.count + file.count + Self.closing.count
        let most = length + spans.count * (ends + 3 * LineWriter.longestNumber)
        return unsafe [UInt8](unsafeUninitializedCapacity: most) { memory, count in
            var writer = unsafe LineWriter(memory)
            for (span, number) in zip(spans, numbers) {
                writer.append(Self.opening)
                writer.append(span.end)
                writer.append(file)
                writer.append(frames[number].label)
                writer.append(span.line)
                writer.append(frames[number].rest)
                writer.append(span.start)
                writer.append(Self.closing)
            }
            count = writer.count
        }
    }

    /// The position of the frame of a span's line.
    private mutating func frame(of span: TextDetector.Found) throws -> Int {
        for number in known[span.rule] where frames[number].probability == span.probability {
            return number
        }
        let id = try Self.quoted(rules.rules[span.rule].id)
        let probability = span.probability.roundedTo(4)
        known[span.rule].append(frames.count)
        frames.append(
            Frame(
                probability: span.probability, label: Array(",\"label\":\(id),\"line\":".utf8),
                rest: Array(",\"probability\":\(probability),\"rule\":\(id),\"start\":".utf8)))
        return frames.count - 1
    }

    private static func quoted(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
}
