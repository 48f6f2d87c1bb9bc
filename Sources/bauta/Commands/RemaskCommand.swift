internal import ArgumentParser
internal import Cryptography
internal import Exporting
internal import Masking
internal import Primitives

struct RemaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remask",
        abstract: "Bring an export from its key to a new one, without the source.",
        discussion: """
            What is reversible is unmasked and masked again on the way through; source
            values are never written. Columns masked one-way under the old key are refused
            by name: mask the source again, or say --keep-one-way to leave them as they
            are. OUT.verify remembers the source values that came by; bauta verify proves
            that none survived.

            Exit codes: 0 remasked, 2 trouble and no output, 130 interrupted.
            Example: bauta key rotate bauta.key
              bauta remask masked.csv --catalog catalog.json --key file:bauta.key \\
              --new-key file:bauta.key --out remasked.csv
            """)

    @OptionGroup var options: ReversalOptions
    @Option(help: "The key to mask with; of a ring the active one.") var newKey: String
    @Flag(help: "Leave columns that are one-way under the old key as they are.")
    var keepOneWay = false

    func run() throws {
        let export = try MaskedExport(options)
        let key = try KeySource(newKey).load().active
        guard key.id != export.inputs.key.id else {
            throw CommandError(
                "--new-key \(newKey): key \(key.id) is the one the export was masked with;"
                    + " run bauta key rotate or name another")
        }
        let source = try export.open()
        let plan = try export.inputs.compile(for: source.planSource)
            .remasking(keepsOneWay: keepOneWay)
        let masker = try export.masker(plan, .remask, key: key)
        var exporter = Exporter(
            masker: masker, format: export.format, workers: options.workers)
        exporter.recorder = VerificationRecorder(plan: plan, key: key)
        exporter.unmasker = try export.masker(plan, .unmask(export.keys))
        let reversal = ManifestPredicate.Reversal(
            kind: .remask, columns: plan.reversedColumns.map(\.description),
            fromKeyID: export.inputs.key.id)
        let result = try export.run(exporter, source, plan, key: key, reversal)
        try StandardOutput.line(
            "\(result.rows) rows remasked to \(options.out) under key \(key.id)")
    }
}
