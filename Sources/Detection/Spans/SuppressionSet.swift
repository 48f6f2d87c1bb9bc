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

    /// Whether the suppression with this number names the value.
    func lists(_ value: Span<UInt8>, _ number: Int) -> Bool {
        // Why a buffer: it lends the suppression, whose parts would be retained one by one.
        unsafe all.withUnsafeBufferPointer { unsafe $0[number].lists(value) }
    }

    /// The patterns of what the suppression with this number covers.
    func patterns(of number: Int) -> [CompiledPattern] { all[number].patterns }
}
