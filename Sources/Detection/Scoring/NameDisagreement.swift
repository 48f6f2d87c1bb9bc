/// Tells where the name of a column and its values each say something, and not the same.
struct NameDisagreement: Sendable {
    /// From this probability on, a name says something by itself.
    private static let saidProbability = 0.5
    /// Nats of pattern and checksum by which values are plainly of another kind.
    private static let plainNats = 7.0
    /// Nats by which values plainly aren't what the name says.
    private static let contraryNats = -2.0

    private let rules: RuleSet

    init(_ rules: RuleSet) { self.rules = rules }

    /// Either the values speak against the name's label, its type can't hold it, or they are
    /// plainly of another category.
    func holds(_ verdict: ColumnVerdict, _ scores: [RuleScore]) -> Bool {
        let (name, values) = (verdict.byName, verdict.byValues)
        guard name.label != values.label, name.probability >= Self.saidProbability,
            let named = rules.index(of: name.label)
        else { return false }
        let said = scores[named]
        if rules.isSensitive[named], !said.applies || said.valuesNats <= Self.contraryNats {
            return true
        }
        guard let found = rules.index(of: values.label), said.valuesNats <= 0 else { return false }
        return rules.rules[found].category != rules.rules[named].category
            && scores[found].values + scores[found].checksum >= Self.plainNats
    }

    /// Whether a disputed verdict follows the name; nobody should rely on it unseen.
    func followsName(_ verdict: ColumnVerdict) -> Bool {
        verdict.hasDisagreement && verdict.best.label == verdict.byName.label
    }
}
