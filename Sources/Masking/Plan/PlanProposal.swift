/// What `plan init` proposes for one column: the line's transform, domain and comment.
struct PlanProposal: Equatable {
    var transform: MaskTransform
    /// Written only where the transform reads it.
    var domain: String?
    /// Why: label and probability, or what a person should look at.
    var comment: String?
    var allowsDuplicates = false

    init(
        _ transform: MaskTransform, domain: String? = nil, comment: String? = nil
    ) {
        self.transform = transform
        self.domain = domain
        self.comment = comment
    }

    /// Adds to the comment.
    mutating func add(_ note: String?) {
        guard let note else { return }
        comment = comment.map { "\($0); \(note)" } ?? note
    }

    /// The right-hand side of the line: an inline table.
    var line: String {
        var pairs = ["transform = \(PlanText.string(transform.name))"] + options
        if let domain, transform.readsDomain {
            pairs.append("domain = \(PlanText.string(domain))")
        }
        if allowsDuplicates { pairs.append("allow-duplicates = true") }
        return "{ " + pairs.joined(separator: ", ") + " }"
    }

    private static func option(_ locale: SurrogateLocale?) -> [String] {
        locale.map { ["locale = \(PlanText.string($0.rawValue))"] } ?? []
    }

    private var options: [String] {
        switch transform {
        case .constant(let value): ["value = \(PlanText.string(value))"]
        case .hash(let length) where length != MaskTransform.fullHashLength: ["length = \(length)"]
        case .card(.bin6): ["keep-bin = 6"]
        case .card(.bin8): ["keep-bin = 8"]
        case .email(.kept): ["keep-domain = true"]
        case .email(.provider): ["keep-provider = true"]
        case .name(let part, let unique, let locale):
            ["part = \(PlanText.string(part.rawValue))"] + (unique ? ["unique = true"] : [])
                + Self.option(locale)
        case .street(let locale), .city(let locale): Self.option(locale)
        case .dateShift(let entity, let days):
            ["entity = \(PlanText.string(entity))"]
                + (days == MaskTransform.defaultShiftDays ? [] : ["days = \(days)"])
        case .phone(.reserved): ["reserved = true"]
        case .phone(.area): ["keep-area = true"]
        case .mac(true): ["keep-vendor = true"]
        case .postal(let country, let keep):
            ["country = \(PlanText.string(country.rawValue))"]
                + (keep == 0 ? [] : ["keep-first = \(keep)"])
        case .plate(let country): ["country = \(PlanText.string(country.rawValue))"]
        case .geo(let blur): blur.options
        case .age(let buckets): buckets.options
        case .persona(let view): view.options
        case .rank(let size): ["size = \(size.text)"]
        case .noise(let noise): noise.options
        case .round(let step): ["step = \(step.text)"]
        case .bucket(let size): ["size = \(size.text)"]
        case .dateTruncate(let unit): ["to = \(PlanText.string(unit.rawValue))"]
        default: []
        }
    }
}

/// Strings as TOML writes them.
enum PlanText {
    /// A basic string, or a literal one where that saves escaping quotes.
    static func string(_ text: String) -> String {
        let isLiteral =
            text.contains("\"") && !text.contains("'")
            && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        if isLiteral { return "'\(text)'" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16, uppercase: true)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// Text for a comment: one line, nothing that could end it.
    static func comment(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
    }
}
