import Masking
import Primitives
import Testing

/// Values of a one-to-one transform: its whole domain where that is small, else what is left of it
/// when some parts are held fixed.
struct BijectionCase: Sendable, CustomTestStringConvertible {
    var transform: MaskTransform
    var type = "text"
    /// Whether the values are all there are of their form, so that masking permutes them.
    var isWhole = false
    /// `#` is any digit and `@` any letter; other characters are themselves.
    var patterns: [String]

    var testDescription: String { "\(transform) \(patterns[0])" }

    /// Every text of the patterns.
    var values: [String] { patterns.flatMap(Self.texts) }

    static func texts(_ pattern: String) -> [String] {
        var texts = [[UInt8]()]
        for byte in pattern.utf8 {
            let choices: [UInt8] =
                switch byte {
                case UInt8(ascii: "#"): Array(48...57)
                case UInt8(ascii: "@"): Array(65...90)
                default: [byte]
                }
            texts = texts.flatMap { text in choices.map { text + [$0] } }
        }
        return texts.map { String(decoding: $0, as: UTF8.self) }
    }

    static let all = whole + letters + codes + cut + accounts + identifiers

    private static let scripts: [ClosedRange<UInt32>] = [
        0x0430...0x045F, 0x0400...0x042F, 0x05D0...0x05EA, 0x0660...0x0669, 0x0905...0x0939,
        0x3041...0x3096, 0xAC00...0xD7A3, 0x4E00...0x9FA5, 0xFF10...0xFF19,
    ]

    /// Every letter of a script and case, alone.
    private static let letters: [BijectionCase] = scripts.map { range in
        let texts = range.compactMap(Unicode.Scalar.init).map { String($0) }
        return BijectionCase(transform: .alphanumeric, isWhole: true, patterns: texts)
    }

    private static let whole: [BijectionCase] =
        ["##", "#-#", "###", "####", "#####"].map {
            BijectionCase(transform: .digits, isWhole: true, patterns: [$0])
        }
        + ["@#", "@@", "@@#", "@###", "#@@"].map {
            BijectionCase(transform: .alphanumeric, isWhole: true, patterns: [$0])
        } + [
            BijectionCase(transform: .card(.bin8), isWhole: true, patterns: ["41111111####"]),
            BijectionCase(
                transform: .phone(.country), isWhole: true,
                patterns: (1...9).map { "+49 \($0)###" }),
            BijectionCase(transform: .phone(.area), isWhole: true, patterns: ["+49 30 ####"]),
            BijectionCase(
                transform: .permute, type: "smallint", isWhole: true,
                patterns: ["", "#", "##", "###"].flatMap { rest in
                    (1...9).map { "\($0)" + rest }
                } + ["1####", "2####", "30###", "31###", "320##", "321##", "322##", "323##"]
                    + ["324##", "325##", "326##", "3270#", "3271#", "3272#", "3273#", "3274#"]
                    + ["3275#"] + (32_760...32_767).map { "\($0)" }),
        ]

    private static let codes: [BijectionCase] =
        PostalCountry.allCases.map { country in
            let pattern =
                switch country {
                case .britain: "SW1#@@"
                case .netherlands: "12##@@"
                case .australia, .austria, .switzerland: "####"
                case .brazil: "0131####"
                case .china, .india: "11####"
                case .japan: "100####"
                default: "1####"
                }
            let kept = pattern.prefix { $0 != "#" && $0 != "@" }.count
            return BijectionCase(
                transform: .postal(country: country, keep: country == .netherlands ? 2 : kept),
                isWhole: true, patterns: [pattern])
        }
        + PlateCountry.allCases.map { country in
            let pattern =
                switch country {
                case .brazil: "KDR####"
                case .britain: "KD##RV@"
                case .france, .italy: "KD###RV"
                case .germany: "K-DR ###"
                case .india: "MH12DR####"
                case .netherlands: "KD###R"
                case .poland: "WD####R"
                case .spain: "####KDR"
                case .unitedStates: "KDR####"
                }
            return BijectionCase(transform: .plate(country: country), patterns: [pattern])
        }

    private static let cut: [BijectionCase] = [
        BijectionCase(transform: .token, patterns: ["value ###"]),
        BijectionCase(transform: .digits, patterns: ["1234-56##-##90 1234"]),
        BijectionCase(transform: .alphanumeric, patterns: ["AB-##@-x/99"]),
        BijectionCase(transform: .card(.brand), patterns: ["4111 1111 11## ##11"]),
        BijectionCase(transform: .card(.bin6), patterns: ["4111 1111 11## ##11"]),
        BijectionCase(transform: .ssn, patterns: ["123-#1-##12"]),
        BijectionCase(transform: .phone(.country), patterns: ["+1 415 5##-##71"]),
        BijectionCase(transform: .phone(.area), patterns: ["+1 415 5##-##71"]),
        BijectionCase(transform: .ip, patterns: ["10.20#.7.1##", "2001:db8::a##"]),
        BijectionCase(transform: .mac(), patterns: ["00:1b:44:##:##:b7"]),
        BijectionCase(transform: .mac(keepVendor: true), patterns: ["00:1b:44:##:##:b7"]),
        BijectionCase(transform: .uuid, patterns: ["550e8400-e29b-41d4-a716-446655##00##"]),
        BijectionCase(
            transform: .permute, type: "bigint",
            patterns: ["7##00", "-7##00", "7####00000", "90000000000##00"]),
        BijectionCase(
            transform: .dateShift(entity: "id", days: 365), patterns: ["20##-05-1#", "1#.07.1999"]),
    ]

    /// A country without check digits inside, and those with: the SWIFT registry's examples.
    private static let accounts: [BijectionCase] =
        (["DE89370400440532013000", "GB29NWBK60161331926819"] + AccountCheckTests.registry).map {
            BijectionCase(
                transform: .iban, patterns: [$0.prefix($0.count - 5) + "###" + $0.suffix(2)])
        }

    /// The last digits of a valid identifier varied, so that most texts have a wrong checksum.
    private static let identifiers = IdentifierScheme.allCases.map { scheme in
        var text = Array((IdentifierMaskTests.samples(scheme, 1).first ?? "").utf8)
        let digits = text.indices.filter { text[$0].isASCIIDigit }.suffix(3)
        for place in digits { text[place] = UInt8(ascii: "#") }
        return BijectionCase(
            transform: .identifier(scheme), patterns: [String(decoding: text, as: UTF8.self)])
    }
}

extension UInt8 {
    fileprivate var isASCIIDigit: Bool { (48...57).contains(self) }
}
