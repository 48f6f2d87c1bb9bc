/// Placeholders and test data of many tests, those of tests alike once; read-only once filled,
/// shared by workers.
struct SuppressionSet: Sendable {
    private(set) var all: [Suppression] = []

    /// The number of a suppression, which it gets when none covers the same.
    mutating func insert(_ suppression: Suppression) -> Int {
        if let known = all.firstIndex(where: suppression.coversLike) { return known }
        all.append(suppression)
        return all.count - 1
    }
}
