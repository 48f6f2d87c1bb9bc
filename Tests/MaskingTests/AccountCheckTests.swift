import Masking
import Testing

/// Check digits that countries have inside their account numbers.
struct AccountCheckTests {
    /// The examples of the SWIFT IBAN Registry.
    static let registry = [
        "BE68539007547034", "FR1420041010050500013M02606", "MC5811222000010123456789030",
        "ES9121000418450200051332", "IT60X0542811101000000123456", "SM86U0322509800000000270100",
        "FI2112345600000785", "NO9386011117947", "PL61109010140000071219812874",
        "CZ6508000000192000145399", "SK3112000000198742637541", "HU42117730161111101800000000",
        "PT50000201231234567890154", "SI56263300012039086", "RS35260005601001611379",
        "ME25505000012345678951", "BA391290079401028494",
        "TL380080012345678910157", "XK051212012345678906", "TN5910006035183598478831",
        "MR1300020001010000123456753", "HR1210010051863000160", "EE382200221020145685",
        "AL47212110090000000235698741",
    ]

    /// An IBAN's check digits are right when the whole leaves 1.
    private func isValid(_ iban: String) -> Bool {
        let moved = iban.dropFirst(4) + iban.prefix(4)
        var rest = 0
        for character in moved {
            let value = character.hexDigitValue.map { $0 < 10 ? $0 : nil } ?? nil
            let number = value ?? Int((character.asciiValue ?? 65) - 55)
            rest = (number < 10 ? rest * 10 + number : rest * 100 + number) % 97
        }
        return rest == 1
    }

    @Test(arguments: registry)
    func `an account number whose own checks are right keeps them right`(
        _ example: String
    ) throws {
        let country = example.prefix(2)
        // Why: masked twice over, each output is the input of the next, and all must be valid.
        var value = example
        var seen: Set = [example]
        for _ in 0..<200 {
            value = try #require(try MaskFixture.mask(.iban, value))
            #expect(value.prefix(2) == country && value.count == example.count)
            #expect(isValid(value) && ownChecksHold(value), "\(country)")
            seen.insert(value)
        }
        #expect(seen.count > 190)
    }

    @Test(arguments: registry)
    func `an account number whose own checks are wrong keeps them wrong`(
        _ example: String
    ) throws {
        guard let place = Self.places[String(example.prefix(2))] else { return }
        var characters = Array(example)
        let index = 4 + place
        let isLetter = characters[index].isLetter
        characters[index] =
            isLetter
            ? (characters[index] == "A" ? "B" : "A")
            : (characters[index] == "0" ? "1" : "0")
        var value = String(characters)
        for _ in 0..<100 {
            value = try #require(try MaskFixture.mask(.iban, value))
            #expect(!ownChecksHold(value))
        }
    }

    /// Where each country's first check character stands behind the IBAN's own.
    private static let places = [
        "BE": 10, "ES": 8, "IT": 0, "FI": 13, "NO": 10, "PL": 7, "PT": 19, "TL": 17, "XK": 14,
        "TN": 18, "MR": 21, "HR": 6, "EE": 15, "AL": 7,
    ]

    /// Written apart from the masker's own arithmetic, for the countries in `places`.
    private func ownChecksHold(_ iban: String) -> Bool {
        let account = iban.dropFirst(4)
        let digits = account.compactMap(\.wholeNumberValue)
        func weighted(_ range: Range<Int>, _ weights: [Int]) -> Int {
            zip(digits[range], weights).map { $0.0 * $0.1 }.reduce(0, +)
        }
        switch iban.prefix(2) {
        case "BE":
            let number = Int(account.prefix(10)) ?? 0
            return (number % 97 == 0 ? 97 : number % 97) == Int(account.suffix(2))
        case "PT", "TL", "XK": return digits.reduce(0) { ($0 * 10 + $1) % 97 } == 1
        case "TN", "MR": return digits.reduce(0) { ($0 * 10 + $1) % 97 } == 0
        case "HR": return [digits[..<7], digits[7...]].allSatisfy(Self.isHybrid)
        case "EE":
            return weighted(2..<16, [7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
        case "AL": return weighted(0..<8, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 == 0
        case "NO": return weighted(0..<11, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
        case "PL": return weighted(0..<8, [3, 9, 7, 1, 3, 9, 7, 1]) % 10 == 0
        case "FI":
            let doubled = digits.reversed().enumerated().map { place, digit in
                place % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10
            }
            return doubled.reduce(0, +) % 10 == 0
        case "ES":
            let first = (11 - weighted(0..<8, [4, 8, 5, 10, 9, 7, 3, 6]) % 11)
            let second = (11 - weighted(10..<20, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11)
            return [first, second].map { $0 == 11 ? 0 : $0 == 10 ? 1 : $0 } == Array(digits[8..<10])
        case "IT":
            let odd = Array("BAKPLCQDREVOSFTGUHMINJWZYX")
            var sum = 0
            for (place, character) in account.dropFirst().enumerated() {
                let value = character.wholeNumberValue ?? Int((character.asciiValue ?? 65) - 65)
                let table = odd.firstIndex { $0.asciiValue == UInt8(65 + value) } ?? 0
                sum += place % 2 == 0 ? table : value
            }
            return account.first?.asciiValue == UInt8(65 + sum % 26)
        default: return true
        }
    }

    /// ISO 7064 mod 11,10: the product of a right number with its check digit leaves 1.
    private static func isHybrid(_ digits: ArraySlice<Int>) -> Bool {
        var product = 10
        for digit in digits.dropLast() {
            let sum = (product + digit) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (product + (digits.last ?? 0)) % 10 == 1
    }
}
