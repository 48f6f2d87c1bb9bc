/// Countries whose number plates have a form that can be told, by ISO 3166 code.
///
/// Shapes and letters after the countries' registration rules. Districts are looked at where they
/// make a short list, which is in India alone.
package enum PlateCountry: String, CountryCode {
    case brazil = "BR"
    case britain = "GB"
    case france = "FR"
    case germany = "DE"
    case india = "IN"
    case italy = "IT"
    case netherlands = "NL"
    case poland = "PL"
    case spain = "ES"
    case unitedStates = "US"

    package static let purpose = "plate"

    /// Empty where there are more than a list says: Germany, and the United States, where states
    /// and owners choose.
    private var shapes: [String] {
        switch self {
        case .brazil: ["AAA9999", "AAA9A99"]
        case .britain: ["AA99AAA"]
        case .france, .italy: ["AA999AA"]
        case .germany, .unitedStates: []
        case .india:
            [
                "AA99A9999", "AA99AA9999", "AA99AAA9999", "AA9A9999", "AA9AA9999", "AA9AAA9999",
            ]
        case .netherlands:
            [
                "AA9999", "9999AA", "99AA99", "AA99AA", "AAAA99", "99AAAA", "99AAA9", "9AAA99",
                "AA999A", "A999AA", "AAA99A", "A99AAA", "9AA999", "999AA9",
            ]
        case .poland:
            [
                "AA99999", "AA9999A", "AA999AA", "AA9A999", "AA99A99", "AAA99999", "AAA9999A",
                "AAA999AA", "AAAA999", "AAA99AA", "AAA9A99", "AAA99A9", "AAA9AA9",
            ]
        case .spain: ["9999AAA"]
        }
    }

    /// Whether codes of the country are written so.
    package func hasShape(_ shape: [UInt8]) -> Bool {
        switch self {
        case .germany: Self.isGerman(shape)
        case .unitedStates: (2...8).contains(shape.count)
        default: shapes.contains(String(decoding: shape, as: UTF8.self))
        }
    }

    /// None: what a district is can't be told without its separator.
    package func keptLetters(_ shape: [UInt8]) -> Int { 0 }

    /// Two to five letters for district and series, one to four digits, perhaps an `E` or `H`;
    /// eight characters at most.
    private static func isGerman(_ shape: [UInt8]) -> Bool {
        let letters = shape.prefix { $0 == UInt8(ascii: "A") }.count
        let digits = shape.dropFirst(letters).prefix { $0 == UInt8(ascii: "9") }.count
        let rest = shape.dropFirst(letters + digits)
        return (2...5).contains(letters) && (1...4).contains(digits) && shape.count <= 8
            && (rest.isEmpty || rest.elementsEqual("A".utf8))
    }

    /// Whether a code of one of the shapes can be in use.
    package func isValid(_ numerals: ArraySlice<UInt8>, _ shape: [UInt8]) -> Bool {
        let letters = Self.letters(numerals, shape)
        let digits = zip(numerals, shape).filter { $1 == UInt8(ascii: "9") }.map(\.0)
        switch self {
        case .brazil, .unitedStates: return true
        case .britain:
            return !letters.contains { "IQ".contains($0) } && !letters.prefix(2).contains("Z")
                && Self.isBritishAge(Int(digits[0]) * 10 + Int(digits[1]))
        case .france:
            return !letters.contains { "IOU".contains($0) } && digits.contains { $0 > 0 }
                && letters.prefix(2) != ["S", "S"] && letters.suffix(2) != ["S", "S"]
        case .germany:
            let isSpecial = shape.last == UInt8(ascii: "A")
            return digits[0] > 0 && (!isSpecial || letters.last == "E" || letters.last == "H")
        case .india:
            return Self.indianStates.contains(String(letters.prefix(2)))
                && digits.suffix(4).contains { $0 > 0 }
                && !letters.dropFirst(2).contains { "IO".contains($0) }
        case .italy: return !letters.contains { "IOQU".contains($0) }
        case .netherlands: return !letters.contains { "AEIOUCQ".contains($0) }
        case .poland:
            return letters.first.map { "BCDEFGKLNOPRSTWZ".contains($0) } ?? false
                && !letters.contains("Q") && digits.contains { $0 > 0 }
        case .spain: return !letters.contains { "AEIOUQ".contains($0) }
        }
    }

    private static func letters(_ numerals: ArraySlice<UInt8>, _ shape: [UInt8]) -> [Character] {
        zip(numerals, shape).filter { $1 == UInt8(ascii: "A") }.map {
            Character(Unicode.Scalar($0.0 + 65))
        }
    }

    /// Half-years from 2001 on: 02 … 29 for March, 51 … 79 for September.
    private static func isBritishAge(_ number: Int) -> Bool {
        (2...29).contains(number) || (51...79).contains(number)
    }

    private static let indianStates: Set = [
        "AN", "AP", "AR", "AS", "BR", "CG", "CH", "DD", "DL", "DN", "GA", "GJ", "HP", "HR", "JH",
        "JK", "KA", "KL", "LA", "LD", "MH", "ML", "MN", "MP", "MZ", "NL", "OD", "OR", "PB", "PY",
        "RJ", "SK", "TN", "TR", "TS", "TG", "UK", "UP", "WB",
    ]
}
