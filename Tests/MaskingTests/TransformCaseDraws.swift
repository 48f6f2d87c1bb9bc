import Detection
import Masking
import Primitives

extension TransformCase {
    /// Those that draw from lists or keys, and those for dates and numbers.
    static let drawn: [TransformCase] =
        MaskTransform.EmailHost.allCases.map { host in
            TransformCase(
                transform: .email(host), invalid: ["bob", "@x.org", "bob@"],
                isValid: { text in
                    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
                    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
                }
            ) { "user\($0)@mail\($0 % 50).org" }
        } + [
            TransformCase(transform: .username, isValid: { $0.hasPrefix("u") }) { "user_\($0)" },
            TransformCase(transform: .url, isValid: { $0.hasPrefix("https://") }) {
                "https://site\($0 % 9).org/page/\($0)"
            },
            TransformCase(transform: .street(), invalid: []) { "\($0) Somewhere Street" },
            TransformCase(transform: .city()) { word($0) },
        ]
        + MaskTransform.NamePart.allCases.flatMap { part in
            [true, false].map { isUnique in
                TransformCase(
                    transform: .name(part: part, unique: isUnique), invalid: ["1234", "a@b"]
                ) { part == .full ? word($0) + " " + word($0 / 7) : word($0) }
            }
        }
        + PersonaPart.allCases.map { part in
            TransformCase(
                transform: .persona(PersonaView(entity: "id", part: part)),
                keeps: part == .sex || part == .birthYear ? .value : []
            ) {
                part == .birthYear ? "\(1950 + $0 % 40)" : part == .sex ? "female" : word($0)
            }
        } + dates + numbers

    private static let dates: [TransformCase] = [
        TransformCase(
            transform: .dateShift(entity: "id", days: 365), keeps: .format,
            invalid: ["2024-13-01", "soon"], isValid: isDate
        ) { "\(2000 + $0 % 28)-0\(1 + $0 % 9)-1\($0 % 10)" },
        TransformCase(
            transform: .dateTruncate(to: .month), keeps: [.format, .value],
            invalid: ["2024-13-01"], isValid: { isDate($0) }
        ) { "20\(10 + $0 % 90)-05-17" },
        TransformCase(transform: .age(AgeBuckets(asOf: "2026-01-31")), invalid: ["soon"]) {
            "\(1950 + $0 % 60)-05-17"
        },
    ]

    private static let numbers: [TransformCase] = [
        TransformCase(
            transform: .noise(NumberNoise(spread: .ratio(millionths: 100_000))), type: "numeric",
            keeps: .value, invalid: ["1x"], isValid: { Double($0) != nil }
        ) { "\(1_000 + $0).50" },
        TransformCase(
            transform: .round(step: DecimalNumber(100)), type: "numeric", keeps: .value,
            invalid: ["1x"], isValid: { Double($0)?.truncatingRemainder(dividingBy: 100) == 0 }
        ) { "\(1_000 + $0 * 7)" },
        TransformCase(transform: .bucket(size: DecimalNumber(10)), invalid: ["1x"]) { "\($0)" },
        TransformCase(
            transform: .rank(size: DecimalNumber(1_000)), type: "bigint", keeps: .value,
            invalid: ["1x"], isValid: { Int($0) != nil }
        ) { "\($0 * 31 + 7)" },
        TransformCase(
            transform: .geo(.grid(DecimalNumber(1, scale: 1))), keeps: .value, invalid: ["north"]
        ) { "52.5\(1_000 + $0)" },
    ]

    /// A word of letters for a number, capitalised.
    static func word(_ number: Int) -> String { TransformSample.words(number) }

    static func isHex(_ text: String) -> Bool { text.allSatisfy(\.isHexDigit) }

    static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: ".").compactMap { Int($0) }
        return parts.count == 4 && parts.allSatisfy { (0...255).contains($0) }
    }

    static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return text.count == 10 && parts.count == 3 && (1...12).contains(parts[1])
            && (1...31).contains(parts[2])
    }

    static func isValid(_ text: String, _ validator: Validator) -> Bool {
        validator.isValid(Array(text.utf8).span)
    }

    /// A card number of fifteen digits and the one that makes the Luhn sum right, in fours.
    static func card(_ digits: String) -> String {
        let whole = (0...9).map { digits + "\($0)" }.first { isValid($0, .luhn) } ?? digits
        let characters = Array(whole)
        return stride(from: 0, to: characters.count, by: 4).map { start in
            String(characters[start..<min(start + 4, characters.count)])
        }.joined(separator: " ")
    }

    /// A German account with its check digits.
    static func iban(account: String) -> String {
        (2...98).map { "DE" + ($0 < 10 ? "0" : "") + "\($0)" + account }
            .first { isValid($0, .iban) } ?? account
    }
}

/// Postal codes and number plates as texts.
enum CountryCodeText {
    private static let shapes = [
        "9999", "99999", "999999", "9999999", "99999999", "9999AA", "AA99AA", "AAA9999", "AA99AAA",
        "AA999AA", "AA99A9999", "99AAA9", "9999AAA", "AA99999", "AAA999",
    ]

    static func isValid(_ text: String, _ country: some CountryCode) -> Bool {
        let code = text.uppercased().utf8.filter { $0 != 0x20 && $0 != 0x2D }
        let shape = code.map { UInt8(ascii: $0 < 58 ? "9" : "A") }
        return country.hasShape(shape)
            && country.isValid(code.map { $0 < 58 ? $0 - 48 : $0 - 65 }[...], shape)
    }

    /// One that may be in use, the same for the same number.
    static func valid(_ country: some CountryCode, _ number: Int) -> String {
        let shape = shapes.first { country.hasShape(Array($0.utf8)) } ?? ""
        var generator = SeededGenerator(seed: UInt64(number))
        while true {
            let text = generator.text(shape)
            if isValid(text, country) { return text }
        }
    }
}
