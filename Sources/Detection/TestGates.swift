/// What must be there for a test to be worth a try, for many tests side by side: flat arrays, so
/// that asking costs a few nanoseconds a test and touches no reference.
struct TestGates: Sendable {
    private var minimumDigits: [Int] = []
    /// Literals of test `i`: `literalStarts[i] ..< literalStarts[i + 1]`.
    private var literalStarts: [Int] = [0]
    /// Pairs of literal `j`: `pairStarts[j] ..< pairStarts[j + 1]`; a literal of one byte has none.
    private var pairStarts: [Int] = [0]
    private var pairs: [UInt16] = []
    /// The first byte of each literal, and its other case or itself.
    private var firstBytes: [(UInt8, UInt8)] = []

    var count: Int { minimumDigits.count }

    mutating func append(_ test: ValueTest) {
        minimumDigits.append(test.minimumDigits)
        for literal in test.literals where !literal.isEmpty {
            let first = literal[0]
            let isLetter = test.ignoresCase && 0x61...0x7A ~= first
            firstBytes.append((first, isLetter ? first & 0xDF : first))
            for index in literal.indices.dropFirst() {
                pairs.append(
                    TextSketch.hash(literal[index - 1] | 0x20, literal[index] | 0x20))
            }
            pairStarts.append(pairs.count)
        }
        literalStarts.append(firstBytes.count)
    }

    /// False only when the test can't match a text of this sketch.
    @inline(__always)
    func isOpen(_ test: Int, _ sketch: TextSketch) -> Bool {
        guard sketch.digitCount >= minimumDigits[test] else { return false }
        let literals = literalStarts[test]..<literalStarts[test + 1]
        if literals.isEmpty { return true }
        for literal in literals where mayOccur(literal, sketch) { return true }
        return false
    }

    @inline(__always)
    private func mayOccur(_ literal: Int, _ sketch: TextSketch) -> Bool {
        let (byte, other) = firstBytes[literal]
        guard sketch.contains(byte) || sketch.contains(other) else { return false }
        for index in pairStarts[literal]..<pairStarts[literal + 1]
        where !sketch.mayContain(pair: pairs[index]) {
            return false
        }
        return true
    }
}
