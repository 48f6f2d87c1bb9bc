import Cryptography
import Testing

@Suite struct SigningKeyTests {
    struct Vector: Sendable {
        var seed: String
        var publicKey: String
        var message: String
        var signature: String
    }

    /// RFC 8032 §7.1, tests 1 to 3.
    @Test(arguments: [
        Vector(
            seed: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            message: "",
            signature: "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
        Vector(
            seed: "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            publicKey: "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            message: "72",
            signature: "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
        Vector(
            seed: "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            publicKey: "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            message: "af82",
            signature: "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
    ])
    func `gives the RFC 8032 signatures`(vector: Vector) throws {
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
