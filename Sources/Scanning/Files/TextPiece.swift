internal import Detection
internal import Formats
internal import Primitives
internal import Structure
internal import Synchronization

/// Whole lines of a file, and the beginning of what follows them.
struct TextPiece: Sendable {
    var bytes: [UInt8]
    /// Spans that begin at `ownEnd` or later belong to the next piece.
    var ownEnd: Int
    /// Where `bytes` begins in the file.
    var offset: Int
    var firstLine: Int

    func isBinary(probe: Int) -> Bool { bytes.prefix(probe).contains(0) }

    /// Whether the first byte that isn't blank opens an object or array.
    var looksLikeJSON: Bool {
        let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }
}

/// Reads pieces one ahead, so that each knows the beginning of the next.
struct PieceReader {
    private let cutter: RecordCutter
    private let overlap: Int
    private var held: InputChunk?
    private var offset = 0

    init(_ cutter: RecordCutter, overlap: Int) {
        self.cutter = cutter
        self.overlap = overlap
    }

    /// `nil` at the end of the file; an empty file has no piece.
    mutating func next() throws(FormatError) -> TextPiece? {
        if held == nil { held = try chunk() }
        guard var current = held else { return nil }
        // Why: with one reference to it a chunk is lengthened where it lies.
        held = nil
        held = try chunk()
        let count = current.bytes.count
        if let following = held { current.bytes += following.bytes.prefix(overlap) }
        defer { offset += count }
        return TextPiece(
            bytes: current.bytes, ownEnd: count, offset: offset, firstLine: current.firstLine)
    }

    private func chunk() throws(FormatError) -> InputChunk? {
        do throws(FormatError) {
            return try cutter.next()
        } catch {
            if error.reason == .empty { return nil }
            throw error
        }
    }
}

/// What was found in one piece.
struct PieceFinding: Sendable {
    /// Where the piece ends in its file.
    var end: Int
    var found: [TextDetector.Found] = []
    var undecidedLine: Int?
}

/// One worker's scratch. A class, since a scratch can't be copied.
final class PieceJudge {
    private var scratch = DetectionScratch()
    private var decoded = DecodedText()

    /// Strings of JSON are judged decoded, with offsets on what was written.
    func judge(_ piece: TextPiece, _ finder: SpanFinder, isJSON: Bool) -> PieceFinding {
        let bytes = piece.bytes.span
        let isDecoded = isJSON && decoded.read(bytes)
        let finding =
            isDecoded
            ? finder.find(in: decoded.bytes.span, scratch: &scratch)
            : finder.find(in: bytes, scratch: &scratch)
        var result = PieceFinding(
            end: piece.offset + piece.ownEnd,
            undecidedLine: finding.isUndecided ? piece.firstLine : nil)
        var spans = finding.spans
        if isDecoded { judgeStrings(piece, finder, &spans, &result) }
        var (line, counted, passed) = (piece.firstLine, 0, 0)
        result.found.reserveCapacity(spans.count)
        for span in spans {
            var (start, end) = (span.start, span.end)
            if isDecoded {
                start = decoded.source(of: start, passed: &passed)
                end = decoded.source(of: end, passed: &passed)
            }
            if start >= piece.ownEnd { break }
            line += LineFeeds.count(in: bytes, from: counted, to: start)
            counted = start
            result.found.append(
                TextDetector.Found(
                    line: line, start: piece.offset + start, end: piece.offset + end,
                    rule: span.rule, probability: span.probability))
        }
        return result
    }

    /// Judges each decoded string as a text of its own too, which begins and ends where the string
    /// does: what is found there replaces what overlaps it.
    private func judgeStrings(
        _ piece: TextPiece, _ finder: SpanFinder, _ spans: inout [TextSpan],
        _ result: inout PieceFinding
    ) {
        var cells = CellBatch()
        for string in decoded.strings { cells.append(decoded.bytes.span.extracting(string)) }
        let findings = finder.find(in: cells, scratch: &scratch)
        var inStrings: [TextSpan] = []
        for (row, string) in decoded.strings.enumerated() {
            if findings.isUndecided(row) { result.undecidedLine = piece.firstLine }
            for span in findings.spans(of: row) {
                var moved = span
                moved.start += string.lowerBound
                moved.end += string.lowerBound
                inStrings.append(moved)
            }
        }
        if !inStrings.isEmpty { spans = Self.merged(spans, inStrings) }
    }

    /// All of the second, and of the first what none of those overlaps; both are in order and
    /// each without overlaps, and so is what they make.
    private static func merged(_ around: [TextSpan], _ inStrings: [TextSpan]) -> [TextSpan] {
        var all: [TextSpan] = []
        all.reserveCapacity(around.count + inStrings.count)
        var next = 0
        for span in around {
            while next < inStrings.count, inStrings[next].end <= span.start {
                all.append(inStrings[next])
                next += 1
            }
            if next == inStrings.count || span.end <= inStrings[next].start { all.append(span) }
        }
        return all + inStrings[next...]
    }
}

/// Gives the pieces' spans out, each once.
final class SpanCollector: Sendable {
    private struct State {
        var summary = TextDetector.Summary()
        /// Where the last span ended: one that lies across two pieces is found in both.
        var end = 0
    }

    private let write: @Sendable ([TextDetector.Found]) throws -> Void
    private let state = Mutex(State())

    init(write: @escaping @Sendable ([TextDetector.Found]) throws -> Void) {
        self.write = write
    }

    var summary: TextDetector.Summary { state.withLock { $0.summary } }

    /// Called for one piece after the other.
    func take(_ finding: PieceFinding) throws {
        let new = state.withLock { state in
            let new = finding.found.filter { $0.start >= state.end }
            state.end = max(state.end, new.last?.end ?? 0)
            state.summary.spans += new.count
            state.summary.undecidedLine = state.summary.undecidedLine ?? finding.undecidedLine
            return new
        }
        if !new.isEmpty { try write(new) }
    }
}
