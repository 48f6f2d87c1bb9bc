internal import ArgumentParser
internal import Cryptography
internal import Exporting
internal import Formats
internal import Masking
internal import Primitives
internal import Scanning

/// What `unmask` and `remask` read and write.
struct ReversalOptions: ParsableArguments {
    @Argument(help: "The masked export, OUT.manifest.json beside it.") var source: String
    @Option(help: "The catalog it was masked with.") var catalog: String
    @Option(help: "The plan it was masked with; by default the manifest's.") var plan: String?
    @Option(help: "The environment of that plan.") var environment: String?
    @Option(help: "The key it was masked with, or a ring that holds it.") var key: String
    @Option(help: "The file to write.") var out: String
    @Option(
        name: .customLong("as"),
        help: "Without a manifest: the schema.table that a CSV or JSONL file is of.")
    var relation: String?
    @Option(help: "csv, jsonl or copy; by the ending of OUT by default.") var format: ExportFormat?
    @Option(help: "Whether a CSV file without a manifest begins with a header: yes, no, auto.")
    var header = CSVHeader.Mode.auto
    @Option(help: "Workers; all cores by default. Never changes a byte.") var jobs: Int?
    @OptionGroup var ruleOptions: RuleOptions

    func validate() throws {
        if out == "-" || out.hasSuffix("/") {
            throw ValidationError("--out \(out): name a file; its manifest records what was done")
        }
        if let jobs, !(1...256).contains(jobs) {
            throw ValidationError("--jobs \(jobs): choose 1 to 256")
        }
    }

    var workers: Int { jobs ?? Machine.coreCount }
}

/// A masked export with what it was masked with, to be read back.
struct MaskedExport {
    let inputs: MaskInputs
    let keys: KeyRing
    let format: ExportFormat
    private let options: ReversalOptions
    private let manifest: Manifest?

    init(_ options: ReversalOptions) throws {
        self.options = options
        guard let format = options.format ?? ExportFormat(path: options.out) else {
            throw ValidationError(
                "--out \(options.out): the ending says no format; say --format csv, jsonl or copy")
        }
        self.format = format
        keys = try KeySource(options.key).load()
        let path = ExportDestination.manifestPath(options.source)
        manifest = WholeFile.exists(path) ? try Manifest.read(path) : nil
        inputs = try MaskInputs(
            catalog: options.catalog,
            plan: try Self.texts(options, manifest, at: path),
            key: try Self.key(options, keys, manifest), rules: try options.ruleOptions.load())
    }

    private static func texts(
        _ options: ReversalOptions, _ manifest: Manifest?, at path: String
    ) throws -> PlanTexts {
        if let plan = options.plan {
            return try PlanTexts(path: plan, environment: options.environment)
        }
        guard let manifest else {
            throw CommandError(
                "\(options.source): has no manifest beside it; name its plan with --plan")
        }
        return PlanTexts(manifest.predicate.plan, name: path)
    }

    /// The key that the manifest names; the active one where there is no manifest.
    private static func key(
        _ options: ReversalOptions, _ keys: KeyRing, _ manifest: Manifest?
    ) throws -> MaskingKey {
        guard let predicate = manifest?.predicate else { return keys.active }
        if predicate.reversal?.kind == .unmask {
            throw CommandError("\(options.source): was unmasked already, says its manifest")
        }
        guard let key = keys.key(id: predicate.keyID) else {
            throw CommandError(
                "--key \(options.key): doesn't hold key \(predicate.keyID), with which"
                    + " \(options.source) was masked")
        }
        return key
    }

    /// The export, read as its manifest says, or as a file of the table that `--as` names.
    func open() throws -> ExportSource {
        let path = options.source
        if let manifest { return try .export(path: path, manifest: manifest) }
        guard let text = options.relation, let reference = ColumnReference(relation: text) else {
            throw ValidationError(
                "\(path): has no manifest beside it; say which schema.table it is with --as")
        }
        let (schema, relation) = (reference.schema, reference.relation)
        switch ExportFormat(path: path) {
        case .jsonl: return try .jsonLines(path: path, schema: schema, relation: relation)
        case .copy:
            throw CommandError(
                "\(path): COPY text names no columns; its manifest has to lie beside it")
        default:
            return try .csv(
                path: path, schema: schema, relation: relation, header: options.header,
                isValue: inputs.rules.recogniser)
        }
    }

    func masker(
        _ plan: MaskPlan, _ direction: MaskDirection, key: MaskingKey? = nil
    ) throws -> RowMasker {
        try RowMasker(
            plan: plan, key: key ?? inputs.key, rules: inputs.rules.ruleSet,
            surrogates: inputs.surrogates, direction: direction)
    }

    /// Streams the export through and writes the manifest of what was done, and what `verify` needs
    /// where the exporter has a recorder.
    func run(
        _ exporter: Exporter, _ source: ExportSource, _ plan: MaskPlan, key: MaskingKey,
        _ reversal: ManifestPredicate.Reversal
    ) throws -> ExportResult {
        var exporter = exporter
        exporter.isCancelled = { Interruption.isRequested }
        let result = try exporter.run(source, to: .file(options.out))
        if let record = exporter.recorder?.finish() {
            try RecordFile.write(record, key: key, to: ExportDestination.recordPath(options.out))
        }
        var predicate = ManifestPredicate(
            result, of: source, plan: plan, planText: inputs.texts.text,
            imports: inputs.texts.imports, environment: inputs.texts.environment, format: format,
            keyID: key.id, generator: ProductVersion.text, decidedBy: inputs.decidedBy)
        predicate.reversal = reversal
        let name = options.out.split(separator: "/").last.map(String.init) ?? options.out
        try Manifest(name: name, outputDigest: result.outputDigest, predicate: predicate)
            .write(to: ExportDestination.manifestPath(options.out))
        return result
    }
}
