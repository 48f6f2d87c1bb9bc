internal import Configuration
internal import Patterns

/// Placeholders and vendor test data: they lower the risk, never the label.
package struct Suppression: Sendable {
    /// A column that people decided is harmless.
    package struct Column: Sendable, Equatable {
        package var column: String
        package var reason: String
        package var expires: String?
    }

    /// Folded.
    package var values: Set<String> = [] {
        didSet { hashes = Self.hashes(of: values) }
    }
    /// Of the values, so that most others are told apart without a string.
    private var hashes: Set<UInt64> = []
    package var patterns: [CompiledPattern] = []
    package var columns: [Column] = []

    init() {}

    init(_ table: ConfigurationTable) throws(ConfigurationError) {
        try table.finish(known: ["values", "patterns", "columns"])
        values = Set(try table.strings("values")?.map(LatinFolding.fold) ?? [])
        hashes = Self.hashes(of: values)
        for text in try table.strings("patterns") ?? [] {
            do throws(PatternError) {
                patterns.append(try CompiledPattern(pattern: Pattern(text)))
            } catch {
                throw table.error(error.description, key: "patterns")
            }
        }
        for inner in try table.tables("columns") ?? [] {
            try inner.finish(known: ["column", "reason", "expires"])
            columns.append(
                Column(
                    column: try inner.requiredString("column"),
                    reason: try inner.requiredString("reason"),
                    expires: try inner.string("expires")))
        }
    }

    /// Takes over what another one covers; columns are a rule's own.
    mutating func add(_ other: Suppression) {
        values.formUnion(other.values)
        patterns += other.patterns
    }

    private static func hashes(of values: Set<String>) -> Set<UInt64> {
        Set(values.map { FoldedHash.hash(Array($0.utf8).span) })
    }

    /// Whether both cover the same values.
    func coversLike(_ other: Suppression) -> Bool {
        patterns.map(\.pattern.source) == other.patterns.map(\.pattern.source)
            && values == other.values
    }

    /// Whether the value is a placeholder or vendor test data.
    func covers(_ value: Span<UInt8>, scratch: borrowing MatchScratch) -> Bool {
        if !values.isEmpty, value.count <= 256, hashes.contains(FoldedHash.hash(value)) {
            var folded: [UInt8] = []
            LatinFolding.fold(value) { folded.append($0) }
            if values.contains(String(decoding: folded, as: UTF8.self)) { return true }
        }
        for compiled in patterns
        where compiled.pattern.firstMatch(in: value, scratch: scratch).isMatch {
            return true
        }
        return false
    }
}
