internal import ArgumentParser
internal import Catalog
internal import Cryptography
internal import Exporting
internal import Formats
internal import Masking
internal import Postgres
internal import Primitives

struct MaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mask",
        abstract: "Stream a table, query or file through its plan into a masked export.",
        discussion: """
            Nothing is written before the plan covers every column, and the output appears
            under its final name only when complete. Beside OUT lie OUT.manifest.json (what
            was done) and OUT.verify (what bauta verify needs; private).

            Examples:
              bauta mask postgresql://localhost/shop --table public.customers \\
                --catalog catalog.json --plan mask.toml --key file:bauta.key \\
                --out customers.csv --verify
              bauta mask service=prod --query 'SELECT id, email FROM customers' … \\
                --out part.jsonl
              bauta mask service=prod … --out masked/    every table of the catalog
              bauta mask service=prod … --out part/ --subset subset.toml
                                                         a part whose foreign keys hold
              bauta mask people.csv --as public.customers … --out masked.csv
              bauta mask chat.jsonl … --out -            to standard output

            Exit codes: 0 masked, 1 a kept column held something sensitive (it was masked)
            or --verify says don't ship, 2 trouble and no output, 130 interrupted.
            """)

    @Argument(help: "A database or a CSV or JSONL file.") var source: String
    @OptionGroup var planOptions: PlanOptions
    @Option(help: "The key: file:PATH, env:NAME, fd:N, command:… or ephemeral.") var key: String
    @Option(help: "The file to write, FOLDER/ for every table, - for standard output.")
    var out: String
    @Option(help: "The table to mask, as schema.table.") var table: String?
    @Option(help: "The SELECT to mask; expressions need a [columns.\"query.NAME\"] line.")
    var query: String?
    @Option(help: "A subset plan: take its rows of each table and all that these reference.")
    var subset: String?
    @Flag(help: "With --subset: say how many rows it takes of each table, and write nothing.")
    var dryRun = false
    @Option(name: .customLong("as"), help: "Mask a file as an export of this schema.table.")
    var relation: String?
    @Option(help: "csv, jsonl or copy; by the ending of OUT by default.") var format: ExportFormat?
    @Option(help: "Workers that mask; all cores by default. Never changes a byte.") var jobs: Int?
    @Option(help: "Whether a CSV file begins with a header: yes, no or auto.")
    var header = CSVHeader.Mode.auto
    @OptionGroup var ruleOptions: RuleOptions
    @Option(help: "Sign the manifest with this key: file:PATH, env:NAME, fd:N or command:….")
    var sign: String?
    @Flag(help: "Read the output again and prove that nothing survived.") var verify = false
    @Flag(help: "Print what was done as JSON.") var json = false

    func validate() throws {
        let isServer = ConnectionOptions.looksLikeServer(source)
        if table != nil && query != nil {
            throw ValidationError("--table and --query exclude each other")
        }
        if isServer && relation != nil {
            throw ValidationError("--as names the table a file is an export of; use --table")
        }
        if !isServer && (table != nil || query != nil) {
            throw ValidationError("--table and --query need a database; for a file use --as")
        }
        if isServer && table == nil && query == nil && !isFolder {
            throw ValidationError("say --table or --query, or --out FOLDER/ for every table")
        }
        if subset != nil && !isServer {
            throw ValidationError("--subset follows foreign keys; a file has none")
        }
        if subset != nil && query != nil {
            throw ValidationError("--subset takes rows of tables; --query chooses its own")
        }
        if dryRun && subset == nil {
            throw ValidationError("--dry-run says what --subset would take; name its plan")
        }
        if out == "-" && verify {
            throw ValidationError("--verify reads the output again; write it to a file")
        }
        if out == "-" && sign != nil {
            throw ValidationError("--sign signs the manifest of a file; write the output to one")
        }
        if let jobs, !(1...256).contains(jobs) {
            throw ValidationError("--jobs \(jobs): choose 1 to 256")
        }
    }

    private var isFolder: Bool { out.hasSuffix("/") }

    func run() throws {
        let rules = try ruleOptions.load()
        let inputs = try MaskInputs(
            catalog: planOptions.catalog, plan: try planOptions.texts(),
            key: try KeySource(key).load().active, rules: rules)
        let chosen = try subset.map { try SubsetChoice(path: $0, command: self, inputs).choose() }
        if dryRun, let chosen { return try SubsetChoice.print(chosen, json: json) }
        for line in SubsetChoice.lines(chosen) { Diagnostics.write(line) }
        let targets = try MaskTargets(command: self, catalog: inputs.catalog, subset: chosen).list()
        let opener = SourceOpener(inputs: inputs, header: header, subset: chosen)
        let signer = try sign.map { try KeySource($0).loadSigner() }
        var report = MaskReport(json: json)
        for target in targets {
            let job = MaskJob(
                inputs: inputs, format: target.format, workers: jobs ?? Machine.coreCount,
                verifies: verify, signer: signer, subset: chosen)
            report.add(
                try opener.open(target.source) { try job.run($0, to: target.destination) })
        }
        try report.finish()
        if report.foundSomething { throw ExitStatus.found.code }
    }
}

extension ExportFormat: ExpressibleByArgument {}
extension CSVHeader.Mode: ExpressibleByArgument {}
