/// Rules that texts are screened for in 64 groups, a bit each: which rules a word speaks for is one
/// number.
struct RuleGroups: Sendable {
    /// Every rule, screened for or not.
    static let all = ~UInt64(0)

    /// By rule, up to the last that texts are screened for.
    private let groups: [UInt64]

    init(_ rules: Set<Int>) {
        var groups = [UInt64](repeating: 0, count: (rules.max() ?? -1) + 1)
        for (number, rule) in rules.sorted().enumerated() {
            groups[rule] = 1 << UInt64(number % 64)
        }
        self.groups = groups
    }

    /// The rule's group; 0 for a rule that texts aren't screened for.
    subscript(rule: Int) -> UInt64 { rule < groups.count ? groups[rule] : 0 }
}
