/// How one check of a country's account numbers follows from other places: a weighted sum, or one
/// of the methods that aren't linear.
struct AccountRule: Sendable {
    enum Method: Sendable {
        /// Two digits: `from` less the sum modulo 97.
        case ninetySevens(from: Int)
        /// 11 less the sum modulo 11, where 11 is written 0 and 10 is written 1.
        case elevens
        /// The same, but 10 can't be written.
        case elevensOrNone
        /// What is missing to a multiple of ten.
        case tens
        /// ISO/IEC 7812-1, annex B.
        case luhn
        /// ISO 7064 mod 11,10.
        case hybrid
        /// A letter, where odd places count by a table of the tax code's and even ones as they are.
        case italian
    }

    private let method: Method
    /// Where its check character stands, the first of two.
    let place: Int
    /// What the check is over.
    private let range: Range<Int>
    /// Of each place in `range`; none for the methods that aren't linear.
    private let weights: [UInt32]

    /// - Parameter weights: of the places from the first on, and then over again.
    init(_ method: Method, at place: Int, over range: Range<Int>, _ weights: [UInt32] = []) {
        self.method = method
        self.place = place
        self.range = range
        let isLinear = !weights.isEmpty
        self.weights = isLinear ? (0..<range.count).map { weights[$0 % weights.count] } : []
    }

    /// Two digits behind all others: 98 or 97 less the number and two zeros, modulo 97.
    static func ninetySevens(from: Int, count: Int) -> AccountRule {
        let powers = (0..<count).reversed().map { power(10, $0 + 2) }
        return AccountRule(.ninetySevens(from: from), at: count, over: 0..<count, powers)
    }

    /// Two digits behind all others: the number modulo 97, or 97 for none.
    static func wholeNinetySevens(count: Int) -> AccountRule {
        // Why: the number taken from zero, which is then taken from 97.
        let powers = (0..<count).reversed().map { 97 - power(10, $0) }
        return AccountRule(.ninetySevens(from: 97), at: count, over: 0..<count, powers)
    }

    /// Modulo 97.
    private static func power(_ base: UInt32, _ exponent: Int) -> UInt32 {
        (0..<exponent).reduce(1) { result, _ in result * base % 97 }
    }

    /// Whether its check has two digits.
    var isPair: Bool { if case .ninetySevens = method { true } else { false } }

    /// The check as a number, up to 98 for two digits; `nil` where none can be written.
    ///
    /// - Parameter letters: which places are letters, counted as France does: 1 to 9 three times
    ///   over, S as 2.
    func number(for account: Span<UInt8>, letters: UInt32) -> Int? {
        switch method {
        case .ninetySevens(let from): return from - sum(account, letters) % 97
        case .elevens:
            let check = 11 - sum(account, 0) % 11
            return check == 11 ? 0 : check == 10 ? 1 : check
        case .elevensOrNone:
            let check = (11 - sum(account, 0) % 11) % 11
            return check == 10 ? nil : check
        case .tens: return (10 - sum(account, 0) % 10) % 10
        case .luhn: return luhn(account)
        case .hybrid: return hybrid(account)
        case .italian: return italian(account)
        }
    }

    private func sum(_ account: Span<UInt8>, _ letters: UInt32) -> Int {
        let digits = account.extracting(range)
        var sum: UInt32 = 0
        for index in weights.indices { sum &+= weights[index] &* UInt32(digits[index]) }
        var rest = letters
        while rest != 0 {
            let index = rest.trailingZeroBitCount - range.lowerBound
            let numeral = UInt32(digits[index])
            let value = numeral < 9 ? numeral + 1 : numeral < 18 ? numeral - 8 : numeral - 16
            sum = sum &- weights[index] &* numeral &+ weights[index] &* value
            rest &= rest - 1
        }
        return Int(sum)
    }

    private func luhn(_ account: Span<UInt8>) -> Int {
        var sum = 0
        for place in range {
            let isDoubled = (range.upperBound - place) % 2 == 1
            let value = Int(account[place]) * (isDoubled ? 2 : 1)
            sum += value > 9 ? value - 9 : value
        }
        return (10 - sum % 10) % 10
    }

    private func hybrid(_ account: Span<UInt8>) -> Int {
        var product = 10
        for place in range {
            let sum = (product + Int(account[place])) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (11 - product) % 10
    }

    private func italian(_ account: Span<UInt8>) -> Int {
        var sum = 0
        for place in range {
            let numeral = Int(account[place])
            sum += place % 2 == 1 ? unsafe Int(Self.oddValues.utf8Start[numeral]) - 65 : numeral
        }
        return sum % 26
    }

    /// What each numeral counts at an odd place, `A` for 0.
    private static var oddValues: StaticString { "BAFHJNPRTVCESULDGIMOQKWZYX" }
}
