internal import Primitives

/// One list of surrogates in three writings, with a test of what it holds.
final class SurrogateList: Sendable {
    /// All values as they are, then all in lower case, then all in upper case.
    private let texts: CellBatch
    /// The lower-case values.
    let words: WordTable
    /// Positions by length, shorter ones first.
    private let byLength: [UInt32]
    /// How many values have at most that many characters.
    private let fitting: [UInt32]

    let count: Int

    /// `nil` when there is no value.
    init?(_ values: [String]) {
        guard !values.isEmpty else { return nil }
        count = values.count
        let lowers = CellBatch(texts: values.map { $0.lowercased() })
        let uppers = CellBatch(texts: values.map { $0.uppercased() })
        var texts = CellBatch(texts: values)
        for others in [lowers, uppers] { texts.append(contentsOf: others, rows: 0..<values.count) }
        self.texts = texts
        words = WordTable((0..<values.count).map { (lowers.withCell($0, WordTable.hash), 1) })
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
        let first =
            switch style {
            case .title: 0
            case .lower: count
            case .upper: 2 * count
            }
        texts.withCell(first + index) { output.append($0) }
    }

    /// Appends the value that a draw picks; when it has more characters than there is room for,
    /// what `appendFitting` appends.
    func append(draw: UInt64, style: LetterStyle, room: Int?, to output: inout [UInt8]) {
        let start = output.count
        append(index: index(draw: draw), style: style, to: &output)
        guard let room, output.span.extracting(start..<output.count).characterCount > room else {
            return
        }
        output.removeLast(output.count - start)
        appendFitting(draw: draw, style: style, room: room, to: &output)
    }

    /// Appends the value that a draw picks among those of at most `room` characters, or else as
    /// many drawn letters.
    func appendFitting(draw: UInt64, style: LetterStyle, room: Int, to output: inout [UInt8]) {
        if let index = index(draw: draw, limit: room) {
            return append(index: index, style: style, to: &output)
        }
        let start = output.count
        KeyedToken.appendLetters(draw, characters: min(room, KeyedToken.letterLimit), to: &output)
        style.apply(to: &output, from: start)
    }

    /// Whether a lower-case value is in the list, but for a chance of `count` ÷ 2⁶².
    func contains(_ folded: Span<UInt8>) -> Bool {
        words.marks(of: WordTable.hash(folded)) != 0
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
        for index in stride(from: 0, to: word.count, by: 8) {
            let bytes = word.word(at: index)
            uppers &+= bytes.upperMarks.nonzeroBitCount
            lowers &+= bytes.lowerMarks.nonzeroBitCount
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
