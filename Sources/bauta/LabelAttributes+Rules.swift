internal import Catalog
internal import Detection

extension RuleSet {
    /// What every label brings along when a person or a plan names it, by label id.
    var labelAttributes: [String: LabelAttributes] {
        var attributes: [String: LabelAttributes] = [:]
        for rule in rules where rule.kind != .negative {
            attributes[rule.id] = LabelAttributes(
                sensitivity: rule.sensitivity, quasiIdentifier: rule.quasiIdentifier,
                regulations: rule.regulations, transform: rule.transform, domain: rule.domain)
        }
        return attributes
    }
}
