internal import Cryptography

/// Names of people: each given name and the surname is replaced by a keyed draw from the lists.
///
/// Every part is drawn under the domain's key for that part, so `John Smith` in a full-name column
/// is the `John` of the first-name column and the `Smith` of the last-name column, if these share
/// the domain. Sex is kept where the lists know it; titles and separators stay; an initial becomes
/// an initial. Draws are of the case-folded word, so `SMITH` and `Smith` are one.
struct NameMask: CellTransform {
    private let given: KeyedHash
    private let surname: KeyedHash
    private let whole: KeyedHash
    private let part: MaskTransform.NamePart
    private let isUnique: Bool
    private let form: CanonicalForm
    private let lists: SurrogateLists

    /// Letters of the suffix that tells names apart: 26¹² is 56 bits.
    static let suffixLetters = 12

    init(
        key: MaskingKey, domain: String, form: CanonicalForm, part: MaskTransform.NamePart,
        isUnique: Bool, lists: SurrogateLists
    ) {
        given = KeyedHash(key: key.subkey(purpose: "name given", domain: domain))
        surname = KeyedHash(key: key.subkey(purpose: "name surname", domain: domain))
        whole = KeyedHash(key: key.subkey(purpose: "name unique", domain: domain))
        self.part = part
        self.isUnique = isUnique
        self.form = form
        self.lists = lists
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        guard let text = NameText(cell, part: part) else { throw UnfitCell(.format) }
        var position = 0
        var index = 0
        while index < text.count {
            let word = text[index]
            var end = word.end
            index += 1
            if word.role == .surname {
                while index < text.count, text[index].role == .surname,
                    text[index].start == end + 1, cell[end] == 0x20
                {
                    end = text[index].end
                    index += 1
                }
            }
            output.append(cell.extracting(position..<word.start))
            let bytes = cell.extracting(word.start..<end)
            append(bytes, role: word.role, workspace: &workspace, into: &output)
            position = end
        }
        output.append(cell.extracting(position..<cell.count))
        if isUnique { appendSuffix(of: cell, workspace: &workspace, into: &output) }
    }

    private func append(
        _ word: Span<UInt8>, role: NameText.Role, workspace: inout [UInt8],
        into output: inout [UInt8]
    ) {
        if role == .title {
            output.append(word)
            return
        }
        let draw = CanonicalForm.casefold.digest(
            of: word, under: role == .given ? given : surname, workspace: &workspace
        ).leading64
        if word.count <= 2, word[0].isLetter, word.count == 1 || word[1] == UInt8(ascii: ".") {
            let letter = UInt8(ascii: "a") + UInt8(draw.scaled(below: 26))
            output.append(word[0].isUpper ? letter & 0xDF : letter)
            if word.count == 2 { output.append(word[1]) }
            return
        }
        let style = LetterStyle(word)
        if role == .surname {
            lists.surnames.append(draw: draw, style: style, to: &output)
        } else {
            appendGiven(workspace.span, draw: draw, style: style, into: &output)
        }
    }

    /// From the list of the name's sex; from both where neither or both know it.
    private func appendGiven(
        _ folded: Span<UInt8>, draw: UInt64, style: LetterStyle, into output: inout [UInt8]
    ) {
        let isFemale = lists.female.contains(folded)
        let isMale = lists.male.contains(folded)
        if isFemale != isMale {
            (isFemale ? lists.female : lists.male).append(draw: draw, style: style, to: &output)
            return
        }
        let index = draw.scaled(below: lists.female.count + lists.male.count)
        if index < lists.female.count {
            lists.female.append(index: index, style: style, to: &output)
        } else {
            lists.male.append(index: index - lists.female.count, style: style, to: &output)
        }
    }

    private func appendSuffix(
        of cell: Span<UInt8>, workspace: inout [UInt8], into output: inout [UInt8]
    ) {
        let digest = form.digest(of: cell, under: whole, workspace: &workspace)
        output.append(0x20)
        let start = output.count
        KeyedToken.appendLetters(
            digest.leading64, characters: Self.suffixLetters, to: &output)
        switch LetterStyle(cell) {
        case .title: output[start] &= 0xDF
        case .upper: for index in start..<output.count { output[index] &= 0xDF }
        case .lower: break
        }
    }
}
