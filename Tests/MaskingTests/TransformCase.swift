import Detection
import Masking
import Primitives
import Testing

/// One way to use a transform and what it holds to. Every name of `mask.toml` has one at least, so
/// that a new transform joins every property.
struct TransformCase: Sendable, CustomTestStringConvertible {
    /// What of a value its masked one has too.
    struct Kept: OptionSet, Sendable {
        let rawValue: Int
        /// How many characters.
        static let length = Kept(rawValue: 1)
        /// Everything but letters and digits, where it is.
        static let separators = Kept(rawValue: 2)
        /// Whether each letter is a capital.
        static let letterCase = Kept(rawValue: 4)
        static let format: Kept = [.length, .separators, .letterCase]
        /// Values may stay as they are.
        static let value = Kept(rawValue: 8)
    }

    var transform: MaskTransform
    var type = "text"
    var keeps: Kept = []
    /// Values that it can't take or that have a wrong checksum.
    var invalid: [String] = []
    /// What its values and its masked values are, judged by other code than the masker's.
    var isValid: @Sendable (String) -> Bool = { _ in true }
    /// The n-th valid value.
    var value: @Sendable (Int) -> String

    var testDescription: String { "\(transform)" }

    /// Values that it takes, and then the invalid ones.
    func values(_ count: Int) -> [String] { (0..<count).map(value) }

    static let all = written + permuted + drawn + identifiers

    /// Those that write something of their own.
    private static let written: [TransformCase] = [
        TransformCase(transform: .keep(unguardedReason: "test"), keeps: [.format, .value]) {
            "kept \($0)"
        },
        TransformCase(transform: .redact, isValid: { $0 == "[REDACTED]" }) { "value \($0)" },
        TransformCase(transform: .null) { "value \($0)" },
        TransformCase(transform: .constant("x"), isValid: { $0 == "x" }) { "value \($0)" },
        TransformCase(transform: .hash(length: 64), isValid: { $0.count == 64 && isHex($0) }) {
            "value \($0)"
        },
        TransformCase(transform: .token, isValid: { $0.hasPrefix("bt1_") }) { "value \($0)" },
        TransformCase(transform: .secret, keeps: .length) { "sk_live_4eC39Hq\(100_000 + $0)" },
        TransformCase(transform: .text) { "write to user\($0)@mail.org" },
        TransformCase(transform: .json, type: "json") { "{\"a\": \"user \($0)\"}" },
        TransformCase(transform: .shuffle(window: 1_000), keeps: .value) { "value \($0)" },
        TransformCase(transform: .lookup(file: "map.csv"), invalid: ["unknown"]) { "value \($0)" },
        TransformCase(transform: template) { "value \($0)" },
        TransformCase(
            transform: .external(ExternalCommand(command: "reverse", timeoutSeconds: 1))
        ) { "value \($0)" },
    ]

    private static let template: MaskTransform = {
        guard let template = try? TextTemplate("x-{token:8}") else {
            preconditionFailure("a template that can be read")
        }
        return .template(template)
    }()

    /// Those that permute; see `BijectionCase`.
    private static let permuted: [TransformCase] =
        [
            TransformCase(transform: .digits, keeps: .format, invalid: ["abc", "12a"]) {
                "\(10_000_000 + $0)-7"
            },
            TransformCase(transform: .alphanumeric, keeps: .format, invalid: ["--", "\u{1}"]) {
                "Ab-\(100_000 + $0)/é"
            },
            TransformCase(
                transform: .ssn, keeps: .format, invalid: ["000-12-3456", "666-12-3456"],
                isValid: { $0.count == 11 && !$0.hasPrefix("000") && !$0.hasPrefix("9") }
            ) { "123-\(10 + $0 / 9000)-\(1000 + $0 % 9000)" },
            TransformCase(transform: .ip, invalid: ["1.2.3.256"], isValid: isAddress) {
                "17.\($0 % 250).\($0 / 250).9"
            },
            TransformCase(
                transform: .uuid, keeps: [.length, .separators], invalid: ["550e8400"],
                isValid: { $0.count == 36 && Array($0)[14] == "4" }
            ) { "550e8400-e29b-41d4-a716-4466554\(40_000 + $0)" },
            TransformCase(
                transform: .permute, type: "bigint", invalid: ["1.5"],
                isValid: { Int64($0) != nil }
            ) { "\(70_000 + $0)" },
            TransformCase(
                transform: .iban, keeps: .format, invalid: ["DE99500105175407100000"],
                isValid: { isValid($0, .iban) }
            ) { number in iban(account: "50010517\(5_407_100_000 + number)") },
        ]
        + [MaskTransform.mac(), .mac(keepVendor: true)].map { transform in
            TransformCase(
                transform: transform, keeps: [.length, .separators], invalid: ["00:1b:44"],
                isValid: { $0.count == 17 && isHex($0.replacing(":", with: "")) }
            ) { "00:1b:44:\(10 + $0 / 8100):\(10 + $0 / 90 % 90):\(10 + $0 % 90)" }
        }
        + MaskTransform.CardPrefix.allCases.map { prefix in
            TransformCase(
                transform: .card(prefix), keeps: .format, invalid: ["4111 1111 1111 1112"],
                isValid: { isValid($0.replacing(" ", with: ""), .luhn) }
            ) { card("411111\(100_000_000 + $0 * 37)") }
        }
        + MaskTransform.PhoneScope.allCases.map { scope in
            TransformCase(
                transform: .phone(scope), keeps: scope == .reserved ? [] : .format,
                invalid: ["12", "call me"], isValid: { $0.hasPrefix("+1") }
            ) { "+1 415 \(200 + $0 / 9000)-\(1000 + $0 % 9000)" }
        }
        + PostalCountry.allCases.map { country in
            TransformCase(
                transform: .postal(country: country, keep: 0), keeps: .format, invalid: ["x"],
                isValid: { CountryCodeText.isValid($0, country) }
            ) { CountryCodeText.valid(country, $0) }
        }
        + PlateCountry.allCases.map { country in
            TransformCase(
                transform: .plate(country: country), keeps: .format, invalid: ["?"],
                isValid: { CountryCodeText.isValid($0, country) }
            ) { CountryCodeText.valid(country, $0) }
        }

    /// Identifiers with a structure of their own.
    private static let identifiers = IdentifierScheme.allCases.map { scheme in
        let samples = IdentifierMaskTests.samples(scheme, 40)
        return TransformCase(
            transform: .identifier(scheme), keeps: .format, invalid: ["?"],
            isValid: { scheme.validator?.isValid(Array($0.utf8).span) ?? true }
        ) { samples[$0 % samples.count] }
    }
}
