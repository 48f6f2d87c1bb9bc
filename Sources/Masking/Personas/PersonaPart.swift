/// Which part of a persona a column holds.
package enum PersonaPart: String, Sendable, CaseIterable {
    case first, last, full, sex, username, email, phone, street, city, state, country
    case birthYear = "birth-year"
    case postalCode = "postal-code"

    /// Whether it can be made different for every persona.
    var canBeUnique: Bool {
        switch self {
        case .first, .last, .full, .username, .email: true
        default: false
        }
    }
}

/// What a column shows of the persona of its row's entity.
package struct PersonaView: Sendable, Hashable {
    /// The sibling column that says who it is.
    package var entity: String
    package var part: PersonaPart
    /// Distinct entities are written differently but for a chance of 2⁻⁶⁰ or less.
    package var isUnique: Bool
    /// Where the persona lives.
    package var locale: SurrogateLocale

    /// Where a plan names no locale.
    package static let defaultLocale = SurrogateLocale.enUS

    package init(
        entity: String, part: PersonaPart, isUnique: Bool = false,
        locale: SurrogateLocale = PersonaView.defaultLocale
    ) {
        self.entity = entity
        self.part = part
        self.isUnique = isUnique
        self.locale = locale
    }

    /// As a plan writes it.
    var options: [String] {
        ["entity = \(PlanText.string(entity))", "part = \(PlanText.string(part.rawValue))"]
            + (isUnique ? ["unique = true"] : [])
            + (locale == Self.defaultLocale
                ? [] : ["locale = \(PlanText.string(locale.rawValue))"])
    }
}
