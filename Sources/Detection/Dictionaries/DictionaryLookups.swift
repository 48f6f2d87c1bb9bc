/// A column's distinct values looked up in dictionaries, each value and word hashed once for all.
struct DictionaryLookups {
    /// After so many distinct values without a hit the rest isn't looked up.
    private static let probeCount = 48

    /// How many values were looked up, and how many of them are there.
    struct Answer {
        fileprivate(set) var distinct = 0
        fileprivate(set) var hits = 0
    }

    private let values: DistinctValues
    /// Values that are looked up at most.
    private let count: Int
    private var hashed = HashedValues()
    /// By the test's slot.
    private var answers: [Answer?]

    init(_ values: DistinctValues, limit: Int, slots: Int) {
        self.values = values
        count = min(values.count, limit)
        answers = [Answer?](repeating: nil, count: slots)
    }

    mutating func lookUp(_ test: DictionaryTest) -> Answer {
        if let known = answers[test.slot] { return known }
        var answer = Answer()
        while answer.distinct < count, answer.hits > 0 || answer.distinct < Self.probeCount {
            if answer.distinct == hashed.count {
                values.withValue(answer.distinct) { hashed.append($0) }
            }
            if hashed.isFound(answer.distinct, by: test) { answer.hits += 1 }
            answer.distinct += 1
        }
        answers[test.slot] = answer
        return answer
    }
}
