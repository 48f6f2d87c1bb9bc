/// The check digits that a country has inside its account numbers, beside those of the IBAN.
///
/// After the SWIFT IBAN Registry and ECBS TR 201. Countries whose banks have rules of their own
/// (Germany, the United Kingdom) have none here.
struct AccountCheck: Sendable {
    private enum Kind: Sendable {
        case belgian, french, spanish, italian, finnish, norwegian, polish, czech, hungarian
        /// ISO 7064 mod 97-10 over the digits before.
        case mod97
    }

    /// Check characters; a second one only where `count` is 2.
    struct Value: Equatable {
        var first: UInt8
        var second: UInt8 = 0
    }

    private let kind: Kind
    /// Which places of an account number are its check characters.
    private let places: [Int]
    /// The class of every place, `9` or `A`.
    private let classes: [UInt8]

    /// - Parameter template: the country in lower case, then the class of every place; `nil` for a
    ///   country without checks or an account number that isn't one of it.
    init?(template: [UInt8]) {
        let classes = Array(template.dropFirst(2))
        let country = String(decoding: template.prefix(2), as: UTF8.self)
        guard let (kind, places) = Self.scheme(country, length: classes.count) else { return nil }
        let letters = classes.indices.filter { classes[$0] == UInt8(ascii: "A") }
        let allowed: Range<Int> =
            switch kind {
            case .french: 10..<21
            case .italian: 11..<23
            default: 0..<0
            }
        let isItalian = kind == .italian
        guard letters.allSatisfy({ allowed.contains($0) || isItalian && $0 == 0 }),
            !isItalian || letters.first == 0
        else { return nil }
        (self.kind, self.places, self.classes) = (kind, places, classes)
    }

    private static func scheme(_ country: String, length: Int) -> (Kind, [Int])? {
        switch (country, length) {
        case ("be", 12): (.belgian, [10, 11])
        case ("fr", 23), ("mc", 23): (.french, [21, 22])
        case ("es", 20): (.spanish, [8, 9])
        case ("it", 23), ("sm", 23): (.italian, [0])
        case ("fi", 14): (.finnish, [13])
        case ("no", 11): (.norwegian, [10])
        case ("pl", 24): (.polish, [7])
        case ("cz", 20), ("sk", 20): (.czech, [9, 19])
        case ("hu", 24): (.hungarian, [7, 23])
        case ("pt", 21), ("si", 15), ("rs", 18), ("me", 18), ("mk", 15), ("ba", 16):
            (.mod97, [length - 2, length - 1])
        default: nil
        }
    }

    /// The template of what isn't a check character, the country in front.
    func payloadTemplate(of template: [UInt8]) -> [UInt8] {
        template.prefix(2) + payload(of: classes[...])
    }

    /// An account number without its check characters.
    func payload(of numerals: ArraySlice<UInt8>) -> [UInt8] {
        numerals.indices.filter { !places.contains($0 - numerals.startIndex) }.map { numerals[$0] }
    }

    /// Puts a payload around the check characters.
    func fill(_ numerals: inout [UInt8], with payload: ArraySlice<UInt8>) {
        var next = payload.startIndex
        for place in numerals.indices where !places.contains(place) {
            numerals[place] = payload[next]
            next += 1
        }
    }

    /// Exchanges two values of the check characters: a valid account number stays valid and an
    /// invalid one invalid, one-to-one.
    func exchange(_ before: Value, _ after: Value, in numerals: inout [UInt8]) {
        var own = Value(first: numerals[places[0]])
        if places.count == 2 { own.second = numerals[places[1]] }
        let new = own == before ? after : own == after ? before : own
        numerals[places[0]] = new.first
        if places.count == 2 { numerals[places[1]] = new.second }
    }

    /// The check characters that the others ask for; `nil` where none would be right.
    func value(for numerals: [UInt8]) -> Value? {
        switch kind {
        case .belgian:
            let rest = Self.remainder(numerals[..<10])
            return Self.two(rest == 0 ? 97 : rest)
        case .mod97:
            let rest = Self.remainder(numerals[..<(numerals.count - 2)])
            return Self.two(98 - rest * 100 % 97)
        case .french: return french(numerals)
        case .spanish:
            let bank = Self.sum(numerals[0..<8], [4, 8, 5, 10, 9, 7, 3, 6])
            let account = Self.sum(numerals[10..<20], [1, 2, 4, 8, 5, 10, 9, 7, 3, 6])
            return Value(first: Self.elevens(bank), second: Self.elevens(account))
        case .italian: return italian(numerals)
        case .finnish: return Value(first: Self.luhn(numerals[..<13]))
        case .norwegian:
            let check = (11 - Self.sum(numerals[..<10], [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11
            return check == 10 ? nil : Value(first: UInt8(check))
        case .polish:
            return Value(first: Self.tens(Self.sum(numerals[..<7], [3, 9, 7, 1, 3, 9, 7])))
        case .czech:
            let prefix = Self.sum(numerals[4..<9], [10, 5, 8, 4, 2])
            let account = Self.sum(numerals[10..<19], [6, 3, 7, 9, 10, 5, 8, 4, 2])
            let checks = ((11 - prefix % 11) % 11, (11 - account % 11) % 11)
            guard checks.0 < 10, checks.1 < 10 else { return nil }
            return Value(first: UInt8(checks.0), second: UInt8(checks.1))
        case .hungarian:
            let weights = [9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3, 1, 9, 7, 3]
            return Value(
                first: Self.tens(Self.sum(numerals[..<7], weights)),
                second: Self.tens(Self.sum(numerals[8..<23], weights)))
        }
    }

    /// 97 less the weighted parts; letters count as 1 to 9 three times over, S as 2.
    private func french(_ numerals: [UInt8]) -> Value {
        let digits = numerals.indices.map { index -> UInt8 in
            guard classes[index] == UInt8(ascii: "A") else { return numerals[index] }
            let letter = numerals[index]
            return letter < 9 ? letter + 1 : letter < 18 ? letter - 8 : letter - 16
        }
        let bank = Self.remainder(digits[..<5])
        let branch = Self.remainder(digits[5..<10])
        let account = Self.remainder(digits[10..<21])
        return Self.two(97 - (89 * bank + 15 * branch + 3 * account) % 97)
    }

    /// The CIN letter: odd places count by a table of the tax code's, even ones as they are.
    private func italian(_ numerals: [UInt8]) -> Value {
        let odd = [
            1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25,
            24, 23,
        ]
        var sum = 0
        for index in 1..<numerals.count {
            sum += index % 2 == 1 ? odd[Int(numerals[index])] : Int(numerals[index])
        }
        return Value(first: UInt8(sum % 26))
    }

    private static func two(_ number: Int) -> Value {
        Value(first: UInt8(number / 10), second: UInt8(number % 10))
    }

    private static func remainder(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { ($0 * 10 + Int($1)) % 97 }
    }

    private static func sum(_ digits: ArraySlice<UInt8>, _ weights: [Int]) -> Int {
        zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
    }

    private static func tens(_ sum: Int) -> UInt8 { UInt8((10 - sum % 10) % 10) }

    private static func elevens(_ sum: Int) -> UInt8 {
        let check = 11 - sum % 11
        return check == 11 ? 0 : check == 10 ? 1 : UInt8(check)
    }

    private static func luhn(_ digits: ArraySlice<UInt8>) -> UInt8 {
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            let doubled = Int(digit) * (place % 2 == 0 ? 2 : 1)
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return tens(sum)
    }
}
