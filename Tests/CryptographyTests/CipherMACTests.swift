import Cryptography
import Primitives
import Testing

@Suite struct CipherMACTests {
    struct Tag: Sendable {
        var key: String
        var length: Int
        var tag: String
    }

    private static let key128 = "2b7e151628aed2a6abf7158809cf4f3c"
    private static let key192 = "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b"
    private static let key256 = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"

    /// RFC 4493 §4, and NIST SP 800-38B appendix D for the longer keys.
    @Test(arguments: [
        Tag(key: key128, length: 0, tag: "bb1d6929e95937287fa37d129b756746"),
        Tag(key: key128, length: 16, tag: "070a16b46b4d4144f79bdd9dd04a287c"),
        Tag(key: key128, length: 40, tag: "dfa66747de9ae63030ca32611497c827"),
        Tag(key: key128, length: 64, tag: "51f0bebf7e3b9d92fc49741779363cfe"),
        Tag(key: key192, length: 0, tag: "d17ddf46adaacde531cac483de7a9367"),
        Tag(key: key192, length: 16, tag: "9e99a7bf31e710900662f65e617c5184"),
        Tag(key: key192, length: 40, tag: "8a1de5be2eb31aad089a82e6ee908b0e"),
        Tag(key: key192, length: 64, tag: "a1d5df0eed790f794d77589659f39a11"),
        Tag(key: key256, length: 0, tag: "028962f61b7bf89efc6b551f4667d983"),
        Tag(key: key256, length: 16, tag: "28a7023f452e8f82bd4bf28d8c37c35c"),
        Tag(key: key256, length: 40, tag: "aaf3d8f1de5640c232f5b169b9c911e6"),
        Tag(key: key256, length: 64, tag: "e1992190549f6ed5696a2c056c315410"),
    ])
    func `gives the published tags`(tag: Tag) throws {
        let message =
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
        let bytes = try #require(Hexadecimal.bytes(message)).prefix(tag.length)
        let mac = CipherMAC(cipher: try BlockCipher(secret: SecretBytes(hex: tag.key)))
        #expect(mac.tag(Array(bytes)) == UInt128(tag.tag, radix: 16))
        var batch: [UInt128] = []
        var cells = CellBatch()
        for _ in 0..<3 { cells.append(bytes) }
        mac.tags(of: cells, into: &batch)
        #expect(batch == [UInt128](repeating: mac.tag(Array(bytes)), count: 3))
    }

    @Test func `a batch gives the tags of its cells`() throws {
        let mac = CipherMAC(
            key: try MaskingKey(text: fixedKeyLine).subkey(purpose: "test", domain: "d"))
        let texts: [String?] = ["", nil, "a", "sixteen bytes ok", "seventeen bytes!!", "x"]
        var tags: [UInt128] = []
        mac.tags(of: CellBatch(texts: texts), into: &tags)
        for (text, tag) in zip(texts, tags) {
            #expect(tag == (text.map { mac.tag(Array($0.utf8)) } ?? 0))
        }
    }
}
