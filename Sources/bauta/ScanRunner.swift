internal import Postgres
internal import Scanning

/// Scans each source in turn and merges what was found; one that fails doesn't stop the others.
struct ScanRunner {
    private let options: ScanOptions
    private let rules: RuleFolder
    private let judge: ColumnJudge
    private let cancellation = ScanCancellation()

    /// - Parameter judge: judges columns; the rules do by default.
    init(rules: RuleFolder, options: ScanOptions, judge: ColumnJudge? = nil) {
        self.rules = rules
        self.options = options
        self.judge = judge ?? rules.judge
    }

    /// - Throws: only when nothing at all could be scanned, or the user interrupted.
    func scan(_ sources: [String]) throws -> ScanReport {
        let cancellation = cancellation
        Interruption.onRequest { cancellation.cancel() }
        var report = ScanReport()
        var firstError: (any Error)?
        for source in sources {
            do {
                report.merge(try scan(source))
            } catch ScanError.cancelled {
                throw ScanError.cancelled
            } catch {
                firstError = firstError ?? error
                report.failures.append(.init(place: source, message: "\(error)"))
            }
        }
        if let firstError, report.relations.isEmpty { throw firstError }
        return report
    }

    private func scan(_ source: String) throws -> ScanReport {
        let meter = ProgressMeter("relations")
        defer { meter.finish() }
        guard ConnectionOptions.looksLikeServer(source) else {
            return try FileScanner(
                scan: options, judge: judge, recogniser: rules.recogniser,
                cancellation: cancellation,
                progress: { done, total, _ in meter.update(done: done, total: total) }
            ).run(paths: [source])
        }
        return try DatabaseScanner(
            ConnectionOptions(source), scan: options, judge: judge,
            cancellation: cancellation,
            progress: { done, total, _ in meter.update(done: done, total: total) }
        ).run(sourceID: "postgresql")
    }
}
