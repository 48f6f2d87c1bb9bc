/// A handful of words that stand for each other's alternatives: `f m`, `low mid high`.
///
/// One code alone says nothing; that a column holds exactly these and no other does.
enum WordSet {
    private static let sizes = 2...6

    /// The words folded for case and accents, sorted and joined by blanks.
    static func key(_ words: [String]) -> String {
        words.map(LatinFolding.fold).sorted().joined(separator: " ")
    }

    /// The key of a column's distinct values; `nil` when they are one or many.
    static func key(_ distinct: DistinctValues) -> String? {
        guard sizes.contains(distinct.count) else { return nil }
        var words: [String] = []
        for index in 0..<distinct.count {
            words.append(
                distinct.withValue(index) { value in
                    var bytes: [UInt8] = []
                    LatinFolding.fold(value) { bytes.append($0) }
                    return String(decoding: bytes, as: UTF8.self)
                })
        }
        return Set(words).sorted().joined(separator: " ")
    }
}
