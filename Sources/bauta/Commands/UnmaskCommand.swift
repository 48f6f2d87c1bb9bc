internal import ArgumentParser
internal import Cryptography
internal import Exporting
internal import Masking
internal import Primitives

struct UnmaskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unmask",
        abstract: "Bring back the source values of an export, as far as it was masked reversibly.",
        discussion: """
            Tokens, permutations (digits, identifiers, cards, addresses, keys …) and date
            shifts whose entity comes back too are reversible; names, e-mails, hashes and
            redactions aren't and are refused by name. --column limits it to what you need,
            the other columns stay as they are. OUT is readable by you alone, and
            OUT.manifest.json says who unmasked it, when and why.

            Exit codes: 0 unmasked, 2 trouble and no output, 130 interrupted.
            Example: bauta unmask masked.csv --catalog catalog.json --key file:bauta.key \\
              --column public.orders.customer_id --reason 'ticket 4711' --out orders.csv
            """)

    @OptionGroup var options: ReversalOptions
    @Option(help: "Why the values are needed; recorded in the manifest.") var reason: String
    @Option(help: "A column or JSON path to bring back, as the plan names it; repeatable.")
    var column: [String] = []

    func validate() throws {
        if reason.allSatisfy(\.isWhitespace) {
            throw ValidationError("--reason: say why the values are needed; it is recorded")
        }
    }

    func run() throws {
        let export = try MaskedExport(options)
        let selected = column.isEmpty ? nil : Set(try column.map(Self.reference))
        let source = try export.open()
        let plan = try export.inputs.compile(for: source.planSource).reversal(of: selected)
        let masker = try export.masker(plan, .unmask(export.keys))
        var exporter = Exporter(
            masker: masker, format: export.format, workers: options.workers)
        exporter.isPrivate = true
        let reversal = ManifestPredicate.Reversal(
            kind: .unmask, columns: plan.reversedColumns.map(\.description),
            fromKeyID: nil, reason: reason, user: CurrentUser.name, time: CalendarClock.now())
        let result = try export.run(
            exporter, source, plan, key: export.inputs.key, reversal)
        try StandardOutput.line(
            "\(result.rows) rows unmasked to \(options.out), readable by you alone")
    }

    private static func reference(_ text: String) throws -> ColumnReference {
        guard let reference = ColumnReference(text) else {
            throw ValidationError("--column \(text): write schema.table.column, as the plan does")
        }
        return reference
    }
}
