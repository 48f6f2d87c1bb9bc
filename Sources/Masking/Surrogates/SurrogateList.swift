internal import Primitives

/// One list of surrogates in three writings, with a test of what it holds.
struct SurrogateList: Sendable {
    private let titles: CellBatch
    private let lowers: CellBatch
    private let uppers: CellBatch
    /// Sorted hashes of the lower-case values.
    private let hashes: [UInt64]

    var count: Int { titles.count }

    /// `nil` when no line holds a value.
    init?(text: String) {
        let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter {
            !$0.hasPrefix("#") && !$0.isEmpty
        }
        guard !lines.isEmpty else { return nil }
        titles = CellBatch(texts: lines)
        lowers = CellBatch(texts: lines.map { $0.lowercased() })
        uppers = CellBatch(texts: lines.map { $0.uppercased() })
        hashes = lines.map { Self.hash(Array($0.lowercased().utf8).span) }.sorted()
    }

    /// Appends the value that a uniform draw picks.
    func append(draw: UInt64, style: LetterStyle, to output: inout [UInt8]) {
        append(index: draw.scaled(below: count), style: style, to: &output)
    }

    func append(index: Int, style: LetterStyle, to output: inout [UInt8]) {
        let writing =
            switch style {
            case .title: titles
            case .lower: lowers
            case .upper: uppers
            }
        writing.withCell(index) { output.append($0) }
    }

    /// Whether a lower-case value is in the list, but for a chance of `count` ÷ 2⁶⁴.
    func contains(_ folded: Span<UInt8>) -> Bool {
        let wanted = Self.hash(folded)
        var low = 0
        var high = hashes.count
        while low < high {
            let middle = (low + high) / 2
            if hashes[middle] < wanted { low = middle + 1 } else { high = middle }
        }
        return low < hashes.count && hashes[low] == wanted
    }

    /// FNV-1a, 64 bits.
    private static func hash(_ bytes: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
        return hash
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
}
