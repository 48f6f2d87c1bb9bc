internal import Formats
package import FoundationEssentials

/// `catalog.run.json`: what differs from run to run, beside the catalog that doesn't.
package struct ScanRunFile: Codable, Sendable, Equatable {
    /// The program that wrote it.
    package var generator: String
    /// ISO 8601, UTC.
    package var finishedAt: String
    package var runs: [ScanRun]
    package var failures: [String]

    package init(report: ScanReport, generator: String, finishedAt: Date = Date()) {
        self.generator = generator
        self.finishedAt = finishedAt.formatted(.iso8601)
        runs = report.runs.sorted {
            ($0.source, $0.schema, $0.name) < ($1.source, $1.schema, $1.name)
        }
        failures = report.failures.map(\.description)
    }

    /// Where the run file of a catalog lies: `catalog.json` → `catalog.run.json`.
    package static func path(beside catalog: String) -> String {
        let base = catalog.hasSuffix(".json") ? String(catalog.dropLast(5)) : catalog
        return base + ".run.json"
    }

    /// Writes the file under its final name at once, or not at all.
    package func write(beside catalog: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let output = try AtomicOutput(path: Self.path(beside: catalog))
        do {
            try output.writer.write(Array(try encoder.encode(self)) + [0x0A])
            try output.commit()
        } catch {
            output.discard()
            throw error
        }
    }
}
