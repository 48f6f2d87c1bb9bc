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
    /// A column judged wrongly: what was said, and as an alarm what that counts as, as a miss what
    /// it is.
    struct Mistake {
        var prediction: EvaluationPrediction
        var type: String
    }

    private(set) var sensitive = EvaluationTally()
    private(set) var typed = EvaluationTally()
    private(set) var types: [String: EvaluationTally] = [:]
    /// "label → said" for typed mistakes.
    private(set) var confusions: [String: Int] = [:]
    private(set) var alarms: [Mistake] = []
    private(set) var missed: [Mistake] = []
    /// Of verdicts with a checksum for them.
    private(set) var withChecksum = EvaluationTally()
    /// Probability that a column is sensitive, against its label.
    private(set) var sensitiveReliability = Reliability()
    /// Probability of the label that is said, against its being right.
    private(set) var typedReliability = Reliability()

    var falseCritical: Int { alarms.count { $0.prediction.isCritical } }
    /// Columns that hold nothing.
    var cleanCount: Int { sensitive.alarms + sensitive.passed }

    init(_ labels: EvaluationLabels, _ predictions: [EvaluationPrediction]) {
        let said = Dictionary(predictions.map { ($0.column, $0) }) { first, _ in first }
        for label in labels.columns {
            let prediction =
                said[label.column]
                ?? EvaluationPrediction(label.column, label: "none", probability: 0)
            add(label, prediction, labels)
        }
    }

    private mutating func add(
        _ label: EvaluationLabels.Column, _ prediction: EvaluationPrediction,
        _ labels: EvaluationLabels
    ) {
        let said = labels.type(of: prediction.label)
        if !label.isNeutral { addSensitive(label, said, prediction) }
        let isRight = said != "none" && TypeFamilies.isSame(said, label.type)
        addTyped(label, said, isRight: isRight)
        guard said != "none" else { return }
        let isAccepted = TypeFamilies.accepts(said, for: label)
        typedReliability.add(prediction.probability, isTrue: isAccepted)
        guard prediction.hasChecksum else { return }
        if isAccepted { withChecksum.hits += 1 } else { withChecksum.alarms += 1 }
    }

    private mutating func addSensitive(
        _ label: EvaluationLabels.Column, _ said: String, _ prediction: EvaluationPrediction
    ) {
        let isSensitive = label.type != "none"
        sensitiveReliability.add(prediction.sensitiveProbability, isTrue: isSensitive)
        switch (isSensitive, said != "none" && !TypeFamilies.neutral.contains(said)) {
        case (true, true): sensitive.hits += 1
        case (false, false): sensitive.passed += 1
        case (true, false):
            sensitive.misses += 1
            missed.append(Mistake(prediction: prediction, type: label.type))
        case (false, true):
            sensitive.alarms += 1
            alarms.append(Mistake(prediction: prediction, type: said))
        }
    }

    private mutating func addTyped(
        _ label: EvaluationLabels.Column, _ said: String, isRight: Bool
    ) {
        let type = label.type
        if isRight {
            typed.hits += label.isNeutral ? 0 : 1
            types[type, default: EvaluationTally()].hits += 1
            return
        }
        if said != "none", !TypeFamilies.accepts(said, for: label) {
            typed.alarms += 1
            confusions["\(type) → \(said)", default: 0] += 1
        } else if said == "none", type != "none", !label.isNeutral {
            confusions["\(type) → none", default: 0] += 1
        }
        if type != "none", !label.isNeutral { typed.misses += 1 }
        if type != "none" { types[type, default: EvaluationTally()].misses += 1 }
        if said != "none" { types[said, default: EvaluationTally()].alarms += 1 }
    }
}
