package import Detection
internal import Formats
internal import Primitives
internal import Structure

/// Finds spans in files of any size: pieces of a file are read, judged on all cores and given out
/// in order, so that memory depends on the number of cores alone.
package struct TextDetector: Sendable {
    /// A span and where it lies in its file.
    package struct Found: Sendable, Equatable {
        /// 1-based, of its first byte.
        package var line: Int
        /// Byte offsets from the start of the file.
        package var start: Int
        package var end: Int
        /// Index into `RuleSet.rules`.
        package var rule: Int
        package var probability: Double
    }

    /// What one file was worth.
    package struct Summary: Sendable, Equatable {
        package var spans = 0
        package var bytes = 0
        /// A line near which a pattern hit its limit, so that more may be there.
        package var undecidedLine: Int?
        /// The file holds a NUL byte at its start: no text, not read further.
        package var isBinary = false

        package init() {}
    }

    /// Bytes of a piece, and how much of what follows it is read along, for spans that end there.
    private static let pieceLength = 512 << 10
    private static let overlap = 8 << 10
    private static let binaryProbeLength = 8 << 10

    private let finder: SpanFinder
    private let workers: Int

    package init(_ rules: RuleSet, workers: Int, engine: SpanFinder.Engine = .anchors) {
        finder = SpanFinder(rules, engine: engine)
        self.workers = workers
    }

    /// Calls `write` with the spans of each piece, in order, from one thread at a time.
    ///
    /// - Parameters:
    ///   - path: a file, or `-` for standard input.
    ///   - progress: called after each piece with the bytes searched, and those of the file where
    ///     it has a size; from one thread at a time.
    /// - Throws: `FormatError` when the file can't be read or a line is longer than 16 MiB, and
    ///   what `write` throws.
    package func detect(
        in path: String,
        progress: @escaping @Sendable (_ done: Int, _ of: Int?) -> Void = { _, _ in },
        write: @escaping @Sendable ([Found]) throws -> Void
    ) throws -> Summary {
        let input = try InputFile(path: path, decompressing: true)
        var pieces = PieceReader(
            RecordCutter(input: input, rule: .lines, chunkSize: Self.pieceLength),
            overlap: Self.overlap)
        guard let first = try pieces.next() else { return Summary() }
        if first.isBinary(probe: Self.binaryProbeLength) {
            var summary = Summary()
            summary.isBinary = true
            return summary
        }
        let isJSON = first.looksLikeJSON || Self.isNamedJSON(path)
        let collector = SpanCollector(write: write)
        let total = input.byteCount
        var isFirst = true
        let finder = finder
        try OrderedPipeline(workers: workers).run(
            makeContext: { PieceJudge() },
            read: {
                if isFirst {
                    isFirst = false
                    return first
                }
                return try pieces.next()
            },
            transform: { piece, judge in judge.judge(piece, finder, isJSON: isJSON) },
            write: {
                try collector.take($0)
                progress($0.end, total)
            })
        var summary = collector.summary
        summary.bytes = input.bytesRead
        return summary
    }

    private static func isNamedJSON(_ path: String) -> Bool {
        let name = Compression.plainName(path)
        return name.hasSuffix(".jsonl") || name.hasSuffix(".json")
    }
}
