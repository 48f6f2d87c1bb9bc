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
    /// Which places of an account number are its check characters, one or two.
    private let places: [Int]
    /// The other places.
    let payloadPlaces: [Int]
    /// Bit n: place n is a letter.
    private let letters: UInt32

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
        (self.kind, self.places) = (kind, places)
        payloadPlaces = classes.indices.filter { !places.contains($0) }
        self.letters = letters.reduce(0) { $0 | 1 << UInt32($1) }
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
        template.prefix(2) + payloadPlaces.map { template[$0 + 2] }
    }

    /// Exchanges two values of the check characters of the account number that begins at `start`:
    /// a valid one stays valid and an invalid one invalid, one-to-one.
    func exchange(
        _ before: Value, _ after: Value, in numerals: inout [UInt8], at start: Int
    ) {
        var own = Value(first: numerals[start + places[0]])
        if places.count == 2 { own.second = numerals[start + places[1]] }
        let new = own == before ? after : own == after ? before : own
        numerals[start + places[0]] = new.first
        if places.count == 2 { numerals[start + places[1]] = new.second }
    }

    /// The check characters that the others ask for; `nil` where none would be right.
    func value(for account: Span<UInt8>) -> Value? {
        switch kind {
        case .belgian:
            let rest = remainder(account, 0..<10)
            return Self.two(rest == 0 ? 97 : rest)
        case .mod97: return Self.two(98 - remainder(account, 0..<account.count - 2) * 100 % 97)
        case .french:
            let bank = remainder(account, 0..<5)
            let branch = remainder(account, 5..<10)
            return Self.two(97 - (89 * bank + 15 * branch + 3 * remainder(account, 10..<21)) % 97)
        case .spanish:
            let bank = Self.sum(account, 0..<8, 0x485A_9736)
            let number = Self.sum(account, 10..<20, 0x12_485A_9736)
            return Value(first: Self.elevens(bank), second: Self.elevens(number))
        case .italian: return Self.italian(account)
        case .finnish: return Value(first: Self.luhn(account, 0..<13))
        case .norwegian:
            let check = (11 - Self.sum(account, 0..<10, 0x54_3276_5432) % 11) % 11
            return check == 10 ? nil : Value(first: UInt8(check))
        case .polish: return Value(first: Self.tens(Self.sum(account, 0..<7, 0x397_1397)))
        case .czech:
            let prefix = (11 - Self.sum(account, 4..<9, 0xA_5842) % 11) % 11
            let number = (11 - Self.sum(account, 10..<19, 0x6_379A_5842) % 11) % 11
            guard prefix < 10, number < 10 else { return nil }
            return Value(first: UInt8(prefix), second: UInt8(number))
        case .hungarian:
            let bank = Self.sum(account, 0..<7, 0x973_1973)
            let number = Self.sum(account, 8..<23, 0x973_1973_1973_1973)
            return Value(first: Self.tens(bank), second: Self.tens(number))
        }
    }

    /// Some places as one number modulo 97; letters count as France has them: 1 to 9 three times
    /// over, S as 2.
    private func remainder(_ account: Span<UInt8>, _ places: Range<Int>) -> Int {
        var rest: UInt64 = 0
        for place in places {
            var digit = account[place]
            if letters >> UInt32(place) & 1 == 1 {
                digit = digit < 9 ? digit + 1 : digit < 18 ? digit - 8 : digit - 16
            }
            // Why: up to 17 digits fit before the remainder has to be taken.
            if rest >= 1_000_000_000_000_000 { rest %= 97 }
            rest = rest * 10 + UInt64(digit)
        }
        return Int(rest % 97)
    }

    /// The CIN letter: odd places count by a table of the tax code's, even ones as they are.
    private static func italian(_ account: Span<UInt8>) -> Value {
        var sum = 0
        for place in 1..<account.count {
            let numeral = Int(account[place])
            sum += place % 2 == 1 ? unsafe Int(oddValues.utf8Start[numeral]) - 65 : numeral
        }
        return Value(first: UInt8(sum % 26))
    }

    /// What each numeral counts at an odd place, `A` for 0.
    private static var oddValues: StaticString { "BAFHJNPRTVCESULDGIMOQKWZYX" }

    private static func two(_ number: Int) -> Value {
        Value(first: UInt8(number / 10), second: UInt8(number % 10))
    }

    /// - Parameter weights: one hexadecimal digit a place.
    private static func sum(
        _ account: Span<UInt8>, _ places: Range<Int>, _ weights: UInt64
    ) -> Int {
        var rest = weights
        var sum = 0
        for place in places.reversed() {
            sum += Int(account[place]) * Int(rest & 15)
            rest >>= 4
        }
        return sum
    }

    private static func tens(_ sum: Int) -> UInt8 { UInt8((10 - sum % 10) % 10) }

    private static func elevens(_ sum: Int) -> UInt8 {
        let check = 11 - sum % 11
        return check == 11 ? 0 : check == 10 ? 1 : UInt8(check)
    }

    private static func luhn(_ account: Span<UInt8>, _ places: Range<Int>) -> UInt8 {
        var sum = 0
        for place in places {
            let isDoubled = (places.upperBound - place) % 2 == 1
            let value = Int(account[place]) * (isDoubled ? 2 : 1)
            sum += value > 9 ? value - 9 : value
        }
        return tens(sum)
    }
}
