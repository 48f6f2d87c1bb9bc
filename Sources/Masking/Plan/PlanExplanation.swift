internal import Catalog
internal import Configuration
internal import Primitives

/// What decides about one column, where it is written, and what comes of it.
package struct PlanExplanation: Sendable, Equatable {
    /// Lines of text, the column first.
    package let lines: [String]

    /// Columns of the same domain that are listed.
    private static let peerLimit = 8

    /// - Parameter column: as everywhere: `public.customers.email`.
    /// - Throws: a `PlanProblem` when the plan decides nothing about it.
    package init(_ column: String, planner: PlanCompiler) throws(PlanProblem) {
        let resolver = planner.resolver
        guard let reference = ColumnReference(column) else {
            throw PlanProblem(
                file: resolver.file.name, line: nil,
                message: "\(column) isn't a column; write schema.table.column")
        }
        let known = resolver.column(reference)
        guard let resolution = resolver.resolve(reference),
            let planned = planner.decision(on: reference)
        else {
            throw PlanProblem(
                file: resolver.file.name, line: nil,
                message: known == nil
                    ? "neither catalog nor plan has \(reference)"
                    : "\(reference) has no line with a transform, so it is"
                        + " \(resolver.file.unknown == .refuse ? "refused" : "redacted")")
        }
        let proposal = PlanProposal(resolution.transform)
        var lines = ["\(reference)"]
        func add(_ heading: String, _ text: String, _ place: ConfigurationTable? = nil) {
            let pad = String(repeating: " ", count: max(1, 11 - heading.count))
            let at = place?.error("")
            let origin = at.map { "  (\($0.file)\($0.line.map { ":\($0)" } ?? ""))" } ?? ""
            lines.append("  \(heading)\(pad)\(TextTable.printable(text))\(origin)")
        }
        if let known { add("type", known.type + (known.nullable ? "" : ", not null")) }
        if let label = resolution.label {
            add("label", label + (known?.probability.map { ", p \($0.fixed(4))" } ?? ""))
        }
        add("transform", proposal.line, resolution.transformPlace)
        if let when = resolution.line.when {
            add("when", when, resolution.line.table)
            add("otherwise", planned.otherwise.rawValue)
        }
        if let after = resolution.line.after { add("after", after, resolution.line.table) }
        if resolution.transform.readsDomain {
            let form = planned.canonicalForm
            add(
                "domain", resolution.domain + (form == .exact ? "" : ", \(form.rawValue)"),
                resolution.domainPlace)
        }
        if let target = resolution.target { add("references", target.reference.description) }
        add(
            "unfit", planned.unfit.rawValue,
            resolution.line.unfit == nil ? nil : resolution.line.table)
        let promise = resolution.transform.promise(width: ColumnTypeClass(planned.type).limit)
        add("promise", "\(promise)" + (resolution.transform.isReversible ? ", reversible" : ""))
        add("leaks", resolution.transform.leak)
        let peers = resolver.peers(of: reference, domain: resolution.domain)
        if resolution.transform.readsDomain, !peers.isEmpty {
            let more = peers.count - Self.peerLimit
            add(
                "joins",
                peers.prefix(Self.peerLimit).map(\.description).joined(separator: ", ")
                    + (more > 0 ? " and \(more) more" : ""))
        }
        self.lines = lines
    }
}

extension PlanResolver {
    /// Other columns whose equal values mask to equal values, sorted.
    fileprivate func peers(of reference: ColumnReference, domain: String) -> [ColumnReference] {
        file.columns.keys.filter { other in
            guard other != reference, let peer = resolve(other) else { return false }
            return peer.domain == domain && peer.transform.readsDomain
        }.sorted()
    }
}
