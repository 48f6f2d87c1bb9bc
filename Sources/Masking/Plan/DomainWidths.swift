/// How wide the columns of each domain are, to say where one value can't look alike everywhere.
struct DomainWidths {
    private var widest: [String: Int] = [:]

    /// Takes note of a column whose transform writes as much as there is room for.
    mutating func add(_ proposal: PlanProposal, type: String) {
        guard let domain = proposal.domain, proposal.transform.fitsWidth else { return }
        let limit = ColumnTypeClass(type).limit ?? .max
        widest[domain] = max(widest[domain] ?? 0, limit)
    }

    /// What the plan says of a column that is narrower than others of its domain.
    func note(on proposal: PlanProposal, type: String) -> String? {
        guard let domain = proposal.domain, proposal.transform.fitsWidth,
            let limit = ColumnTypeClass(type).limit, let widest = widest[domain], limit < widest
        else { return nil }
        return "\(PlanText.comment(domain)) is wider elsewhere: long values differ"
    }
}

extension MaskTransform {
    /// Whether the output depends on how much room the column has.
    var fitsWidth: Bool {
        switch self {
        case .email, .username, .url, .name, .street, .city: true
        default: false
        }
    }
}
