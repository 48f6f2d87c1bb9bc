internal import Cryptography

/// Names of people: each given name and the surname is replaced by a keyed draw from the lists.
///
/// Every part is drawn under the domain's key for that part, so `John Smith` in a full-name column
/// is the `John` of the first-name column and the `Smith` of the last-name column, if these share
/// the domain. Sex is kept where the lists know it; titles and separators stay; an initial becomes
/// an initial. Draws are of the case-folded word, so `SMITH` and `Smith` are one. A name that the
/// column has no room for gives way to shorter ones.
struct NameMask: DrawingTransform {
    /// Numbers of the keys in `keys`.
    private enum Key {
        static let given = 0
        static let surname = 1
        static let whole = 2
    }

    let keys: [CipherMAC]
    private let part: MaskTransform.NamePart
    private let isUnique: Bool
    private let form: CanonicalForm
    private let choice: SurrogateChoice
    private let width: Int?

    /// Letters of the suffix that tells names apart: 26¹² is 56 bits.
    static let suffixLetters = KeyedToken.letterLimit

    init(
        key: MaskingKey, domain: String, form: CanonicalForm, part: MaskTransform.NamePart,
        isUnique: Bool, choice: SurrogateChoice, width: Int? = nil
    ) {
        keys = ["name given", "name surname", "name unique"].map {
            CipherMAC(key: key.subkey(purpose: $0, domain: domain))
        }
        self.part = part
        self.isUnique = isUnique
        self.form = form
        self.choice = choice
        self.width = width
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        guard let text = NameText(cell, part: part, surrogates: choice.set(for: cell)) else {
            throw UnfitCell(.format)
        }
        for index in 0..<text.count where text[index].role != .title {
            let word = text[index]
            draws.ask(
                word.role == .given ? Key.given : Key.surname,
                cell.extracting(word.start..<word.end), .casefold)
        }
        if isUnique { draws.ask(Key.whole, cell, form) }
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let set = choice.set(for: cell)
        guard let text = NameText(cell, part: part, surrogates: set) else {
            throw UnfitCell(.format)
        }
        let mark = draws.mark
        let start = output.count
        append(text, of: cell, set, room: nil, &draws, into: &output)
        guard let width, output.span.extracting(start..<output.count).characterCount > width else {
            return
        }
        output.removeLast(output.count - start)
        let end = draws.mark
        draws.rewind(to: mark)
        appendFitted(text, of: cell, set, width: width, &draws, into: &output)
        draws.rewind(to: end)
    }

    /// - Parameter room: characters for each name; `nil` for any number.
    private func append(
        _ text: NameText, of cell: Span<UInt8>, _ set: SurrogateSet, room: Int?,
        _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) {
        var position = 0
        for index in 0..<text.count {
            let word = text[index]
            output.append(cell.extracting(position..<word.start))
            let bytes = cell.extracting(word.start..<word.end)
            switch word.role {
            case .title: output.append(bytes)
            case .given, .surname:
                append(bytes, role: word.role, set, room: room, &draws, into: &output)
            }
            position = word.end
        }
        output.append(cell.extracting(position..<cell.count))
        guard isUnique else { return }
        output.append(0x20)
        appendToken(of: cell, draws.take(Key.whole), count: Self.suffixLetters, into: &output)
    }

    private func append(
        _ word: Span<UInt8>, role: NameText.Role, _ set: SurrogateSet, room: Int?,
        _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) {
        let key = role == .given ? Key.given : Key.surname
        let draw = UInt64(truncatingIfNeeded: draws.take(key) >> 64)
        if word.isInitial {
            let letter = UInt8(ascii: "a") + UInt8(draw.scaled(below: 26))
            output.append(word[0].isUpper ? letter & 0xDF : letter)
            if word.count == 2 { output.append(word[1]) }
            return
        }
        let style = LetterStyle(word)
        var names = SurrogateNames(first: set.surnames)
        if role == .given { names = draws.withTaken(key) { givenNames($0, set) } }
        guard let room else { return names.append(draw: draw, style: style, to: &output) }
        names.append(draw: draw, style: style, room: room, to: &output)
    }

    /// The lists of the name's sex; both where neither or both know it.
    private func givenNames(_ folded: Span<UInt8>, _ set: SurrogateSet) -> SurrogateNames {
        var isFemale = set.female.contains(folded)
        var isMale = set.male.contains(folded)
        if !isFemale && !isMale && set !== choice.base {
            isFemale = choice.base.female.contains(folded)
            isMale = choice.base.male.contains(folded)
        }
        if isFemale == isMale { return SurrogateNames(first: set.female, second: set.male) }
        return SurrogateNames(first: isFemale ? set.female : set.male)
    }

    private func appendToken(
        of cell: Span<UInt8>, _ draw: UInt128, count: Int, into output: inout [UInt8]
    ) {
        let start = output.count
        KeyedToken.appendLetters(
            UInt64(truncatingIfNeeded: draw >> 64), characters: count, to: &output)
        LetterStyle(cell).apply(to: &output, from: start)
    }
}

extension NameMask {
    /// Each name gets an equal share of what titles, separators and suffix leave; where that isn't
    /// two letters, one token stands for the whole cell.
    private func appendFitted(
        _ text: NameText, of cell: Span<UInt8>, _ set: SurrogateSet, width: Int,
        _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) {
        var names = 0
        var kept = cell.characterCount + (isUnique ? Self.suffixLetters + 1 : 0)
        for index in 0..<text.count where text[index].role != .title {
            let word = cell.extracting(text[index].start..<text[index].end)
            if word.isInitial { continue }
            names += 1
            kept -= word.characterCount
        }
        if names > 0, (width - kept) / names >= 2 {
            append(text, of: cell, set, room: (width - kept) / names, &draws, into: &output)
            return
        }
        let first = (0..<text.count).first { text[$0].role != .title }
        let isGiven = first.map { text[$0].role == .given } ?? true
        let draw = draws.take(isUnique ? Key.whole : isGiven ? Key.given : Key.surname)
        appendToken(of: cell, draw, count: min(width, KeyedToken.letterLimit), into: &output)
    }
}

/// One list or two in a row, as one list to draw from.
private struct SurrogateNames {
    var first: SurrogateList
    var second: SurrogateList?

    func append(draw: UInt64, style: LetterStyle, to output: inout [UInt8]) {
        let index = draw.scaled(below: first.count + (second?.count ?? 0))
        if index < first.count {
            first.append(index: index, style: style, to: &output)
        } else {
            second?.append(index: index - first.count, style: style, to: &output)
        }
    }

    /// A name of at most `room` characters: of the first list with one so short, else letters.
    func append(draw: UInt64, style: LetterStyle, room: Int, to output: inout [UInt8]) {
        let start = output.count
        append(draw: draw, style: style, to: &output)
        if output.span.extracting(start..<output.count).characterCount <= room { return }
        output.removeLast(output.count - start)
        for list in [first, second].compactMap(\.self) {
            if let index = list.index(draw: draw, limit: room) {
                return list.append(index: index, style: style, to: &output)
            }
        }
        KeyedToken.appendLetters(draw, characters: min(room, KeyedToken.letterLimit), to: &output)
        style.apply(to: &output, from: start)
    }
}

extension Span<UInt8> {
    /// A letter alone or with its full stop.
    fileprivate var isInitial: Bool {
        count > 0 && count <= 2 && self[0].isLetter && (count == 1 || self[1] == UInt8(ascii: "."))
    }
}
