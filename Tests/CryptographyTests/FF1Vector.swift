import Cryptography
import FoundationEssentials
import Testing

/// One published FF1 known answer or refusal, brought to numerals.
struct FF1Vector: Sendable, CustomTestStringConvertible {
    var name: String
    var key: String
    var radix: Int
    var tweak: String
    var plaintext: [UInt32]
    var ciphertext: [UInt32]
    var isValid = true
    /// Below Rev. 1's million, from the days when 100 was enough.
    var isSmall: Bool {
        plaintext.reduce(1) { size, _ in min(size * radix, 1_000_000) } < 1_000_000
    }

    var testDescription: String { name }

    func cipher() throws -> BlockCipher {
        try BlockCipher(secret: SecretBytes(hex: key))
    }

    func tweakBytes() throws -> [UInt8] { try #require(Hexadecimal.bytes(tweak)) }

    /// Characters outside the alphabet become a numeral no radix has.
    static func numerals(_ text: String, alphabet: String) -> [UInt32] {
        let alphabet = Array(alphabet)
        return text.map { alphabet.firstIndex(of: $0).map(UInt32.init) ?? .max }
    }

    static let all: [FF1Vector] = {
        do { return try samples() + acvp() + wycheproof() } catch {
            Issue.record(error)
            return []
        }
    }()

    private static func decode<Document: Decodable>(
        _ type: Document.Type, _ file: String
    ) throws -> Document {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let url = URL(filePath: "/\(folder)/Vectors/\(file)")
        return try JSONDecoder().decode(type, from: Data(contentsOf: url))
    }

    private struct Samples: Decodable {
        struct Sample: Decodable {
            var name: String?
            var sample: Int?
            var key: String
            var radix: Int
            var alphabet: String?
            var tweak: String
            var plaintext: String?
            var ciphertext: String?
            var plaintext_numerals: [UInt32]?
            var ciphertext_numerals: [UInt32]?
        }
        var official: [Sample]
        var extra: [Sample]
    }

    private static func samples() throws -> [FF1Vector] {
        let document = try decode(Samples.self, "ff1-vectors.json")
        return (document.official + document.extra).map { sample in
            let alphabet = sample.alphabet ?? ""
            return FF1Vector(
                name: sample.name ?? "NIST sample \(sample.sample ?? 0)", key: sample.key,
                radix: sample.radix, tweak: sample.tweak,
                plaintext: sample.plaintext_numerals
                    ?? numerals(sample.plaintext ?? "", alphabet: alphabet),
                ciphertext: sample.ciphertext_numerals
                    ?? numerals(sample.ciphertext ?? "", alphabet: alphabet))
        }
    }

    private struct Validation: Decodable {
        struct Group: Decodable {
            struct Case: Decodable {
                var tcId: Int
                var tweak: String
                var pt: String
                var ct: String
                var key: String
            }
            var radix: Int
            var alphabet: String
            var tests: [Case]
        }
        var testGroups: [Group]
    }

    private static func acvp() throws -> [FF1Vector] {
        try decode(Validation.self, "ff1-acvp.json").testGroups.flatMap { group in
            group.tests.map { test in
                FF1Vector(
                    name: "ACVP \(test.tcId)", key: test.key, radix: group.radix,
                    tweak: test.tweak,
                    plaintext: numerals(test.pt, alphabet: group.alphabet),
                    ciphertext: numerals(test.ct, alphabet: group.alphabet))
            }
        }
    }

    private struct Wycheproof: Decodable {
        /// Text over the file's alphabet, or numerals where −1 stands for an invalid one.
        enum Message: Decodable {
            case text(String)
            case numerals([Int])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let text = try? container.decode(String.self) {
                    self = .text(text)
                } else {
                    self = .numerals(try container.decode([Int].self))
                }
            }

            func numerals(_ alphabet: String) -> [UInt32] {
                switch self {
                case .text(let text): FF1Vector.numerals(text, alphabet: alphabet)
                case .numerals(let numerals): numerals.map { UInt32(exactly: $0) ?? .max }
                }
            }
        }
        struct File: Decodable {
            struct Case: Decodable {
                var tcId: Int
                var key: String
                var tweak: String
                var msg: Message
                var ct: Message
                var result: String
            }
            var file: String
            var radix: Int
            var alphabet: String?
            var tests: [Case]
        }
        var files: [File]
    }

    private static func wycheproof() throws -> [FF1Vector] {
        try decode(Wycheproof.self, "ff1-wycheproof-subset.json").files.flatMap { file in
            file.tests.map { test in
                FF1Vector(
                    name: "\(file.file) \(test.tcId)", key: test.key, radix: file.radix,
                    tweak: test.tweak, plaintext: test.msg.numerals(file.alphabet ?? ""),
                    ciphertext: test.ct.numerals(file.alphabet ?? ""),
                    isValid: test.result == "valid")
            }
        }
    }
}
