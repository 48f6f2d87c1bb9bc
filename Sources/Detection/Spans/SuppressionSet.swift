internal import Patterns

/// Placeholders and test data of many tests, those of tests alike once; read-only once filled,
/// shared by workers.
struct SuppressionSet: Sendable {
    private var all: [Suppression] = []
    private var isVoid: [Bool] = []

    /// The number of a suppression, which it gets when none covers the same.
    mutating func insert(_ suppression: Suppression) -> Int {
        if let known = all.firstIndex(where: suppression.coversLike) { return known }
        all.append(suppression)
        isVoid.append(suppression.isVoid)
        return all.count - 1
    }

    /// Whether the suppression with this number covers no value at all.
    func isVoid(_ number: Int) -> Bool { isVoid[number] }

    /// Whether the suppression with this number covers a value.
    func covers(
        _ value: Span<UInt8>, _ number: Int, scratch: borrowing MatchScratch
    ) -> Bool {
        // Why a buffer: it lends the suppression, whose parts would be retained one by one.
        unsafe all.withUnsafeBufferPointer { all in
            unsafe all[number].covers(value, scratch: scratch)
        }
    }
}
