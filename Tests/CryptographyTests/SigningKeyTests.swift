import Cryptography
import FoundationEssentials
import Testing

@Suite struct SigningKeyTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var name: String
        var seed: String
        var publicKey: String
        var message: String
        var signature: String

        var testDescription: String { name }
    }

    /// RFC 8032 §7.1, all five.
    static let published: [Vector] = {
        let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let path = "/\(folder)/Vectors/ed25519-rfc8032.txt"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        let lines = text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
        return stride(from: 0, to: lines.count - 4, by: 5).map { first in
            Vector(
                name: lines[first], seed: lines[first + 1], publicKey: lines[first + 2],
                message: lines[first + 3] == "-" ? "" : lines[first + 3],
                signature: lines[first + 4])
        }
    }()

    @Test func `finds all published vectors`() { #expect(Self.published.count == 5) }

    @Test(arguments: published) func `gives the RFC 8032 signatures`(vector: Vector) throws {
        let key = try SigningKey(seed: SecretBytes(hex: vector.seed))
        let message = try #require(Hexadecimal.bytes(vector.message))
        let signature = key.signature(of: message)
        #expect(Hexadecimal.text(signature) == vector.signature)
        #expect(key.publicKey.verifies(signature, of: message))
        let line = key.publicKey.text
        let again = try VerifyingKey(text: line + "\n")
        #expect(again == key.publicKey && again.id.utf8.count == 16)
        let encoded = Array(Array(line.utf8)[19..<62])
        let point = Base64URL.bytes(encoded.span) ?? []
        #expect(line.hasPrefix("bauta-public-key-1:"))
        #expect(Hexadecimal.text(point) == vector.publicKey)
    }

    @Test func `refuses other messages, signatures and keys`() throws {
        let key = try SigningKey.random()
        let message = Array("manifest".utf8)
        let signature = key.signature(of: message)
        #expect(!key.publicKey.verifies(signature, of: message + [0]))
        #expect(!key.publicKey.verifies(Array(signature.dropLast()), of: message))
        #expect(!key.publicKey.verifies([], of: message))
        #expect(try !SigningKey.random().publicKey.verifies(signature, of: message))
        for index in [0, 31, 32, 63] {
            var changed = signature
            changed[index] ^= 1
            #expect(!key.publicKey.verifies(changed, of: message))
        }
    }

    @Test func `reads its line back and prints no key`() throws {
        let key = try SigningKey.random()
        let again = try key.line().withSpan { try SigningKey(text: $0) }
        #expect(again.publicKey == key.publicKey)
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("bauta-signing"))
    }

    @Test func `a masking key doesn't sign and a signing key doesn't mask`() throws {
        let masking = Array(fixedKeyLine.utf8)
        #expect(throws: CryptographyError.malformedKey(.prefix)) {
            try SigningKey(text: masking.span)
        }
        let line = try SigningKey.random().line()
        #expect(throws: CryptographyError.malformedKey(.prefix)) {
            try line.withSpan { (text) throws(CryptographyError) in try MaskingKey(text: text) }
        }
        #expect(throws: CryptographyError.ephemeralSigner) {
            try KeySource("ephemeral").loadSigner()
        }
        #expect(throws: CryptographyError.malformedKey(.prefix)) {
            try VerifyingKey(text: fixedKeyLine)
        }
    }
}
