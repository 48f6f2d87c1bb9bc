internal import Primitives

/// One list of surrogates in three writings, with a test of what it holds.
final class SurrogateList: Sendable {
    private let titles: CellBatch
    private let lowers: CellBatch
    private let uppers: CellBatch
    /// Hashes of the lower-case values, open addressing; 0 is an empty slot.
    private let slots: [UInt64]
    /// Positions by length, shorter ones first.
    private let byLength: [UInt32]
    /// How many values have at most that many characters.
    private let fitting: [UInt32]

    var count: Int { titles.count }

    /// `nil` when there is no value.
    init?(_ values: [String]) {
        guard !values.isEmpty else { return nil }
        titles = CellBatch(texts: values)
        lowers = CellBatch(texts: values.map { $0.lowercased() })
        uppers = CellBatch(texts: values.map { $0.uppercased() })
        slots = Self.slots(lowers)
        let uppers = uppers
        let lengths = zip(values, 0...).map { value, index in
            max(value.unicodeScalars.count, uppers.withCell(index) { $0.characterCount })
        }
        byLength = values.indices.sorted { (lengths[$0], $0) < (lengths[$1], $1) }.map(UInt32.init)
        fitting = (0...(lengths.max() ?? 0)).map { limit in
            UInt32(lengths.count { $0 <= limit })
        }
    }

    /// Where the value lies that a uniform draw picks.
    func index(draw: UInt64) -> Int { draw.scaled(below: count) }

    /// The same among the values of at most `limit` characters; `nil` when there is none.
    func index(draw: UInt64, limit: Int) -> Int? {
        guard limit >= 0 else { return nil }
        let count = Int(fitting[min(limit, fitting.count - 1)])
        return count == 0 ? nil : Int(byLength[draw.scaled(below: count)])
    }

    func append(index: Int, style: LetterStyle, to output: inout [UInt8]) {
        switch style {
        case .title: titles.withCell(index) { output.append($0) }
        case .lower: lowers.withCell(index) { output.append($0) }
        case .upper: uppers.withCell(index) { output.append($0) }
        }
    }

    /// Whether a lower-case value is in the list, but for a chance of `count` ÷ 2⁶⁴.
    func contains(_ folded: Span<UInt8>) -> Bool {
        let wanted = Self.hash(folded)
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: wanted >> 32) & mask
        while slots[slot] != 0 {
            if slots[slot] == wanted { return true }
            slot = (slot + 1) & mask
        }
        return false
    }

    private static func slots(_ values: CellBatch) -> [UInt64] {
        var size = 4
        while size < 2 * values.count { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        for index in 0..<values.count {
            let hash = values.withCell(index, hash)
            var slot = Int(truncatingIfNeeded: hash >> 32) & (size - 1)
            while slots[slot] != 0 && slots[slot] != hash { slot = (slot + 1) & (size - 1) }
            slots[slot] = hash
        }
        return slots
    }

    /// FNV-1a, 64 bits.
    private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        return hash | 1
    }
}

/// How a word's letters are written; a surrogate takes over the style of what it replaces.
enum LetterStyle: Sendable {
    case title, lower, upper

    /// By ASCII letters: all lower, all upper (two or more), else title. Words of other scripts
    /// without case are title.
    init(_ word: Span<UInt8>) {
        var uppers = 0
        var lowers = 0
        for index in word.indices {
            if word[index].isUpper { uppers += 1 }
            if word[index].isLower { lowers += 1 }
        }
        if uppers == 0 && lowers > 0 {
            self = .lower
        } else {
            self = lowers == 0 && uppers > 1 ? .upper : .title
        }
    }

    /// Writes lower-case ASCII letters in this style.
    func apply(to output: inout [UInt8], from start: Int) {
        switch self {
        case .title: if start < output.count { output[start] &= 0xDF }
        case .upper: for index in start..<output.count { output[index] &= 0xDF }
        case .lower: break
        }
    }
}
