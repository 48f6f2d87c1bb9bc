import Cryptography
import Primitives
import Testing

@Suite struct HashTests {
    @Test func `SHA-256 gives the FIPS 180-4 examples, streamed too`() {
        #expect(
            MessageDigest.sha256(Array("abc".utf8)).hex
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            MessageDigest.sha256([]).hex
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        var streamed = MessageDigest()
        streamed.update(Array("a".utf8))
        streamed.update([])
        streamed.update(Array("bc".utf8))
        #expect(streamed.finish() == MessageDigest.sha256(Array("abc".utf8)))
    }

    struct Message: Sendable {
        var key: String
        var message: String
        var digest: String
    }

    /// RFC 4231, test cases 1 to 7; of the fifth it prints 128 bits.
    @Test(arguments: [
        Message(
            key: String(repeating: "0b", count: 20), message: "4869205468657265",
            digest: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        Message(
            key: "4a656665", message: "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            digest: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        Message(
            key: String(repeating: "aa", count: 20), message: String(repeating: "dd", count: 50),
            digest: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        Message(
            key: "0102030405060708090a0b0c0d0e0f10111213141516171819",
            message: String(repeating: "cd", count: 50),
            digest: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
        Message(
            key: String(repeating: "0c", count: 20),
            message: "546573742057697468205472756e636174696f6e",
            digest: "a3b6167473100ee06e0c796c2955552b"),
        Message(
            key: String(repeating: "aa", count: 131),
            message: "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b"
                + "6579202d2048617368204b6579204669727374",
            digest: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
        Message(
            key: String(repeating: "aa", count: 131),
            message: "5468697320697320612074657374207573696e672061206c6172676572207468616e20"
                + "626c6f636b2d73697a65206b657920616e642061206c6172676572207468616e20626c6f63"
                + "6b2d73697a6520646174612e20546865206b6579206e6565647320746f2062652068617368"
                + "6564206265666f7265206265696e6720757365642062792074686520484d414320616c676f"
                + "726974686d2e",
            digest: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
    ])
    func `HMAC-SHA256 gives the RFC 4231 digests`(message: Message) throws {
        let hash = KeyedHash(secret: try SecretBytes(hex: message.key))
        let bytes = try #require(Hexadecimal.bytes(message.message))
        #expect(hash.digest(bytes).hex.hasPrefix(message.digest))
        let pieces = hash.digest { update in
            for start in stride(from: 0, to: bytes.count, by: 7) {
                update(Array(bytes[start..<min(start + 7, bytes.count)]))
            }
        }
        #expect(pieces.hex.hasPrefix(message.digest))
    }

    @Test func `a batch hashes cell by cell, NULL as zero`() throws {
        let hash = KeyedHash(secret: try SecretBytes(hex: "0102"))
        let cells = CellBatch(texts: ["one", nil, "", "two"])
        var short: [UInt64] = []
        var long: [UInt128] = []
        hash.leading64(of: cells, into: &short)
        hash.leading128(of: cells, into: &long)
        #expect(short[0] == hash.digest(Array("one".utf8)).leading64)
        #expect(short[1] == 0 && long[1] == 0)
        #expect(long[2] == hash.digest([]).leading128)
        #expect(long[3] >> 64 == UInt128(short[3]))
    }

    struct Derivation: Sendable {
        var secret: String
        var salt: String
        var info: String
        var output: String
    }

    /// RFC 5869, appendix A.1 to A.3.
    @Test(arguments: [
        Derivation(
            secret: String(repeating: "0b", count: 22), salt: "000102030405060708090a0b0c",
            info: "f0f1f2f3f4f5f6f7f8f9",
            output: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
                + "34007208d5b887185865"),
        Derivation(
            secret: Hexadecimal.text(0x00...0x4F), salt: Hexadecimal.text(0x60...0xAF),
            info: Hexadecimal.text(0xB0...0xFF),
            output: "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
                + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
                + "cc30c58179ec3e87c14c01d5c1f3434f1d87"),
        Derivation(
            secret: String(repeating: "0b", count: 22), salt: "", info: "",
            output: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"
                + "9d201395faa4b61a96c8"),
    ])
    func `HKDF gives the RFC 5869 outputs`(derivation: Derivation) throws {
        let output = KeyDerivation.hkdf(
            secret: try SecretBytes(hex: derivation.secret),
            salt: try #require(Hexadecimal.bytes(derivation.salt)),
            info: try #require(Hexadecimal.bytes(derivation.info)),
            count: derivation.output.utf8.count / 2)
        #expect(output.hex == derivation.output)
    }

    @Test func `CRC-32 gives the check value of the catalogues`() {
        let digits = Array("123456789".utf8)
        #expect(CRC32.checksum(digits.span) == 0xCBF4_3926)
    }
}
