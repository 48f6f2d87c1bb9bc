internal import ArgumentParser
internal import Cryptography
internal import Exporting
internal import Masking
internal import Scanning

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Say whether a masked export may be shipped, with numbers.",
        discussion: """
            Reads OUT again with OUT.manifest.json and OUT.verify beside it. Checks that no
            source value survived, also reformatted, case-folded, base64- or URL-encoded or
            in text; that every cell is what masking wrote; that columns still hold their
            labels; and how well rows could be told apart.

            Exit codes: 0 ship, 1 don't ship, 2 the export can't be read.
            Example: bauta verify customers.csv --catalog catalog.json --key file:bauta.key
            """)

    @Argument(help: "The masked export.") var out: String
    @Option(help: "The catalog it was masked with.") var catalog: String
    @Option(help: "The key it was masked with.") var key: String
    @Option(help: "A file with the public key that must have signed the manifest.")
    var publicKey: String?
    @OptionGroup var ruleOptions: RuleOptions
    @Flag(help: "Print the verdict as JSON.") var json = false

    func run() throws {
        let manifestPath = ExportDestination.manifestPath(out)
        let manifest = try Manifest.read(manifestPath)
        if let publicKey { try checkSignature(of: manifest, publicKey) }
        let predicate = manifest.predicate
        let keys = try KeySource(key).load()
        let inputs = try MaskInputs(
            catalog: catalog, plan: PlanTexts(predicate.plan, name: manifestPath),
            key: keys.key(id: predicate.keyID) ?? keys.active, rules: try ruleOptions.load())
        note(inputs, predicate.decidedBy)
        let plan = try plan(inputs, predicate)
        let record = try RecordFile.read(ExportDestination.recordPath(out), key: inputs.key)
        let verdict = try inputs.verifier(plan, record).run(
            OutputReader(path: out, manifest: manifest),
            isCancelled: { Interruption.isRequested })
        if json {
            try StandardOutput.write(String(decoding: verdict.json(), as: UTF8.self))
        } else {
            try StandardOutput.write(verdict.text())
        }
        if !verdict.ship { throw ExitStatus.found.code }
    }

    /// The plan that the output was masked with.
    private func plan(
        _ inputs: MaskInputs, _ predicate: ManifestPredicate
    ) throws -> MaskPlan {
        let plan = try inputs.compile(for: predicate.plan.source)
        switch predicate.reversal?.kind {
        case nil: return plan
        // Why: what remask left as it was under the old key is neither source nor new.
        case .remask: return try plan.remasking(keepsOneWay: true)
        case .unmask:
            throw CommandError("\(out): was unmasked, says its manifest; it holds source values")
        }
    }

    /// Ends with exit code 1 unless the manifest was signed with the key and the output is the one
    /// it speaks of.
    private func checkSignature(of manifest: Manifest, _ publicKey: String) throws {
        let key = try VerifyingKey(text: WholeFile.readText(publicKey))
        let path = ExportDestination.signaturePath(out)
        guard WholeFile.exists(path) else { return try refuse("isn't signed; there is no \(path)") }
        let bytes = try WholeFile.read(ExportDestination.manifestPath(out))
        guard try ManifestSignature.read(path).verifies(bytes, key: key) else {
            return try refuse("isn't signed with key \(key.id) as it stands")
        }
        guard try FileDigest.sha256(out) == manifest.outputDigest else {
            return try refuse("speaks of another output; \(out) was changed since")
        }
    }

    private func refuse(_ reason: String) throws {
        Diagnostics.write("\(ExportDestination.manifestPath(out)): \(reason); don't ship")
        throw ExitStatus.found.code
    }

    /// Other catalog or rules than the export's are said, since they may judge otherwise.
    private func note(_ inputs: MaskInputs, _ recorded: ManifestPredicate.Inputs) {
        if inputs.catalogDigest != recorded.catalogDigest {
            Diagnostics.write("\(catalog): not the catalog that \(out) was masked with")
        }
        if inputs.rules.digest != recorded.rulesDigest {
            Diagnostics.write("the rules are not those that \(out) was masked with")
        }
    }
}
