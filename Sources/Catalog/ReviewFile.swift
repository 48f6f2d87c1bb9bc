package import Configuration
package import Primitives

/// People's decisions, as `reviews.toml` holds them: read by every scan, written by none.
///
/// ```toml
/// [columns."public.customers.code"]
/// decision = "relabel"        # or "confirm", "reject"
/// label = "person.username"   # of a relabel only
/// by = "ada"
/// reason = "it is the login"
/// until = "2027-01-01"        # the last day on which the review counts
/// ```
package struct ReviewFile: Sendable {
    /// One decision and where it stands.
    package struct Entry: Sendable {
        package let reference: ColumnReference
        package let review: CatalogReview
        /// Says later, with file and line, what turned out to be wrong with the entry.
        let table: ConfigurationTable
    }

    /// Sorted by reference.
    package let entries: [Entry]

    /// - Throws: unknown keys and bad values, with file and line.
    package init(_ file: ConfigurationFile) throws(ConfigurationError) {
        try file.root.finish(known: ["columns"])
        var entries: [Entry] = []
        let columns = try file.root.table("columns")
        for key in columns?.keys ?? [] {
            guard let columns, let table = try columns.table(key) else { continue }
            guard let reference = ColumnReference(key) else {
                throw table.error("isn't a column; write \"schema.table.column\"")
            }
            entries.append(
                Entry(reference: reference, review: try Self.review(table), table: table))
        }
        self.entries = entries.sorted { $0.reference < $1.reference }
    }

    private static func review(
        _ table: ConfigurationTable
    ) throws(ConfigurationError) -> CatalogReview {
        try table.finish(known: ["decision", "label", "by", "reason", "until"])
        let word = try table.requiredString("decision")
        guard let decision = CatalogReview.Decision(rawValue: word) else {
            throw table.error("expected confirm, reject or relabel", key: "decision")
        }
        let label = try table.string("label")
        if decision == .relabel && label == nil { throw table.error("a relabel needs a label") }
        if decision != .relabel && label != nil {
            throw table.error("only a relabel has a label", key: "label")
        }
        let until = try table.string("until")
        if let until, !isDate(until) {
            throw table.error("expected a date as \"2027-01-31\"", key: "until")
        }
        return CatalogReview(
            decision: decision, label: label, by: try table.string("by"),
            reason: try table.string("reason"), until: until)
    }

    /// Whether the text is an ISO date, `2027-01-31`; such texts compare as the days do.
    package static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return false }
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return parts.count == 3 && parts[0] > 0 && (1...12).contains(parts[1])
            && (1...31).contains(parts[2])
    }
}
