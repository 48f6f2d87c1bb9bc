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
        didSet { filter = Self.filter(of: values) }
    }
    /// One bit for each hash of the values, by its first bits, so that most others are told apart
    /// without a string.
    private var filter: [UInt64] = []
    package var patterns: [CompiledPattern] = []
    package var columns: [Column] = []

    init() {}

    init(_ table: ConfigurationTable) throws(ConfigurationError) {
        try table.finish(known: ["values", "patterns", "columns"])
        values = Set(try table.strings("values")?.map(LatinFolding.fold) ?? [])
        filter = Self.filter(of: values)
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

    private static let filterBits: UInt64 = 12

    private static func filter(of values: Set<String>) -> [UInt64] {
        if values.isEmpty { return [] }
        var filter = [UInt64](repeating: 0, count: 1 << Int(filterBits - 6))
        for value in values {
            let place = FoldedHash.hash(Array(value.utf8).span) >> (64 - filterBits)
            filter[Int(place >> 6)] |= 1 << (place & 63)
        }
        return filter
    }

    /// Bits of a filter by the ends of values.
    static let endBits: UInt64 = 12

    /// Where a value stands in a filter by the ends of values: up to four bytes, whatever their
    /// case. `nil` for one that folding makes another.
    static func endPlace(of value: Span<UInt8>) -> Int? {
        if value.isEmpty { return 0 }
        // A character of which bytes are missing takes up to three that follow it.
        let length = min(8, value.count)
        let word = ByteWord.load(value, value.count - length, length)
        if word & 0x8080_8080_8080_8080 != 0 { return nil }
        let end = FoldedHash.folded(word) >> UInt64(max(0, length - 4) * 8)
        return Int((end &* 0x9E37_79B9_7F4A_7C15) >> (64 - endBits))
    }

    private func mayHold(_ value: Span<UInt8>) -> Bool {
        guard !values.isEmpty, value.count <= 256 else { return false }
        let place = FoldedHash.hash(value) >> (64 - Self.filterBits)
        return filter[Int(place >> 6)] >> (place & 63) & 1 != 0
    }

    /// Whether no value is covered.
    var isVoid: Bool { values.isEmpty && patterns.isEmpty }

    /// Whether both cover the same values.
    func coversLike(_ other: Suppression) -> Bool {
        patterns.map(\.pattern.source) == other.patterns.map(\.pattern.source)
            && values == other.values
    }

    /// Whether the value is one of those that are named.
    func lists(_ value: Span<UInt8>) -> Bool {
        guard mayHold(value) else { return false }
        var folded: [UInt8] = []
        LatinFolding.fold(value) { folded.append($0) }
        return values.contains(String(decoding: folded, as: UTF8.self))
    }

    /// Whether the value is a placeholder or vendor test data.
    func covers(_ value: Span<UInt8>, scratch: borrowing MatchScratch) -> Bool {
        lists(value)
            || patterns.contains {
                $0.pattern.firstMatch(in: value, scratch: scratch).isMatch
            }
    }
}
