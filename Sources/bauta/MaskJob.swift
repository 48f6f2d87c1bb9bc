internal import Catalog
internal import Configuration
internal import Cryptography
internal import Exporting
internal import Masking
internal import Primitives
internal import Scanning

/// What decides every output byte: catalog, plan, key, rules and surrogate lists, loaded once.
struct MaskInputs {
    let catalog: ClassificationCatalog
    let catalogDigest: String
    let texts: PlanTexts
    let plan: PlanFile
    let key: MaskingKey
    let rules: RuleFolder
    let surrogates: SurrogateLists

    init(
        catalog path: String, plan texts: PlanTexts, key: MaskingKey, rules: RuleFolder
    ) throws {
        let bytes = try WholeFile.read(path)
        catalog = try CatalogCoding.decode(bytes, file: path)
        catalogDigest = "sha256:" + MessageDigest.sha256(bytes).hex
        self.texts = texts
        plan = try texts.parsed()
        self.key = key
        self.rules = rules
        surrogates = try SurrogateLists(files: rules.surrogates())
    }

    /// Compiles catalog and plan for sources.
    var planner: PlanCompiler {
        PlanCompiler(
            catalog: catalog, file: plan, catalogDigest: catalogDigest, planDigest: texts.digest)
    }

    /// Catalog and plan compiled for the columns that will really be read.
    func compile(for source: PlanSource) throws -> MaskPlan {
        var planner = planner
        return try planner.compile(source)
    }

    /// - Parameter filters: start the plan's external commands.
    func masker(
        _ plan: MaskPlan, filters: FilterProcesses = FilterProcesses()
    ) throws -> RowMasker {
        try RowMasker(
            plan: plan, key: key, rules: rules.ruleSet, surrogates: surrogates,
            lookups: lookups(for: plan), startsExternal: filters.starter)
    }

    var decidedBy: ManifestPredicate.Inputs {
        ManifestPredicate.Inputs(
            catalogDigest: catalogDigest, planDigest: texts.digest, rulesDigest: rules.digest,
            surrogatesDigest: surrogates.digest)
    }

    /// The files of the plan's lookups.
    func lookups(for plan: MaskPlan) throws -> [String: LookupTable] {
        try LookupFiles.read(plan.lookupFiles, folder: texts.folder)
    }

    func verifier(_ plan: MaskPlan, _ record: VerificationRecord) throws -> ExportVerifier {
        let quasiIdentifiers = catalog.relations.flatMap { relation in
            relation.columns.filter(\.quasiIdentifier).map { relation.reference(to: $0) }
        }
        return try ExportVerifier(
            plan: plan, record: record, key: key, rules: rules.ruleSet,
            quasiIdentifiers: quasiIdentifiers)
    }
}

/// Masks one opened source into one destination, with manifest, record and, if asked, the proof.
struct MaskJob {
    let inputs: MaskInputs
    let format: ExportFormat
    let workers: Int
    let verifies: Bool
    /// Signs the manifest.
    var signer: SigningKey?
    /// Where the source's rows were chosen.
    var subset: SubsetSelection?

    /// What one job did, for the summary and the exit code.
    struct Outcome {
        let destination: ExportDestination
        let plan: MaskPlan
        let result: ExportResult
        let verdict: ShipVerdict?

        var foundSomething: Bool { result.guardHits > 0 || verdict?.ship == false }
    }

    /// - Throws: before a byte is written, when the plan doesn't fit the source; later, with
    ///   nothing under the final name.
    func run(_ source: ExportSource, to destination: ExportDestination) throws -> Outcome {
        let plan = try inputs.compile(for: source.planSource)
        for note in plan.notes { Diagnostics.write(note) }
        let lookups = try inputs.lookups(for: plan)
        let filters = FilterProcesses()
        // Why: they run in groups of their own, which Ctrl-C doesn't reach.
        Interruption.onRequest { filters.interrupt() }
        let masker = try inputs.masker(plan, filters: filters)
        try refuseBySchema(source, plan, masker)
        let recorder = VerificationRecorder(plan: plan, key: inputs.key)
        let meter = ProgressMeter("bytes")
        defer { meter.finish() }
        var exporter = Exporter(masker: masker, format: format, workers: workers)
        exporter.filters = filters
        exporter.isCancelled = { Interruption.isRequested }
        exporter.progress = { meter.update(done: $0.bytesDone, total: $0.bytesTotal) }
        if case .file = destination { exporter.recorder = recorder }
        let result = try exporter.run(source, to: destination)
        guard case .file(let path) = destination else {
            return Outcome(destination: destination, plan: plan, result: result, verdict: nil)
        }
        let record = recorder.finish()
        try RecordFile.write(record, key: inputs.key, to: ExportDestination.recordPath(path))
        var manifest = manifest(result, source, plan, path)
        manifest.predicate.subset = subset.map(ManifestPredicate.Subset.init)
        if !lookups.isEmpty {
            manifest.predicate.decidedBy.lookupDigests = lookups.mapValues(\.digest)
        }
        try manifest.write(to: ExportDestination.manifestPath(path))
        var verdict: ShipVerdict?
        if verifies {
            let proof = try inputs.verifier(plan, record).run(
                OutputReader(path: path, manifest: manifest),
                isCancelled: { Interruption.isRequested })
            manifest.predicate.verification = .init(passed: proof.ship, checks: proof.checks)
            try manifest.write(to: ExportDestination.manifestPath(path))
            verdict = proof
        }
        if let signer {
            try ManifestSignature(manifest.encoded(), key: signer)
                .write(to: ExportDestination.signaturePath(path))
        }
        return Outcome(destination: destination, plan: plan, result: result, verdict: verdict)
    }

    /// What the server wouldn't take back, before a row is read.
    private func refuseBySchema(
        _ source: ExportSource, _ plan: MaskPlan, _ masker: RowMasker
    ) throws {
        let check = PlanCheck(planner: inputs.planner) {
            $0 == plan ? masker : try inputs.masker($0)
        }
        let refusals = try check.run(plan, on: source)?.refusals ?? []
        guard refusals.isEmpty else { throw PlanRefusal(refusals) }
    }

    private func manifest(
        _ result: ExportResult, _ source: ExportSource, _ plan: MaskPlan, _ path: String
    ) -> Manifest {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return Manifest(
            name: name, outputDigest: result.outputDigest,
            predicate: ManifestPredicate(
                result, of: source, plan: plan, planText: inputs.texts.text,
                imports: inputs.texts.imports, environment: inputs.texts.environment,
                format: format,
                keyID: inputs.key.id, generator: ProductVersion.text,
                decidedBy: inputs.decidedBy))
    }
}

extension ShipVerdict {
    /// One sentence a column that has problems, one for all that pass.
    var checks: [String] {
        let failing = columns.filter { !$0.passes }
        return failing.flatMap { column in column.problems.map { "\(column.column): \($0)" } }
            + ["\(columns.count - failing.count) of \(columns.count) columns pass"]
    }
}
