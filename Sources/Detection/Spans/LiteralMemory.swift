/// Which literals one text holds, found out when a match asks. Belongs to one worker.
struct LiteralMemory {
    /// So many literals are looked for near the match first.
    private static let fewLiterals = 4
    /// Bytes behind a match in which its literal is looked for first.
    private static let reach = 64

    /// The texts in which each literal was seen, or looked for in vain, last.
    private var present: [UInt64] = []
    private var absent: [UInt64] = []
    private var textNumber: UInt64 = 0
    private var isRead = false

    /// Forgets the text read last.
    mutating func beginText() {
        textNumber += 1
        isRead = false
    }

    /// Whether the text holds one of the literals, where there are any; most stand in or right
    /// behind the match that asks.
    mutating func holdsOne(
        of numbers: [Int], _ set: LiteralSet, in text: Span<UInt8>, near match: Range<Int>
    ) -> Bool {
        if numbers.isEmpty { return true }
        if numbers.count <= Self.fewLiterals {
            let end = min(text.count, match.upperBound + Self.reach)
            let near = text.extracting(match.lowerBound..<end)
            if numbers.contains(where: { set.contains(near, $0) }) { return true }
        }
        if present.isEmpty {
            present = [UInt64](repeating: 0, count: set.count)
            absent = present
        }
        if !isRead {
            set.forEach(in: text, isKnown: { present[$0] == textNumber }) {
                present[$0] = textNumber
            }
            isRead = true
        }
        for number in numbers {
            if set.isShort(number) { lookFor(number, set, in: text) }
            if present[number] == textNumber { return true }
        }
        return false
    }

    /// Whether it is known already that the text holds none of the literals.
    func holdsNone(of numbers: [Int], _ set: LiteralSet) -> Bool {
        isRead && !numbers.isEmpty
            && numbers.allSatisfy {
                set.isShort($0) ? absent[$0] == textNumber : present[$0] != textNumber
            }
    }

    private mutating func lookFor(_ number: Int, _ set: LiteralSet, in text: Span<UInt8>) {
        guard present[number] != textNumber, absent[number] != textNumber else { return }
        if set.contains(text, number) {
            present[number] = textNumber
        } else {
            absent[number] = textNumber
        }
    }
}
