/// Which types of the labels are neither right nor wrong, and which may stand for one another; as
/// `score.py columns` has them.
enum TypeFamilies {
    /// Types that are neither sensitive nor harmless by themselves.
    static let neutral: Set = [
        "company_name", "job_title", "country", "state_region", "url", "uuid",
    ]
    /// Types that are neutral unless they belong to a person.
    static let places: Set = ["city", "postal_code", "street_address", "geo_coordinate"]

    private static let families: [Set<String>] = [
        ["person_name", "first_name", "last_name"], ["national_id", "us_ssn", "tax_id"],
        ["password", "password_hash"], ["api_key_or_token", "jwt"], ["url", "photo_url"],
        ["device_id", "mac_address"], ["bank_account", "iban"],
        ["health_condition", "medication", "medical_record"], ["nationality", "country"],
        ["race_ethnicity", "nationality"],
    ]

    static func isNeutral(_ type: String, isLinked: Bool) -> Bool {
        neutral.contains(type) || places.contains(type) && !isLinked
    }

    static func isSame(_ a: String, _ b: String) -> Bool {
        a == b || families.contains { $0.contains(a) && $0.contains(b) }
    }

    /// Whether saying `said` of a column is no mistake.
    static func accepts(_ said: String, for label: EvaluationLabels.Column) -> Bool {
        if said != "none", isSame(said, label.type) { return true }
        if label.isNeutral {
            return said == "none" || neutral.contains(said) || places.contains(said)
        }
        return label.type == "none" && (said == "none" || neutral.contains(said))
    }
}
