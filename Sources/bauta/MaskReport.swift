internal import Exporting
internal import Masking

/// What `bauta mask` tells: rows and bytes a source, redacted and guarded cells, the verdict.
struct MaskReport {
    private let json: Bool
    private var outcomes: [MaskJob.Outcome] = []

    init(json: Bool) { self.json = json }

    var foundSomething: Bool { outcomes.contains(where: \.foundSomething) }

    /// Reports one finished job; on standard output only when the export doesn't go there.
    mutating func add(_ outcome: MaskJob.Outcome) {
        outcomes.append(outcome)
        for line in Self.warnings(outcome) { Diagnostics.write(line) }
    }

    func finish() throws {
        let toFiles = outcomes.filter { $0.destination != .standardOutput }
        if json {
            let documents = toFiles.map(Document.init)
            if !documents.isEmpty { try JSONOutput.write(documents) }
            return
        }
        for outcome in toFiles {
            try StandardOutput.line(Self.line(outcome))
            if let verdict = outcome.verdict { try StandardOutput.write(verdict.text()) }
        }
    }

    private static func line(_ outcome: MaskJob.Outcome) -> String {
        var text = "\(outcome.result.rows) rows masked to \(outcome.path)"
        let redacted = outcome.result.tally.columns.reduce(0) { $0 + $1.unfitTotal }
        if redacted > 0 { text += ", \(redacted) cells redacted" }
        return text
    }

    /// Cells that had to be redacted and kept columns that held something, by column.
    private static func warnings(_ outcome: MaskJob.Outcome) -> [String] {
        zip(outcome.plan.columns, outcome.result.tally.columns).flatMap { column, tally in
            var lines: [String] = []
            if tally.unfitTotal > 0 {
                let reasons = UnfitReason.allCases.filter { tally.unfit($0) > 0 }
                    .map { "\(tally.unfit($0)) \($0.name)" }.joined(separator: ", ")
                lines.append("\(column.reference): redacted \(reasons)")
            }
            if tally.guardHits > 0 {
                lines.append(
                    "\(column.reference): kept, but \(tally.guardHits) values found in it were"
                        + " masked; plan a transform for it")
            }
            return lines
        }
    }

    /// `bauta mask --json`: one object a source.
    struct Document: Encodable {
        let output: String
        let rows: Int
        let outputDigest: String
        let redacted: Int
        let guardHits: Int
        let verdict: ShipVerdict?

        init(_ outcome: MaskJob.Outcome) {
            output = outcome.path
            rows = outcome.result.rows
            outputDigest = outcome.result.outputDigest
            redacted = outcome.result.tally.columns.reduce(0) { $0 + $1.unfitTotal }
            guardHits = outcome.result.guardHits
            verdict = outcome.verdict
        }
    }
}

extension MaskJob.Outcome {
    /// The file written; `-` for standard output.
    var path: String {
        if case .file(let path) = destination { path } else { "-" }
    }
}
