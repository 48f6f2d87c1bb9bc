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
        let script = choice.script(of: cell)
        if script == .other {
            // Why: taken from the choice by its script, a set costs a reference count each time.
            try ask(cell, script, choice.latin, &draws)
        } else {
            try ask(cell, script, choice[script], &draws)
        }
        if isUnique { draws.ask(Key.whole, cell, form) }
    }

    private func ask(
        _ cell: Span<UInt8>, _ script: WritingScript.Kind, _ set: SurrogateSet,
        _ draws: inout KeyedDraws
    ) throws(UnfitCell) {
        guard let text = NameText(cell, part: part, surrogates: set) else {
            throw UnfitCell(.format)
        }
        draws.note(UInt64(script.rawValue) << 8 | UInt64(text.count))
        for index in 0..<text.count {
            let word = text[index]
            let bytes = cell.extracting(word.start..<word.end)
            var note = NameWordNote(word, bytes)
            switch word.role {
            case .title: break
            case .surname: draws.ask(Key.surname, bytes, .casefold)
            case .given:
                draws.ask(Key.given, bytes, .casefold)
                if !note.isInitial {
                    let hash =
                        WordTable.foldedHash(bytes)
                        ?? draws.withAsked(Key.given, WordTable.hash)
                    note.sex = sex(of: hash, set)
                }
            }
            draws.note(note.bits)
        }
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let mark = draws.mark
        let start = output.count
        append(cell, room: nil, &draws, into: &output)
        guard let width, output.span.extracting(start..<output.count).characterCount > width else {
            return
        }
        output.removeLast(output.count - start)
        let end = draws.mark
        appendFitted(cell, from: mark, width: width, &draws, into: &output)
        draws.rewind(to: end)
    }

    /// - Parameter room: characters for each name; `nil` for any number.
    private func append(
        _ cell: Span<UInt8>, room: Int?, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) {
        let head = draws.takeNote()
        let script = WritingScript.Kind(head >> 8)
        let count = Int(head & 0xFF)
        if script == .other {
            append(cell, count, choice.latin, room: room, &draws, into: &output)
        } else {
            append(cell, count, choice[script], room: room, &draws, into: &output)
        }
        guard isUnique else { return }
        output.append(0x20)
        appendToken(of: cell, draws.take(Key.whole), count: Self.suffixLetters, into: &output)
    }

    private func append(
        _ cell: Span<UInt8>, _ count: Int, _ set: SurrogateSet, room: Int?,
        _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) {
        var position = 0
        for _ in 0..<count {
            let word = NameWordNote(bits: draws.takeNote())
            // Why: a single blank, as a rule.
            for index in position..<word.start { output.append(cell[index]) }
            let bytes = cell.extracting(word.start..<word.end)
            if word.role == .title {
                output.append(bytes)
            } else {
                append(word, bytes, set, room: room, &draws, into: &output)
            }
            position = word.end
        }
        for index in position..<cell.count { output.append(cell[index]) }
    }

    private func append(
        _ word: NameWordNote, _ bytes: Span<UInt8>, _ set: SurrogateSet, room: Int?,
        _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) {
        let key = word.role == .given ? Key.given : Key.surname
        let draw = UInt64(truncatingIfNeeded: draws.take(key) >> 64)
        if word.isInitial {
            let letter = UInt8(ascii: "a") + UInt8(draw.scaled(below: 26))
            output.append(bytes[0].isUpper ? letter & 0xDF : letter)
            if bytes.count == 2 { output.append(bytes[1]) }
            return
        }
        switch (word.role, word.sex) {
        case (.surname, _), (.title, _):
            set.surnames.append(draw: draw, style: word.style, room: room, to: &output)
        case (.given, .female):
            set.female.append(draw: draw, style: word.style, room: room, to: &output)
        case (.given, .male):
            set.male.append(draw: draw, style: word.style, room: room, to: &output)
        case (.given, .unknown):
            appendGiven(draw: draw, word.style, set, room: room, to: &output)
        }
    }

    /// A given name of either list, drawn as if they were one.
    private func appendGiven(
        draw: UInt64, _ style: LetterStyle, _ set: SurrogateSet, room: Int?,
        to output: inout [UInt8]
    ) {
        let female = set.female.count
        let index = draw.scaled(below: female + set.male.count)
        let start = output.count
        if index < female {
            set.female.append(index: index, style: style, to: &output)
        } else {
            set.male.append(index: index - female, style: style, to: &output)
        }
        guard let room, output.span.extracting(start..<output.count).characterCount > room else {
            return
        }
        output.removeLast(output.count - start)
        let list = set.female.index(draw: draw, limit: room) == nil ? set.male : set.female
        list.appendFitting(draw: draw, style: style, room: room, to: &output)
    }

    /// Unknown where neither list or both know the name.
    private func sex(of hash: UInt64, _ set: SurrogateSet) -> NameWordNote.Sex {
        var marks = set.sexes.marks(of: hash)
        if marks == 0 && set !== choice.base { marks = choice.base.sexes.marks(of: hash) }
        return NameWordNote.Sex(rawValue: marks) ?? .unknown
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
        _ cell: Span<UInt8>, from mark: KeyedDraws.Mark, width: Int,
        _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) {
        draws.rewind(to: mark)
        var names = 0
        var first: NameText.Role?
        var kept = cell.characterCount + (isUnique ? Self.suffixLetters + 1 : 0)
        for _ in 0..<Int(draws.takeNote() & 0xFF) {
            let word = NameWordNote(bits: draws.takeNote())
            if word.role == .title { continue }
            first = first ?? word.role
            if word.isInitial { continue }
            names += 1
            kept -= cell.extracting(word.start..<word.end).characterCount
        }
        draws.rewind(to: mark)
        if names > 0, (width - kept) / names >= 2 {
            return append(cell, room: (width - kept) / names, &draws, into: &output)
        }
        let own = first == .surname ? Key.surname : Key.given
        let draw = draws.take(isUnique ? Key.whole : own)
        appendToken(of: cell, draw, count: min(width, KeyedToken.letterLimit), into: &output)
    }
}
