internal import Primitives

/// A rule drafted from the values of one column: their forms, the check digits they keep, the words
/// of the name. Its tests are invented; no value of the column is in it.
package struct RuleDraft: Sendable {
    /// Forms a rule is drafted from; more are no form.
    private static let templateLimit = 3
    /// Share of the distinct values that the forms must cover.
    private static let coverage = 0.9
    /// Distinct values below which a form is a guess.
    package static let minimumValues = 5
    /// Draws after which no value with valid check digits is invented.
    private static let drawLimit = 50_000

    private let id: String
    private let column: String
    private let table: String
    private let alternatives: [Alternative]
    private var random: SeededGenerator
    private let sources: Set<[UInt8]>

    /// One form, and the check its values pass.
    private struct Alternative {
        var template: ValueTemplate
        var check: Check?
    }

    /// A native check of the value as it is, or of its digits alone.
    private struct Check {
        var validator: Validator
        var readsDigits: Bool

        func accepts(_ value: [UInt8]) -> Bool {
            validator.isValid((readsDigits ? value.filter { 0x30...0x39 ~= $0 } : value).span)
        }
    }

    /// - Parameters:
    ///   - id: the label the rule shall give.
    ///   - sample: the column; what it is called gives the name evidence.
    /// - Returns: `nil` when fewer than `minimumValues` distinct values are there, or they have no
    ///   common form.
    package init?(id: String, from sample: ColumnSample) {
        let distinct = DistinctValues(sample.cells)
        guard distinct.count >= Self.minimumValues else { return nil }
        let values = (0..<distinct.count).map { index in
            distinct.withValue(index) { value in value.indices.map { value[$0] } }
        }
        let groups = Dictionary(grouping: values) { ValueShape($0.span) }.values
            .sorted { ($1.count, $0[0].count) < ($0.count, $1[0].count) }
            .prefix(Self.templateLimit)
        let covered = groups.reduce(0) { $0 + $1.count }
        guard Double(covered) >= Self.coverage * Double(values.count) else { return nil }
        self.id = id
        column =
            sample.context.path?.split(separator: ".").last.map(String.init)
            ?? sample.context.column
        table = sample.context.table
        alternatives = groups.map {
            Alternative(template: ValueTemplate($0), check: Self.check(of: $0))
        }
        random = SeededGenerator(id)
        sources = Set(values)
    }

    /// The check that nearly all values pass and few others would; `nil` when none does.
    private static func check(of values: [[UInt8]]) -> Check? {
        guard values.count >= ValueTemplate.anonymityCount else { return nil }
        let checks = Validator.allCases.filter { $0.chanceRate <= 0.2 }.flatMap {
            [Check(validator: $0, readsDigits: false), Check(validator: $0, readsDigits: true)]
        }
        return checks.filter { check in
            values.count(where: check.accepts) * 50 >= values.count * 49
        }.min { $0.validator.chanceRate < $1.validator.chanceRate }
    }

    /// The rule file.
    package var text: String {
        var random = random
        let examples = alternatives.flatMap { invented($0, &random) }
        let words = NameTokens(column).words.joined(separator: " ")
        var lines = [
            "# Drafted from the forms of \(alternatives.reduce(0) { $0 + $1.template.count })"
                + " values; every example is invented. Then: bauta rules check --rules FOLDER",
            "[[rules]]", "id = \(Self.quoted(id))", "title = \(Self.quoted(words))",
            "kind = \"data\"", "category = \"custom\"", "sensitivity = \"moderate\"",
        ]
        for alternative in alternatives { lines += Self.lines(alternative) }
        lines += [
            "", "[rules.names]", "phrases = { \(Self.quoted(words)) = 8.0 }",
            "", "[rules.mask]", "transform = \"alphanumeric\"", "domain = \(Self.quoted(id))",
            "", "[rules.tests]",
            "match = [\(Self.list(examples))]", "no-match = [\(Self.list(spoiled(examples)))]",
            "match-names = [\(Self.quoted(column))]",
            "no-match-names = [\(Self.list(["is_\(column)", "\(column)_count"]))]",
            "columns = [",
            "  { name = \(Self.quoted(column)), table = \(Self.quoted(table)), type = \"text\", "
                + "values = [\(Self.list(examples))], expected = \(Self.quoted("review:" + id)) },",
            "  { name = \"remaining\", table = \"stock\", type = \"integer\", "
                + "values = [\"3\", \"17\", \"120\"], expected = \(Self.quoted("not:" + id)) },",
            "]", "",
        ]
        return lines.joined(separator: "\n")
    }

    private static func lines(_ alternative: Alternative) -> [String] {
        var lines = ["", "[[rules.values]]", "pattern = '\(alternative.template.pattern)'"]
        let literal = alternative.template.literal
        if !literal.isEmpty { lines.append("literals = [\(quoted(literal))]") }
        if let check = alternative.check {
            if check.readsDigits { lines.append("normalise = [\"digits\"]") }
            lines.append("validators = [\(quoted(check.validator.rawValue))]")
        }
        let background = alternative.template.isPlainDigits ? 0.05 : 0.001
        return lines + ["background = \(background)"]
    }

    /// Three values of the form that pass its check and aren't in the column.
    private func invented(
        _ alternative: Alternative, _ random: inout SeededGenerator
    ) -> [String] {
        var examples: [String] = []
        for _ in 0..<Self.drawLimit where examples.count < 3 {
            let example = alternative.template.invented(&random)
            let bytes = Array(example.utf8)
            guard !sources.contains(bytes), !examples.contains(example),
                alternative.check?.accepts(bytes) ?? true
            else { continue }
            examples.append(example)
        }
        return examples
    }

    /// Values that none of the forms takes.
    private func spoiled(_ examples: [String]) -> [String] {
        examples.prefix(1).flatMap { ["\($0)?", "?\($0)", "\($0) \($0) \($0)"] }
    }

    private static func list(_ texts: [String]) -> String {
        texts.map(quoted).joined(separator: ", ")
    }

    /// A basic TOML string.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\" + String(scalar)
            case "\u{0}"..<"\u{20}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
