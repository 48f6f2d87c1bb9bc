internal import Patterns
package import Primitives

/// Finds what the rules recognise inside a text: the second question, *what does it contain*.
///
/// Of overlapping finds the longest wins, then the most probable, then the earlier rule; negative
/// classes compete, so that a piece of a UUID isn't a phone number.
package struct SpanFinder: Sendable {
    struct Candidate {
        var span: TextSpan
        var kind: Rule.Kind

        func beats(_ other: Candidate) -> Bool {
            let isSecret = kind == .secret
            if isSecret != (other.kind == .secret) {
                // A key in a link is more than the link; in a digest it's an accident.
                if kind != .negative, other.kind != .negative { return isSecret }
                if span.start == other.span.start, span.end == other.span.end { return isSecret }
            }
            let length = span.end - span.start
            let otherLength = other.span.end - other.span.start
            if length != otherLength { return length > otherLength }
            if span.probability != other.span.probability {
                return span.probability > other.span.probability
            }
            return span.rule < other.span.rule
        }

        /// The order in which candidates are judged.
        func precedes(_ other: Candidate) -> Bool {
            if span.start != other.span.start { return span.start < other.span.start }
            if span.end != other.span.end { return span.end < other.span.end }
            if span.rule != other.span.rule { return span.rule < other.span.rule }
            return span.probability > other.span.probability
        }
    }

    /// How matches are found; both ways find the same.
    package enum Engine: String, CaseIterable, Sendable {
        /// One pass over the text for all rules' anchors, patterns only where these stand.
        case anchors
        /// Every pattern over the whole text.
        case reference
    }

    /// Bytes that are marked at once: as many as stay near the processor.
    private static let batchLength = 32 << 10
    /// Bytes of the largest batch that a scratch keeps.
    private static let mostKept = 4 * batchLength

    private let engine: Engine
    private let program: SpanProgram

    package init(_ rules: RuleSet, engine: Engine = .anchors) {
        self.engine = engine
        program = rules.spanProgram
    }

    /// Cost: one pass over the text, and little more wherever an anchor stands.
    package func find(
        in text: Span<UInt8>, scratch: inout DetectionScratch
    ) -> SpanFinding {
        let worker = scratch.worker(of: program)
        let isDecided = worker.search.run(program, engine, in: text, &scratch)
        var finding = SpanFinding(isUndecided: !isDecided)
        SpanResolution.resolve(
            &scratch.candidates, streamed: worker.search.streamedCount, into: &finding.spans)
        return finding
    }

    /// What `find` finds in each cell by itself. Equal cells are searched once, and one pass marks
    /// the anchors of thousands.
    package func find(in cells: CellBatch, scratch: inout DetectionScratch) -> CellFindings {
        var findings = CellFindings(rowCapacity: cells.count)
        var distinct = DistinctTexts(limit: cells.count)
        let bytes = cells.bytes.span
        for row in 0..<cells.count {
            let range = cells.range(row)
            findings.appendRow(text: range.isEmpty ? nil : distinct.number(of: range, in: bytes))
        }
        var batch = TextBatch()
        swap(&batch, &scratch.batch)
        let worker = scratch.worker(of: program)
        var next = 0
        while next < distinct.ranges.count {
            batch.removeAll()
            next = batch.append(distinct.ranges, from: next, of: bytes, upTo: Self.batchLength)
            worker.search.runEach(of: batch, program, engine, &scratch, into: &findings)
        }
        // Why: a large cell would be kept for the rest of a run.
        if batch.bytes.count <= Self.mostKept { swap(&batch, &scratch.batch) }
        return findings
    }
}
