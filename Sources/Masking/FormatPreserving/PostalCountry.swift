/// Countries whose postal codes can be told from other digits, by ISO 3166 code.
///
/// Shapes and ranges after the Universal Postal Union's addressing guides; single codes within them
/// may not be in use.
package enum PostalCountry: String, CountryCode {
    case australia = "AU"
    case austria = "AT"
    case brazil = "BR"
    case britain = "GB"
    case china = "CN"
    case france = "FR"
    case germany = "DE"
    case india = "IN"
    case indonesia = "ID"
    case italy = "IT"
    case japan = "JP"
    case korea = "KR"
    case mexico = "MX"
    case netherlands = "NL"
    case poland = "PL"
    case spain = "ES"
    case sweden = "SE"
    case switzerland = "CH"
    case turkey = "TR"
    case unitedStates = "US"

    package static let purpose = "postal"

    /// Whether codes of the country are written so.
    package func hasShape(_ shape: [UInt8]) -> Bool {
        shapes.contains { $0.utf8.elementsEqual(shape) }
    }

    /// Letters and digits of its codes without blanks and dashes, `A` and `9` by place.
    private var shapes: [String] {
        switch self {
        case .australia, .austria, .switzerland: ["9999"]
        case .brazil: ["99999999"]
        case .britain: ["A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA"]
        case .china, .india: ["999999"]
        case .japan: ["9999999"]
        case .netherlands: ["9999AA"]
        case .unitedStates: ["99999", "999999999"]
        default: ["99999"]
        }
    }

    /// Those that name a British post town.
    package func keptLetters(_ shape: [UInt8]) -> Int {
        self == .britain ? shape.prefix { $0 == UInt8(ascii: "A") }.count : 0
    }

    /// Whether a code of one of the shapes can be in use.
    package func isValid(_ numerals: ArraySlice<UInt8>, _ shape: [UInt8]) -> Bool {
        let codes = Array(numerals)
        func leading(_ count: Int) -> Int { codes.prefix(count).reduce(0) { $0 * 10 + Int($1) } }
        switch self {
        case .australia: return (200...9944).contains(leading(4))
        case .austria, .switzerland: return (1000...9658).contains(leading(4))
        case .brazil: return leading(5) >= 1000
        case .britain:
            // Why: C, I, K, M, O and V look like digits or each other.
            return codes.suffix(2).allSatisfy { ![2, 8, 10, 12, 14, 21].contains($0) }
        case .china: return (1...86).contains(leading(2))
        case .france: return (1...95).contains(leading(2)) || (97...98).contains(leading(2))
        case .germany: return ![0, 5, 43, 62].contains(leading(2))
        case .india: return (1...8).contains(leading(1))
        case .indonesia: return leading(2) >= 10
        case .italy: return leading(5) >= 10 && leading(2) <= 98
        case .japan: return leading(3) >= 1
        case .korea: return (1...63).contains(leading(2))
        case .mexico: return leading(2) >= 1
        case .netherlands:
            // Why: SA, SD and SS are never given.
            return leading(4) >= 1000 && !(codes[4] == 18 && [0, 3, 18].contains(codes[5]))
        case .poland: return true
        case .spain: return (1...52).contains(leading(2))
        case .sweden: return (100...984).contains(leading(3))
        case .turkey: return (1...81).contains(leading(2))
        case .unitedStates: return leading(3) >= 5
        }
    }
}
