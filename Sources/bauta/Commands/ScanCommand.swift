internal import ArgumentParser
internal import Catalog
internal import Primitives
internal import Scanning

struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Sample tables and files, classify every column, write the catalog.",
        discussion: """
            SOURCE is postgresql://…, service=NAME, another libpq connection string, a CSV
            or JSONL file, or a folder of them, also compressed with gzip or zstd. PG*
            variables and ~/.pgpass are honoured.

            Examples:
              bauta scan postgresql://localhost/shop --catalog catalog.json
              bauta scan service=prod --schema 'sales*' --catalog catalog.json \\
                --fail-on high
              bauta scan people.csv chat.jsonl exports/ --catalog catalog.json

            Exit codes: 0 scanned, 1 --fail-on found something, 2 something could not be
            read (the rest is in the catalog), 130 interrupted (the old catalog stays).
            """)

    @Argument(help: "Databases, files and folders to scan.") var sources: [String]
    @Option(help: "The catalog to write.") var catalog: String
    @OptionGroup var sampling: SamplingOptions
    @OptionGroup var ruleOptions: RuleOptions
    @Option(help: "Reviews to apply; reviews.toml beside the catalog by default.")
    var reviews: String?
    @Option(help: "The date reviews are judged against, as 2027-01-31; today by default.")
    var asOf: String?
    @Option(help: "Exit 1 when a column is this sensitive or more, or needs review.")
    var failOn: FailureThreshold?
    @Flag(help: "Print the catalog as JSON instead of the summary.") var json = false

    func validate() throws {
        if sources.isEmpty { throw ValidationError("name at least one source to scan") }
        if let asOf, !ReviewFile.isDate(asOf) {
            throw ValidationError("--as-of \(asOf): write a date as 2027-01-31")
        }
    }

    func run() throws {
        let ruleFolder = try ruleOptions.load()
        let run = ScanRunner(rules: ruleFolder, options: sampling.scanOptions)
        let report = try run.scan(sources)
        try refuseEmpty(report)
        var document = report.catalog(
            generator: ProductVersion.text, rulesDigest: ruleFolder.digest)
        document = try applyReviews(to: document, ruleFolder)
        try WholeFile.write(try CatalogCoding.encode(document), to: catalog)
        try ScanRunFile(report: report, generator: ProductVersion.text).write(beside: catalog)
        for failure in report.failures { Diagnostics.write("\(failure)") }
        for note in report.notes { Diagnostics.note(note) }
        try show(document)
        if !report.failures.isEmpty { throw ExitStatus.trouble.code }
        if failOn?.isMet(by: document) == true { throw ExitStatus.found.code }
    }

    /// A scan that read nothing says nothing: the catalog of an earlier one is worth more.
    private func refuseEmpty(_ report: ScanReport) throws {
        guard report.relations.isEmpty else { return }
        for failure in report.failures { Diagnostics.write("\(failure)") }
        Diagnostics.note("nothing could be read, \(catalog) was not written")
        throw ExitStatus.trouble.code
    }

    private func show(_ document: ClassificationCatalog) throws {
        if json {
            try StandardOutput.write(
                String(decoding: try CatalogCoding.encode(document), as: UTF8.self))
        } else {
            try StandardOutput.write(ScanSummary(document).text(catalog: catalog))
        }
    }

    private func applyReviews(
        to document: ClassificationCatalog, _ ruleFolder: RuleFolder
    ) throws -> ClassificationCatalog {
        let beside = WholeFile.folder(of: catalog) + "reviews.toml"
        guard let path = reviews ?? (WholeFile.exists(beside) ? beside : nil) else {
            return document
        }
        let file = try ReviewFile(try WholeFile.readConfiguration(path))
        let attributes = ruleFolder.ruleSet.labelAttributes
        let (reviewed, report) = try document.applying(
            reviews: file, asOf: asOf ?? CalendarClock.today()
        ) { attributes[$0] }
        for reference in report.expired {
            Diagnostics.note("\(path): the review of \(reference) has expired")
        }
        for reference in report.missing {
            Diagnostics.note("\(path): no column \(reference) in this scan")
        }
        for reference in report.unlabelled {
            Diagnostics.note("\(path): \(reference) has no label to confirm")
        }
        return reviewed
    }
}
