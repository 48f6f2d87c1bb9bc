/// The check digits that a country has inside its account numbers, beside those of the IBAN.
///
/// After the SWIFT IBAN Registry and ECBS TR 201. Countries whose banks have rules of their own
/// (Germany, the United Kingdom) have none here.
struct AccountCheck: Sendable {
    /// Check characters; a second one only where there are two.
    struct Value: Equatable {
        var first: UInt8
        var second: UInt8 = 0
    }

    private let first: AccountRule
    private let second: AccountRule?
    /// Which places of an account number are its check characters, one or two.
    private let places: [Int]
    /// The stretches of the other places.
    let payload: [Range<Int>]
    /// Bit n: place n is a letter.
    private let letters: UInt32

    /// - Parameter template: the country in lower case, then the class of every place; `nil` for a
    ///   country without checks or an account number that isn't one of it.
    init?(template: [UInt8]) {
        let classes = Array(template.dropFirst(2))
        let country = String(decoding: template.prefix(2), as: UTF8.self)
        let rules = Self.rules(country, count: classes.count)
        guard let first = rules.first else { return nil }
        let letters = classes.indices.filter { classes[$0] == UInt8(ascii: "A") }
        guard letters.allSatisfy(Self.lettered(country).contains),
            !Self.isItalian(country) || letters.first == 0
        else { return nil }
        self.first = first
        second = rules.count > 1 ? rules[1] : nil
        places = first.isPair ? [first.place, first.place + 1] : rules.map(\.place)
        payload = Self.stretches(of: classes.count, without: places)
        self.letters = letters.reduce(0) { $0 | 1 << UInt32($1) }
    }

    private static func isItalian(_ country: String) -> Bool { country == "it" || country == "sm" }

    /// Places that may hold letters.
    private static func lettered(_ country: String) -> [Int] {
        switch country {
        case "fr", "mc": Array(10..<21)
        case "it", "sm": [0] + Array(11..<23)
        case "al": Array(8..<24)
        default: []
        }
    }

    private static func rules(_ country: String, count: Int) -> [AccountRule] {
        switch (country, count) {
        case ("be", 12): [.wholeNinetySevens(count: 10)]
        case ("fr", 23), ("mc", 23), ("mr", 23), ("tn", 20):
            [.ninetySevens(from: 97, count: count - 2)]
        case ("pt", 21), ("si", 15), ("rs", 18), ("me", 18), ("mk", 15), ("ba", 16), ("tl", 19),
            ("xk", 16):
            [.ninetySevens(from: 98, count: count - 2)]
        case ("es", 20):
            [
                AccountRule(.elevens, at: 8, over: 0..<8, [4, 8, 5, 10, 9, 7, 3, 6]),
                AccountRule(.elevens, at: 9, over: 10..<20, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]),
            ]
        case ("it", 23), ("sm", 23): [AccountRule(.italian, at: 0, over: 1..<23)]
        case ("fi", 14): [AccountRule(.luhn, at: 13, over: 0..<13)]
        case ("no", 11):
            [AccountRule(.elevensOrNone, at: 10, over: 0..<10, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2])]
        case ("cz", 20), ("sk", 20):
            [
                AccountRule(.elevensOrNone, at: 9, over: 4..<9, [10, 5, 8, 4, 2]),
                AccountRule(.elevensOrNone, at: 19, over: 10..<19, [6, 3, 7, 9, 10, 5, 8, 4, 2]),
            ]
        case ("hr", 17):
            [AccountRule(.hybrid, at: 6, over: 0..<6), AccountRule(.hybrid, at: 16, over: 7..<16)]
        default: tens(country, count: count)
        }
    }

    /// What is missing to a multiple of ten.
    private static func tens(_ country: String, count: Int) -> [AccountRule] {
        switch (country, count) {
        case ("al", 24): [AccountRule(.tens, at: 7, over: 0..<7, [9, 7, 3, 1])]
        case ("ee", 16): [AccountRule(.tens, at: 15, over: 2..<15, [7, 1, 3])]
        case ("hu", 24):
            [
                AccountRule(.tens, at: 7, over: 0..<7, [9, 7, 3, 1]),
                AccountRule(.tens, at: 23, over: 8..<23, [9, 7, 3, 1]),
            ]
        case ("pl", 24): [AccountRule(.tens, at: 7, over: 0..<7, [3, 9, 7, 1])]
        default: []
        }
    }

    private static func stretches(of count: Int, without places: [Int]) -> [Range<Int>] {
        var stretches: [Range<Int>] = []
        var start = 0
        for place in places.sorted() + [count] {
            if start < place { stretches.append(start..<place) }
            start = place + 1
        }
        return stretches
    }

    /// The template of what isn't a check character, the country in front.
    func payloadTemplate(of template: [UInt8]) -> [UInt8] {
        template.prefix(2) + payload.flatMap { template[$0.lowerBound + 2..<$0.upperBound + 2] }
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
        guard let number = first.number(for: account, letters: letters) else { return nil }
        if first.isPair { return Value(first: UInt8(number / 10), second: UInt8(number % 10)) }
        guard let second else { return Value(first: UInt8(number)) }
        guard let other = second.number(for: account, letters: 0) else { return nil }
        return Value(first: UInt8(number), second: UInt8(other))
    }
}
