import Cryptography
import Primitives
import Testing

@Suite struct SyntheticIVTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        var name: String
        var key: String
        var associated: [String]
        var message: String
        var sealed: String

        var testDescription: String { name }
    }

    /// RFC 5297, appendix A.1 and A.2.
    static let published = [
        Vector(
            name: "RFC 5297 A.1",
            key: "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
            associated: ["101112131415161718191a1b1c1d1e1f2021222324252627"],
            message: "112233445566778899aabbccddee",
            sealed: "85632d07c6e8f37f950acd320a2ecc9340c02b9690c4dc04daef7f6afe5c"),
        Vector(
            name: "RFC 5297 A.2",
            key: "7f7e7d7c7b7a79787776757473727170404142434445464748494a4b4c4d4e4f",
            associated: [
                "00112233445566778899aabbccddeeffdeaddadadeaddadaffeeddccbbaa9988"
                    + "7766554433221100",
                "102030405060708090a0", "09f911029d74e35bd84156c5635688c0",
            ],
            message: "7468697320697320736f6d6520706c61696e7465787420746f20656e6372797074"
                + "207573696e67205349562d414553",
            sealed: "7bdb6e3b432667eb06f4d14bff2fbd0fcb900f2fddbe404326601965c889bf17"
                + "dba77ceb094fa663b7a3f748ba8af829ea64ad544a272e9c485b62a3fd5c0d"),
    ]

    /// OpenSSL, `evpciph_aes_siv.txt`: RFC 5297's first message under longer keys.
    static let longerKeys = [
        Vector(
            name: "OpenSSL, AES-192",
            key: "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7"
                + "f8f9fafbfcfdfefffffefdfcfbfaf9f8f7f6f5f4f3f2f1f0",
            associated: ["101112131415161718191a1b1c1d1e1f2021222324252627"],
            message: "112233445566778899aabbccddee",
            sealed: "89e869b93256785154f0963962fe0740eff356e42dec1f4febded36642f2"),
        Vector(
            name: "OpenSSL, AES-256",
            key: "fffefdfcfbfaf9f8f7f6f5f4f3f2f1f0f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"
                + "f0f1f2f3f4f5f6f7f8f9fafbfcfdfefffffefdfcfbfaf9f8f7f6f5f4f3f2f1f0",
            associated: ["101112131415161718191a1b1c1d1e1f2021222324252627"],
            message: "112233445566778899aabbccddee",
            sealed: "724dfb2eaf94dbb19b0ba3a299a0801ef3b05a55498ec2552690b89810e4"),
    ]

    /// C2SP/wycheproof, `aes_siv_cmac_test.json`, by `tcId`: sizes and edge cases of the counter.
    static let wycheproof = [
        Vector(
            name: "wycheproof 2",
            key: "2b27e429fb6c02678e589ccc4437c5adfb44b331ab6d21ea321727e6ec03d354",
            associated: [""], message: "", sealed: "b2b2354e3724dcdaa85ecf029b49a90c"),
        Vector(
            name: "wycheproof 8",
            key: "612e837843ceae7f61d49625faa7e7494f9253e20cb3adcea686512b043936cd",
            associated: ["865d39ae9b5e9ff8d6308e00208745bc"],
            message: "cc37fae15f745a2f40e2c8b192f2b38d",
            sealed: "c79c86cd7509e60a16ca8cec6bcaa1c58fbd6099718991fe775bf5a659d30a24"),
        Vector(
            name: "wycheproof 10",
            key: "649e373e681ef52e3c10ac265484750932a9918f28fb824f7cb50adab39781fe",
            associated: ["3a8363f51bce891eba7bcc0aa4311e10"],
            message: "39b447bd3a01983c1cb761b456d69000948ceb870562a536126a0d18a8e7e49b"
                + "16de8fe672f13d0808d8b7d957899917",
            sealed: "9f66765a019277a7a7acb92e80f8300baa724c92560951eb09d855f471fe1b58"
                + "9928e51f7a8a4bbc6cc9f55fabb2eca2ebb4faca14d1ae20cfdc31b9602e9891"),
        Vector(
            name: "wycheproof 11",
            key: "298962335a075e9eacb7a7627beafa4ee5a02242423cdfb0b4f106eb61cf5663",
            associated: ["4c375fd3c4d45c5cfff16d55"], message: "49",
            sealed: "f5c8155c7dd7f47c61d980ccd2175beb9b"),
        Vector(
            name: "wycheproof 26",
            key: "b3b7c2c6d3d80918218afcd8bf2a71cf0220e2e8084ead8ba1abfb893ae36d40",
            associated: ["a5c2f6cf309f29c25f5ce35d"],
            message: "dbcf98254157727c35f367fe6e15a2d089",
            sealed: "96bf5dd0c28dbd6072b70e2b5b72d3eb9f41adc6d5d877e808fbf15ed4117b5007"),
        Vector(
            name: "wycheproof 31", key: wycheproofKey, associated: [""],
            message: "1d7f9cc81b316c518efcd7927e8f7b88",
            sealed: "00000000000000000000000000000000f0dcac3115ddbd3d8ec28822e54088d0"),
        Vector(
            name: "wycheproof 34", key: wycheproofKey,
            associated: ["000102030405060708090a0b0c0d0e0f"],
            message: "fd1fef36075ad8d4add16d36036ed5d4",
            sealed: "ffffffffffffffffffffffffffffffffede59e1eb1a079ddc7d53cbdd7a7f21a"),
        Vector(
            name: "wycheproof 35", key: wycheproofKey, associated: [""],
            message: "c83e256ba8baec0938e51a60bd819cc1",
            sealed: "ffffffffffffffffffffffff7fffffffd8c454431e404d0052e14beb6948bb0f"),
    ]

    private static let wycheproofKey =
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

    private func cipher(_ key: String) throws -> SyntheticIVCipher {
        let half = key.utf8.count / 2
        return SyntheticIVCipher(
            mac: try BlockCipher(secret: SecretBytes(hex: String(key.prefix(half)))),
            cipher: try BlockCipher(secret: SecretBytes(hex: String(key.suffix(half)))))
    }

    @Test(arguments: published + longerKeys + wycheproof)
    func `gives the published bytes and opens them`(vector: Vector) throws {
        let cipher = try cipher(vector.key)
        let message = try #require(Hexadecimal.bytes(vector.message))
        let associated = try vector.associated.map { try #require(Hexadecimal.bytes($0)) }
        var sealed: [UInt8] = []
        cipher.seal(message.span, associated: associated, into: &sealed)
        #expect(Hexadecimal.text(sealed) == vector.sealed)
        var opened: [UInt8] = []
        #expect(cipher.open(sealed.span, associated: associated, into: &opened))
        #expect(opened == message)
    }

    private func fixedCipher() throws -> SyntheticIVCipher {
        let key = try MaskingKey(text: fixedKeyLine)
        return SyntheticIVCipher(
            mac: key.subkey(purpose: "token mac", domain: "d"),
            cipher: key.subkey(purpose: "token", domain: "d"))
    }

    @Test func `messages of every length up to 100 come back`() throws {
        let cipher = try fixedCipher()
        for count in 0...100 {
            let message = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ count) }
            var sealed: [UInt8] = []
            cipher.seal(message.span, into: &sealed)
            #expect(sealed.count == count + SyntheticIVCipher.overhead)
            var opened: [UInt8] = [7]
            #expect(cipher.open(sealed.span, into: &opened))
            #expect(opened == [7] + message)
        }
    }

    @Test func `a batch gives what each message gives alone`() throws {
        let cipher = try fixedCipher()
        var cells = CellBatch()
        for count in 0...100 {
            cells.append((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 91 &+ count) })
            if count % 9 == 0 { cells.appendNull() }
        }
        var sealed = CellBatch()
        cipher.seal(cells, lead: 7, into: &sealed)
        #expect(sealed.count == cells.count && sealed.nullCount == cells.nullCount)
        for row in 0..<cells.count where !cells.isNull(row) {
            var alone: [UInt8] = [7]
            cells.withCell(row) { cipher.seal($0, into: &alone) }
            #expect(sealed[copy: row] == alone)
        }
        var none = CellBatch()
        cipher.seal(CellBatch(texts: [nil]), lead: 7, into: &none)
        #expect(none == CellBatch(texts: [nil]))
    }

    @Test func `any changed bit is refused and nothing comes out`() throws {
        let cipher = try fixedCipher()
        var sealed: [UInt8] = []
        cipher.seal(Array("seventeen bytes!!".utf8).span, into: &sealed)
        for bit in 0..<(sealed.count * 8) {
            var changed = sealed
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            var opened: [UInt8] = [7]
            #expect(!cipher.open(changed.span, into: &opened))
            #expect(opened == [7])
        }
        var opened: [UInt8] = []
        #expect(!cipher.open(sealed.span.extracting(0..<15), into: &opened))
        #expect(!cipher.open(sealed.span, associated: [[]], into: &opened))
        #expect(opened.isEmpty)
    }
}
