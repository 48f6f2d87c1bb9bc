internal import ArgumentParser
internal import Cryptography
internal import Exporting
internal import Formats
internal import Masking

extension PlanCommand {
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hold a plan against its source before the first row is masked.",
            discussion: """
                Refuses what bauta mask would refuse: columns without a line, changed types,
                lossy transforms on unique columns, foreign keys masked otherwise than what
                they reference, generated columns that show what was masked. Masks a sample of
                each table and asks the server, in a read-only transaction, whether types,
                checks, unique indexes and exclusion constraints take it. Prints for each
                column its distinct values, how many pairs of them will mask alike, and what
                share of the rows their frequencies give away by rank; warns where that is
                worth it.

                Exit codes: 0 mask may run, 1 it would refuse, 2 the source can't be read.
                Example: bauta plan check --catalog catalog.json --plan mask.toml service=prod
                """)

        @Argument(help: "A database or a CSV or JSONL file.") var source: String
        @OptionGroup var planOptions: PlanOptions
        @Option(help: "The key to try with; any key shows the same.") var key = "ephemeral"
        @Option(help: "One table, as schema.table; every table of the catalog by default.")
        var table: String?
        @Option(name: .customLong("as"), help: "Check a file as an export of this schema.table.")
        var relation: String?
        @Option(help: "Rows of each table that are masked and tried.") var sampleRows = 1000
        @Option(help: "Whether a CSV file begins with a header: yes, no or auto.")
        var header = CSVHeader.Mode.auto
        @Flag(help: "Call functions of checks and indexes that aren't the server's own.")
        var runFunctions = false
        @OptionGroup var ruleOptions: RuleOptions
        @Flag(help: "Print the report as JSON.") var json = false

        func validate() throws {
            guard (1...100_000).contains(sampleRows) else {
                throw ValidationError("--sample-rows \(sampleRows): choose 1 to 100000")
            }
        }

        func run() throws {
            let inputs = try MaskInputs(
                catalog: planOptions.catalog, plan: try planOptions.texts(),
                key: try KeySource(key).load().active,
                rules: try ruleOptions.load())
            let sources = MaskSources(
                source: source, catalog: inputs.catalog, catalogName: planOptions.catalog)
            let opener = SourceOpener(inputs: inputs, header: header)
            var reports: [TableReport] = []
            for source in try sources.list(table: table, relation: relation) {
                reports.append(try opener.open(source) { try check($0, inputs) })
            }
            if json { try JSONOutput.write(reports) } else { try write(reports) }
            if reports.contains(where: { !$0.refusals.isEmpty }) { throw ExitStatus.found.code }
        }

        private func check(_ source: ExportSource, _ inputs: MaskInputs) throws -> TableReport {
            do {
                let plan = try inputs.compile(for: source.planSource)
                var options = PlanCheck.Options()
                options.sampleRows = sampleRows
                options.runsFunctions = runFunctions
                let check = PlanCheck(
                    planner: inputs.planner, options: options, makeMasker: { try inputs.masker($0) }
                )
                var report =
                    try check.run(plan, on: source) ?? TableReport(relation: source.name)
                report.notes = plan.notes
                return report
            } catch let refusal as PlanRefusal {
                return TableReport(relation: source.name, refusal: refusal)
            }
        }

        private func write(_ reports: [TableReport]) throws {
            for report in reports { try StandardOutput.write(report.text()) }
            let refusals = reports.reduce(0) { $0 + $1.refusals.count }
            let warnings = reports.reduce(0) { $0 + $1.warnings.count }
            try StandardOutput.line(
                "\(reports.count) relations checked: \(refusals) refusals, \(warnings) warnings")
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say which line of which file decides about a column, and what it promises.",
            discussion: """
                Example: bauta plan explain --catalog catalog.json --plan mask.toml \\
                    public.customers.email
                """)

        @OptionGroup var planOptions: PlanOptions
        @Argument(help: "The column, as schema.table.column, a JSON path behind it.")
        var column: String

        func run() throws {
            let planner = PlanCompiler(
                catalog: try WholeFile.readCatalog(planOptions.catalog),
                file: try planOptions.texts().parsed())
            let explanation = try PlanExplanation(column, planner: planner)
            for line in explanation.lines { try StandardOutput.line(line) }
        }
    }
}
