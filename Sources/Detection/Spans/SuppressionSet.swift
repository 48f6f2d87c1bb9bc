/// Placeholders and test data of many tests, those of tests alike once; read-only once filled,
/// shared by workers.
struct SuppressionSet: Sendable {
    private var all: [Suppression] = []
    private var isVoid: [Bool] = []
    /// Of each one bit for each end of a value that it names.
    private var ends: [UInt64] = []
    private static let endWords = 1 << Int(Suppression.endBits - 6)

    /// The number of a suppression, which it gets when none covers the same.
    mutating func insert(_ suppression: Suppression) -> Int {
        if let known = all.firstIndex(where: suppression.coversLike) { return known }
        all.append(suppression)
        isVoid.append(suppression.isVoid)
        var words = [UInt64](repeating: 0, count: Self.endWords)
        for value in suppression.values {
            let bytes = Array(value.utf8)
            guard let place = Suppression.endPlace(of: bytes.span) else { continue }
            words[place >> 6] |= 1 << UInt64(place & 63)
        }
        ends += words
        return all.count - 1
    }

    /// Whether the suppression with this number covers no value at all.
    func isVoid(_ number: Int) -> Bool { isVoid[number] }

    /// Whether the suppression with this number names the value.
    func lists(_ value: Span<UInt8>, _ number: Int) -> Bool {
        if let place = Suppression.endPlace(of: value),
            ends[number * Self.endWords + place >> 6] >> UInt64(place & 63) & 1 == 0
        {
            return false
        }
        // Why a buffer: it lends the suppression, whose parts would be retained one by one.
        return unsafe all.withUnsafeBufferPointer { unsafe $0[number].lists(value) }
    }

    /// The patterns of what the suppression with this number covers.
    func patterns(of number: Int) -> [CompiledPattern] { all[number].patterns }
}
