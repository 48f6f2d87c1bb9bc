/// True and false positives and misses.
struct EvaluationTally {
    var hits = 0
    var alarms = 0
    var misses = 0
    /// Harmless and said to be so.
    var passed = 0

    var precision: Double { hits + alarms == 0 ? 0 : Double(hits) / Double(hits + alarms) }
    var recall: Double { hits + misses == 0 ? 0 : Double(hits) / Double(hits + misses) }
    var f1: Double {
        precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
    }
}

/// Counts what was said against the labels, as `score.py columns` does.
struct EvaluationScore {
    /// Types that are neither sensitive nor harmless by themselves.
    private static let neutral: Set = [
        "company_name", "job_title", "country", "state_region", "url", "uuid",
    ]
    /// Types that are neutral unless they belong to a person.
    private static let places: Set = ["city", "postal_code", "street_address", "geo_coordinate"]
    /// Types that may stand for one another.
    private static let families: [Set<String>] = [
        ["person_name", "first_name", "last_name"], ["national_id", "us_ssn", "tax_id"],
        ["password", "password_hash"], ["api_key_or_token", "jwt"], ["url", "photo_url"],
        ["device_id", "mac_address"], ["bank_account", "iban"],
        ["health_condition", "medication", "medical_record"], ["nationality", "country"],
        ["race_ethnicity", "nationality"],
    ]

    struct Alarm {
        var prediction: EvaluationPrediction
        var type: String
    }

    private(set) var sensitive = EvaluationTally()
    private(set) var typed = EvaluationTally()
    private(set) var types: [String: EvaluationTally] = [:]
    private(set) var alarms: [Alarm] = []
    private(set) var missed: [EvaluationLabels.Column] = []
    /// Of columns said to be sensitive, by tenths of probability: how many, their mean and hits.
    private(set) var reliability = [(count: Int, sum: Double, hits: Int)](
        repeating: (0, 0, 0), count: 10)

    mutating func add(
        _ label: EvaluationLabels.Column, _ prediction: EvaluationPrediction?,
        map: EvaluationLabels
    ) {
        let said = map.type(of: prediction?.label ?? "none")
        let isNeutral =
            Self.neutral.contains(label.type) || Self.places.contains(label.type) && !label.isLinked
        if !isNeutral { addSensitive(label, said, prediction) }
        let isRight = said != "none" && Self.isSame(said, label.type)
        addTyped(label.type, said, isNeutral: isNeutral, isRight: isRight)
        if let prediction, said != "none" {
            let bin = min(Int(prediction.probability * 10), 9)
            reliability[bin].count += 1
            reliability[bin].sum += prediction.probability
            reliability[bin].hits += isRight ? 1 : 0
        }
    }

    private mutating func addSensitive(
        _ label: EvaluationLabels.Column, _ said: String, _ prediction: EvaluationPrediction?
    ) {
        switch (label.type != "none", said != "none" && !Self.neutral.contains(said)) {
        case (true, true): sensitive.hits += 1
        case (false, false): sensitive.passed += 1
        case (true, false):
            sensitive.misses += 1
            missed.append(label)
        case (false, true):
            sensitive.alarms += 1
            if let prediction { alarms.append(Alarm(prediction: prediction, type: said)) }
        }
    }

    private mutating func addTyped(
        _ type: String, _ said: String, isNeutral: Bool, isRight: Bool
    ) {
        if isRight {
            typed.hits += isNeutral ? 0 : 1
            types[type, default: EvaluationTally()].hits += 1
            return
        }
        let isExcused =
            isNeutral && (Self.neutral.contains(said) || Self.places.contains(said))
            || Self.neutral.contains(said) && type == "none"
        if said != "none", !isExcused { typed.alarms += 1 }
        if type != "none", !isNeutral { typed.misses += 1 }
        if type != "none" { types[type, default: EvaluationTally()].misses += 1 }
        if said != "none" { types[said, default: EvaluationTally()].alarms += 1 }
    }

    private static func isSame(_ a: String, _ b: String) -> Bool {
        a == b || families.contains { $0.contains(a) && $0.contains(b) }
    }
}
