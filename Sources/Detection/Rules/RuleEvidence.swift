/// One piece of evidence of a rule that can be switched off. The words of names are lists, like
/// dictionaries: one piece each.
enum RuleEvidence: Sendable, CustomStringConvertible {
    case values(Int)
    case validator(values: Int, Int)
    case randomness(values: Int)
    case dictionary(Int)
    case statistic(Int)
    case names, negativeNames, tables, issuers
    case siblings
    case absent
    case suppressedValues
    case suppressedPattern(Int)

    /// The key in the rule file.
    var description: String {
        switch self {
        case .values(let index): "values[\(index)]"
        case .validator(let index, let place): "values[\(index)].validators[\(place)]"
        case .randomness(let index): "values[\(index)].randomness"
        case .dictionary(let index): "dictionaries[\(index)]"
        case .statistic(let index): "statistics[\(index)]"
        case .names: "names.tokens and phrases"
        case .negativeNames: "names.negative"
        case .tables: "names.tables"
        case .issuers: "names.issuers"
        case .siblings: "names.siblings"
        case .absent: "names.absent"
        case .suppressedValues: "suppress.values"
        case .suppressedPattern(let index): "suppress.patterns[\(index)]"
        }
    }

    /// Every piece of a rule, in the order of the file.
    static func all(of rule: Rule) -> [RuleEvidence] {
        var pieces: [RuleEvidence] = []
        for (index, test) in rule.values.enumerated() {
            pieces.append(.values(index))
            pieces += test.validators.indices.map { .validator(values: index, $0) }
            if test.randomness != nil { pieces.append(.randomness(values: index)) }
        }
        pieces += rule.dictionaries.indices.map { .dictionary($0) }
        pieces += rule.statistics.indices.map { .statistic($0) }
        let names = rule.names
        if !names.phrases.isEmpty { pieces.append(.names) }
        if !names.negative.isEmpty { pieces.append(.negativeNames) }
        if !names.tables.isEmpty { pieces.append(.tables) }
        if !names.issuers.isEmpty { pieces.append(.issuers) }
        if !names.siblings.isEmpty { pieces.append(.siblings) }
        if names.absent != 0 { pieces.append(.absent) }
        // Why: secrets share their placeholders, which belong to no single rule.
        guard rule.kind != .secret else { return pieces }
        if !rule.suppression.values.isEmpty { pieces.append(.suppressedValues) }
        pieces += rule.suppression.patterns.indices.map { .suppressedPattern($0) }
        return pieces
    }

    /// The rule without this piece.
    func removed(from rule: Rule) -> Rule {
        var rule = rule
        switch self {
        case .values(let index): rule.values.remove(at: index)
        case .validator(let index, let place): rule.values[index].validators.remove(at: place)
        case .randomness(let index): rule.values[index].randomness = nil
        case .dictionary(let index): rule.dictionaries.remove(at: index)
        case .statistic(let index): rule.statistics.remove(at: index)
        case .names: rule.names.phrases = [:]
        case .negativeNames: rule.names.negative = [:]
        case .tables: rule.names.tables = [:]
        case .issuers: rule.names.issuers = []
        case .siblings: rule.names.siblings = [:]
        case .absent: rule.names.absent = 0
        case .suppressedValues: rule.suppression.values = []
        case .suppressedPattern(let index): rule.suppression.patterns.remove(at: index)
        }
        return rule
    }
}
