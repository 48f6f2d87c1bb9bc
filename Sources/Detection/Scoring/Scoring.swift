internal import Configuration

/// The numbers of the score that belong to no single rule: `rules/scoring.toml`.
///
/// All weights are nats (natural logarithm). The values written here are what holds without the
/// file; the file in the repository is fitted by `Benchmarks`.
package struct Scoring: Sendable {
    /// A Beta-binomial test of `k` hits among `n` distinct values.
    package struct Share: Sendable {
        package var expected: Double
        package var expectedConcentration: Double
        package var background: Double
        package var backgroundConcentration: Double
        package var ceiling: Double
        package var floor: Double
    }

    /// What a column's role says against a label.
    package struct Constraints: Sendable {
        package var primaryKey = 0.0
        package var foreignKey = 0.0
        package var unique = 0.0
        package var identity = 0.0
        package var enumeration = 0.0
    }

    package var decided = 0.95
    /// From this sum over all sensitive labels on, the likeliest of them is the answer.
    package var said = 0.5
    /// A label whose patterns take a smaller share of the distinct values isn't decided: the
    /// column is a mixture.
    package var wholeShare = 0.7
    package var clean = 0.02
    package var priors: [Rule.Kind: Double] = [.data: -4.5, .secret: -6, .negative: -3]
    /// Added when no name, value, checksum, dictionary or statistic speaks for a label; in a set of
    /// more than `unsupportedCount` rules more, so that new rules don't add to the doubt about
    /// columns that they say nothing of.
    package var unsupported = -5.0
    static let unsupportedCount = 256.0
    package var values = Share(
        expected: 0.97, expectedConcentration: 40, background: 0.01, backgroundConcentration: 2,
        ceiling: 12, floor: -20)
    /// How likely a column of a label holds much else as well.
    package var impure = 0.03
    package var distinctLimit = 200
    package var spanProbability = 0.9
    /// Cells that mean "no value", folded; they are never counted.
    package var missing = ["n/a", "na", "null", "none", "nil", "nan", "unknown", "-", "?", "\\n"]
    /// The background is the validators' chance rate.
    package var checksum = Share(
        expected: 0.98, expectedConcentration: 50, background: 0, backgroundConcentration: 20,
        ceiling: 20, floor: -20)
    package var dictionary = Share(
        expected: 0.7, expectedConcentration: 6, background: 0.02, backgroundConcentration: 2,
        ceiling: 8, floor: -6)
    package var nameModifierFactor = 0.6
    package var nameCommentFactor = 0.5
    package var nameLimits = -12.0...12.0
    package var siblingLimits = -4.0...4.0
    /// Share of personal columns beside a column from which on they speak for one more.
    package var siblingUsualShare = 0.3
    /// Nats a share of 1 more makes; 0 leaves tables as wholes out of account.
    package var siblingSlope = 0.0
    package var constraints: [Rule.Kind: Constraints] = [
        .data: Constraints(primaryKey: -1.5, foreignKey: -0.5, identity: -20, enumeration: -1),
        .secret: Constraints(primaryKey: -4, foreignKey: -4, identity: -20, enumeration: -8),
        .negative: Constraints(primaryKey: 0.5),
    ]
    package var contentsLabel = "behav.message"
    package var contentsMinimumProbability = 0.5
    package var contentsMinimumWords = 3.0
    package var contentsPrior = 2.0
    package var contentsRowFactor = 2.0
    /// What each kind of evidence counts for.
    package var weights = ScoreWeights()

    package init() {}

    init(file: ConfigurationFile) throws(ConfigurationError) {
        self.init()
        let root = file.root
        try root.finish(known: [
            "thresholds", "prior", "values", "checksum", "dictionary", "names", "siblings",
            "constraints", "contents",
        ])
        try decodeThresholds(root)
        try decodeValues(root)
        try decodeNames(root)
        if let table = try root.table("constraints") {
            try table.finish(known: Rule.Kind.allCases.map(\.rawValue))
            for kind in Rule.Kind.allCases {
                guard let inner = try table.table(kind.rawValue) else { continue }
                constraints[kind] = try Self.constraints(
                    inner, constraints[kind] ?? Constraints())
            }
        }
        if let table = try root.table("contents") {
            try table.finish(known: [
                "label", "minimum-probability", "minimum-words", "prior", "row-factor",
            ])
            contentsLabel = try table.string("label") ?? contentsLabel
            try table.read("minimum-probability", into: &contentsMinimumProbability)
            try table.read("minimum-words", into: &contentsMinimumWords)
            try table.read("prior", into: &contentsPrior)
            try table.read("row-factor", into: &contentsRowFactor)
        }
    }

    private mutating func decodeThresholds(
        _ root: ConfigurationTable
    ) throws(ConfigurationError) {
        if let table = try root.table("thresholds") {
            try table.finish(known: ["decided", "said", "clean", "whole-share"])
            try table.read("decided", into: &decided)
            try table.read("said", into: &said)
            try table.read("clean", into: &clean)
            try table.read("whole-share", into: &wholeShare)
        }
        guard let table = try root.table("prior") else { return }
        try table.finish(known: Rule.Kind.allCases.map(\.rawValue) + ["unsupported"])
        try table.read("unsupported", into: &unsupported)
        for kind in Rule.Kind.allCases {
            if let nats = try table.number(kind.rawValue) { priors[kind] = nats }
        }
    }

    private mutating func decodeValues(_ root: ConfigurationTable) throws(ConfigurationError) {
        if let table = try root.table("values") {
            try Self.decode(
                table, into: &values, more: ["distinct-limit", "probability", "missing", "impure"])
            try table.read("impure", into: &impure)
            distinctLimit = try table.integer("distinct-limit") ?? distinctLimit
            try table.read("probability", into: &spanProbability)
            missing = try table.strings("missing") ?? missing
        }
        if let table = try root.table("checksum") { try Self.decode(table, into: &checksum) }
        if let table = try root.table("dictionary") { try Self.decode(table, into: &dictionary) }
    }

    private mutating func decodeNames(_ root: ConfigurationTable) throws(ConfigurationError) {
        if let table = try root.table("names") {
            try table.finish(known: ["modifier-factor", "comment-factor", "ceiling", "floor"])
            try table.read("modifier-factor", into: &nameModifierFactor)
            try table.read("comment-factor", into: &nameCommentFactor)
            nameLimits = try table.limits(nameLimits)
        }
        if let table = try root.table("siblings") {
            try table.finish(known: ["ceiling", "floor", "usual-share", "slope"])
            siblingLimits = try table.limits(siblingLimits)
            try table.read("usual-share", into: &siblingUsualShare)
            try table.read("slope", into: &siblingSlope)
        }
    }

    private static func decode(
        _ table: ConfigurationTable, into share: inout Share, more: [String] = []
    ) throws(ConfigurationError) {
        try table.finish(
            known: [
                "expected", "expected-concentration", "background", "background-concentration",
                "ceiling", "floor",
            ] + more)
        try table.read("expected", into: &share.expected)
        try table.read("expected-concentration", into: &share.expectedConcentration)
        try table.read("background", into: &share.background)
        try table.read("background-concentration", into: &share.backgroundConcentration)
        try table.read("ceiling", into: &share.ceiling)
        try table.read("floor", into: &share.floor)
    }

    static func constraints(
        _ table: ConfigurationTable, _ defaults: Constraints
    ) throws(ConfigurationError) -> Constraints {
        try table.finish(known: ["primary-key", "foreign-key", "unique", "identity", "enum"])
        var result = defaults
        try table.read("primary-key", into: &result.primaryKey)
        try table.read("foreign-key", into: &result.foreignKey)
        try table.read("unique", into: &result.unique)
        try table.read("identity", into: &result.identity)
        try table.read("enum", into: &result.enumeration)
        return result
    }
}

extension ConfigurationTable {
    /// Leaves `value` as it is when the key isn't there.
    func read(_ key: String, into value: inout Double) throws(ConfigurationError) {
        if let number = try number(key) { value = number }
    }

    /// The keys `floor` and `ceiling`.
    func limits(
        _ defaults: ClosedRange<Double>
    ) throws(ConfigurationError) -> ClosedRange<Double> {
        var low = defaults.lowerBound
        var high = defaults.upperBound
        try read("floor", into: &low)
        try read("ceiling", into: &high)
        guard low <= high else { throw error("floor is above ceiling", key: "floor") }
        return low...high
    }

    /// A table of words with their nats.
    func weights(_ key: String) throws(ConfigurationError) -> [String: Double] {
        guard let table = try table(key) else { return [:] }
        var weights: [String: Double] = [:]
        for word in table.keys { weights[word] = try table.number(word) }
        return weights
    }

    /// Two numbers, the first not above the second.
    func range(_ key: String) throws(ConfigurationError) -> ClosedRange<Double>? {
        guard let value = values[key] else { return nil }
        guard case .array(let elements) = value, elements.count == 2,
            let low = elements[0].double, let high = elements[1].double, low <= high
        else { throw error("expected two numbers, the smaller first", key: key) }
        return low...high
    }
}

extension ConfigurationValue {
    fileprivate var double: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}
