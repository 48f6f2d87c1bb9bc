/// One invented person, all of whose parts follow from three keyed draws of the entity.
///
/// Names come from the lists of the locale in the cell's script; place, postal code and telephone
/// from one place of the locale's country; user name and address from the name.
struct Persona {
    /// Names and sex.
    let who: UInt128
    /// Place, street and numbers.
    let home: UInt128
    /// What tells personas apart.
    let token: UInt128
    let names: SurrogateSet

    /// First and last birth years are multiples of it.
    static let birthYearStep = 5
    /// Adults of working age, and some who aren't any more.
    private static let firstBirthYear = 1940
    private static let birthYearBuckets = 13
    /// Base 32 characters of a token: 40 bits, or 80 where it must be unique.
    private static let tokenLength = 8
    private static let uniqueTokenLength = 16

    var isFemale: Bool { who & 1 == 0 }
    private var givenDraw: UInt64 { UInt64(truncatingIfNeeded: who >> 64) }
    private var surnameDraw: UInt64 { UInt64(truncatingIfNeeded: who >> 32) }
    private var secondDraw: UInt64 { UInt64(truncatingIfNeeded: who >> 8) << 24 }

    var birthYear: Int {
        let draw = UInt64(truncatingIfNeeded: who >> 1) << 48
        return Self.firstBirthYear + Self.birthYearStep * draw.scaled(below: Self.birthYearBuckets)
    }

    func place(of country: PersonaPlaces) -> PersonaPlaces.Place {
        country.places[UInt64(truncatingIfNeeded: home >> 64).scaled(below: country.places.count)]
    }

    /// For the digits of postal code, telephone and house number.
    var postalDraw: UInt64 { UInt64(truncatingIfNeeded: home) }
    var phoneDraw: UInt64 { UInt64(truncatingIfNeeded: token) }
    private var houseDraw: UInt64 { UInt64(truncatingIfNeeded: home) << 32 }
    private var streetDraw: UInt64 { UInt64(truncatingIfNeeded: home >> 32) }

    func appendGiven(_ style: LetterStyle, room: Int?, to output: inout [UInt8]) {
        let list = isFemale ? names.female : names.male
        append(list, givenDraw, style, room, to: &output)
    }

    func appendSurname(_ style: LetterStyle, room: Int?, to output: inout [UInt8]) {
        guard names.form.hasTwoSurnames, room.map({ $0 >= 24 }) ?? true else {
            return append(names.surnames, surnameDraw, style, room, to: &output)
        }
        append(names.surnames, surnameDraw, style, room.map { $0 / 2 }, to: &output)
        output.append(0x20)
        append(names.surnames, secondDraw, style, room.map { ($0 - 1) / 2 }, to: &output)
    }

    func appendFull(_ style: LetterStyle, room: Int?, to output: inout [UInt8]) {
        let half = room.map { max(1, ($0 - 1) / 2) }
        if names.form.surnameLength > 0 {
            appendSurname(style, room: half, to: &output)
            if !names.form.isUnspaced { output.append(0x20) }
            return appendGiven(style, room: half, to: &output)
        }
        appendGiven(style, room: half, to: &output)
        output.append(0x20)
        appendSurname(style, room: half, to: &output)
    }

    /// `anna.schmidt7k3q` in ASCII; where no name is, the token stands alone.
    func appendLogin(isUnique: Bool, room: Int?, to output: inout [UInt8]) {
        let length = isUnique ? Self.uniqueTokenLength : Self.tokenLength / 2
        let limit = max(0, (room ?? 64) - length)
        var name: [UInt8] = []
        appendGiven(.lower, room: nil, to: &name)
        name.append(UInt8(ascii: "."))
        append(names.surnames, surnameDraw, .lower, nil, to: &name)
        var plain = PlainLetters.ascii(name).prefix(limit)
        if plain.last == UInt8(ascii: ".") { plain.removeLast() }
        output.append(contentsOf: plain)
        KeyedToken.append(token, characters: min(length, room ?? length), to: &output)
    }

    /// The number stands where the locale writes it.
    func appendStreet(
        _ style: LetterStyle, numberFirst: Bool, room: Int?, to output: inout [UInt8]
    ) {
        let number = "\(1 + houseDraw.scaled(below: 199))" + names.form.numberSuffix
        let blank = names.form.isUnspaced ? "" : " "
        if numberFirst { output.append(contentsOf: (number + blank).utf8) }
        let taken = number.unicodeScalars.count + blank.count
        append(names.streets, streetDraw, style, room.map { max(1, $0 - taken) }, to: &output)
        if !numberFirst { output.append(contentsOf: (blank + number).utf8) }
    }

    private func append(
        _ list: SurrogateList, _ draw: UInt64, _ style: LetterStyle, _ room: Int?,
        to output: inout [UInt8]
    ) {
        list.append(draw: draw, style: style, room: room, to: &output)
    }
}
