/// Which literals one text holds, found out when a match asks. Belongs to one worker.
struct LiteralMemory {
    /// Bytes before and behind a match in which its literals are looked for first.
    private static let reaches = [256, 16 << 10]
    /// So many literals are looked for one by one in a text before one pass looks for all.
    private static let fewLiterals = 4

    /// The texts in which each literal was seen, or looked for in vain, last.
    private var present: [UInt64] = []
    private var absent: [UInt64] = []
    private var textNumber: UInt64 = 0
    /// Literals that were looked for one by one in the text read last.
    private var soughtCount = 0
    private var isRead = false

    /// Whether any literal was looked for in the text: else none is known not to be there.
    var wasAsked: Bool { soughtCount > 0 }

    /// Forgets the text read last.
    mutating func beginText() {
        textNumber += 1
        (soughtCount, isRead) = (0, false)
    }

    /// Whether the text holds one of the literals, where there are any; most stand near the match
    /// that asks.
    mutating func holdsOne(
        of numbers: [Int], _ set: LiteralSet, in text: Span<UInt8>, near match: Range<Int>
    ) -> Bool {
        if numbers.isEmpty { return true }
        if present.isEmpty {
            present = [UInt64](repeating: 0, count: set.count)
            absent = present
        }
        for number in numbers where present[number] == textNumber { return true }
        for reach in Self.reaches where !holdsNone(of: numbers, set) {
            let start = max(0, match.lowerBound - reach)
            let end = min(text.count, match.upperBound + reach)
            let near = text.extracting(start..<end)
            for number in numbers where !isAbsent(number, set) && set.contains(near, number) {
                present[number] = textNumber
                return true
            }
        }
        for number in numbers where look(for: number, set, in: text) { return true }
        return false
    }

    /// Whether it is known already that the text holds none of the literals.
    func holdsNone(of numbers: [Int], _ set: LiteralSet) -> Bool {
        !absent.isEmpty && !numbers.isEmpty && numbers.allSatisfy { isAbsent($0, set) }
    }

    private func isAbsent(_ number: Int, _ set: LiteralSet) -> Bool {
        absent[number] == textNumber
            || isRead && !set.isShort(number) && present[number] != textNumber
    }

    /// Whether the text holds a literal that wasn't seen yet.
    private mutating func look(
        for number: Int, _ set: LiteralSet, in text: Span<UInt8>
    ) -> Bool {
        if isAbsent(number, set) { return false }
        soughtCount += 1
        if soughtCount > Self.fewLiterals, !set.isShort(number) {
            set.forEach(in: text, isKnown: { present[$0] == textNumber }) {
                present[$0] = textNumber
            }
            isRead = true
            return present[number] == textNumber
        }
        let isHeld = set.contains(text, number)
        if isHeld { present[number] = textNumber } else { absent[number] = textNumber }
        return isHeld
    }
}
