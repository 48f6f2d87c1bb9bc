internal import Primitives

extension CatalogDiff {
    /// One line a change, `+` new, `-` gone, `~` changed; empty when nothing changed.
    package func text() -> String {
        entries.map { Self.line($0) + "\n" }.joined()
    }

    private static func line(_ entry: Entry) -> String {
        let name = TextTable.printable(entry.reference)
        switch entry.change {
        case .newRelation: return "+ \(name)  new relation"
        case .goneRelation: return "- \(name)  relation is gone"
        case .unreadRelation: return "~ \(name)  can no longer be read"
        case .newColumn: return "+ \(name)  " + (entry.after.map(summary) ?? "")
        case .goneColumn: return "- \(name)  " + (entry.before.map(summary) ?? "")
        case .changedColumn:
            guard let before = entry.before, let after = entry.after else { return "~ \(name)" }
            return "~ \(name)  " + differences(before, after).joined(separator: "; ")
        }
    }

    private static func summary(_ state: State) -> String {
        "\(state.label ?? "no label"), \(state.sensitivity.rawValue), \(state.status.rawValue)"
    }

    private static func differences(_ before: State, _ after: State) -> [String] {
        let pairs = [
            ("label", before.label ?? "none", after.label ?? "none"),
            ("status", before.status.rawValue, after.status.rawValue),
            ("sensitivity", before.sensitivity.rawValue, after.sensitivity.rawValue),
            ("type", before.type, after.type),
        ]
        return pairs.filter { $0.1 != $0.2 }.map { "\($0.0) \($0.1) → \($0.2)" }
    }
}
