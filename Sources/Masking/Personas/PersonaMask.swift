internal import Cryptography
internal import Primitives

/// Shows in each cell one part of the persona of the row's entity: the same person in every table
/// and file whose entity column has the same domain. The cell itself gives only its writing:
/// script, upper or lower case, `DE` or `Deutschland`.
struct PersonaMask: Sendable {
    private let macs: [CipherMAC]
    private let entityForm: CanonicalForm
    let view: PersonaView
    let country: PersonaPlaces
    let choice: SurrogateChoice
    let width: Int?

    /// RFC 2606: nobody's.
    static let host = Array("@mail.example".utf8)

    init(
        key: MaskingKey, entityDomain: String, entityForm: CanonicalForm, view: PersonaView,
        country: PersonaPlaces, choice: SurrogateChoice, width: Int?
    ) {
        macs = ["persona name", "persona home", "persona token"].map {
            CipherMAC(key: key.subkey(purpose: $0, domain: entityDomain))
        }
        self.entityForm = entityForm
        self.view = view
        self.country = country
        self.choice = choice
        self.width = width
    }

    /// The transform of a batch whose rows belong to these entities; a NULL entity, or none at all,
    /// leaves a row without a persona.
    func cells(rows: Int, entities: CellBatch?) -> PersonaCells {
        let canonical = entities.map(entityForm.canonical)
        let isMissing = (0..<rows).map { entities?.isNull($0) ?? true }
        // Why: only the draws that the part is made of.
        let wanted: Set<Int> =
            switch view.part {
            case .street, .city, .state, .postalCode: [1]
            case .phone: [1, 2]
            case .country: []
            case .sex, .birthYear: [0]
            case .first, .last, .full, .username, .email: [0, 2]
            }
        let draws = macs.indices.map { index in
            var tags = [UInt128](repeating: 0, count: rows)
            if let canonical, wanted.contains(index) {
                macs[index].tags(of: canonical, into: &tags)
            }
            return tags
        }
        return PersonaCells(owner: self, isMissing: isMissing, draws: draws)
    }
}

/// The persona's part for each row of one batch.
struct PersonaCells: CellTransform {
    let owner: PersonaMask
    let isMissing: [Bool]
    /// By key and row.
    let draws: [[UInt128]]

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        guard !isMissing[row] else { throw UnfitCell(.missingEntity) }
        let persona = Persona(
            who: draws[0][row], home: draws[1][row], token: draws[2][row],
            names: owner.choice.set(for: cell))
        let style = LetterStyle(cell)
        switch owner.view.part {
        case .first, .last, .full: appendName(persona, style, to: &output)
        case .sex:
            let writing = try SexWriting(cell, locale: owner.view.locale)
            writing.append(isFemale: persona.isFemale, to: &output)
        case .birthYear: appendBirthYear(persona, cell, to: &output)
        case .username:
            persona.appendLogin(isUnique: owner.view.isUnique, room: owner.width, to: &output)
        case .email:
            let room = (owner.width ?? 64) - PersonaMask.host.count
            guard room >= 4 else { throw UnfitCell(.width) }
            persona.appendLogin(isUnique: owner.view.isUnique, room: min(room, 64), to: &output)
            output.append(contentsOf: PersonaMask.host)
        default: appendHome(persona, cell, style, to: &output)
        }
    }

    private func appendName(
        _ persona: Persona, _ style: LetterStyle, to output: inout [UInt8]
    ) {
        let isUnique = owner.view.isUnique
        let suffix = isUnique ? KeyedToken.letterLimit + 1 : 0
        let room = owner.width.map { max(1, $0 - suffix) }
        switch owner.view.part {
        case .first: persona.appendGiven(style, room: room, to: &output)
        case .last: persona.appendSurname(style, room: room, to: &output)
        default: persona.appendFull(style, room: room, to: &output)
        }
        guard isUnique else { return }
        output.append(0x20)
        let start = output.count
        KeyedToken.appendLetters(
            UInt64(truncatingIfNeeded: persona.token >> 64), characters: KeyedToken.letterLimit,
            to: &output)
        style.apply(to: &output, from: start)
    }

    /// A year, or the first day of it where the cell is a date.
    private func appendBirthYear(
        _ persona: Persona, _ cell: Span<UInt8>, to output: inout [UInt8]
    ) {
        if cell.count > 4, let text = DateText(cell, dayFirst: false),
            let date = CivilDate(year: persona.birthYear, month: 1, day: 1),
            text.write(date, keepingTime: false, into: &output)
        {
            return TimeText.appendMidnight(cell, from: text.timeStart, into: &output)
        }
        output.appendDigits(persona.birthYear, width: 4)
    }

    private func appendHome(
        _ persona: Persona, _ cell: Span<UInt8>, _ style: LetterStyle, to output: inout [UInt8]
    ) {
        let country = owner.country
        let place = persona.place(of: country)
        switch owner.view.part {
        case .street:
            persona.appendStreet(
                style, numberFirst: cell[0].isDigit, room: owner.width, to: &output)
        case .city: append(place.city, style, to: &output)
        case .state:
            append(cell.isCode ? place.stateCode : place.state, style, to: &output)
        case .postalCode:
            PersonaPlaces.append(place.postalCode, draw: persona.postalDraw, to: &output)
        case .phone:
            let isBare = (0..<cell.count).allSatisfy { $0 == 0 || cell[$0].isDigit }
            PersonaPlaces.append(
                place.phone, draw: persona.phoneDraw, isBare: isBare, to: &output)
        default:
            let code = cell.count == 2 ? country.alpha2 : country.alpha3
            append(cell.isCode ? code : country.country, style, to: &output)
        }
    }

    private func append(_ text: String, _ style: LetterStyle, to output: inout [UInt8]) {
        switch style {
        case .title: output.append(contentsOf: text.utf8)
        case .lower: output.append(contentsOf: text.lowercased().utf8)
        case .upper: output.append(contentsOf: text.uppercased().utf8)
        }
    }
}

extension Span<UInt8> {
    /// Two or three characters: a code rather than a name.
    fileprivate var isCode: Bool { count == 2 || count == 3 }
}
