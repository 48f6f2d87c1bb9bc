import Cryptography
import Dispatch
import Testing

@Suite struct FF1Tests {
    @Test func `finds all published vectors`() {
        #expect(FF1Vector.all.count == 17 + 450 + 743)
        #expect(FF1Vector.all.count { !$0.isValid } == 130)
    }

    @Test(arguments: FF1Vector.all.filter(\.isValid))
    func `gives the published answer both ways`(vector: FF1Vector) throws {
        let form = try FF1(
            cipher: vector.cipher(), radix: vector.radix,
            floor: vector.isSmall ? 100 : FF1.domainFloor)
        let tweak = try vector.tweakBytes()
        #expect(try form.encrypt(vector.plaintext, tweak: tweak) == vector.ciphertext)
        #expect(try form.decrypt(vector.ciphertext, tweak: tweak) == vector.plaintext)
    }

    @Test(arguments: FF1Vector.all.filter { !$0.isValid })
    func `refuses the invalid ones`(vector: FF1Vector) {
        #expect(throws: CryptographyError.self) {
            let form = try FF1(cipher: vector.cipher(), radix: vector.radix, floor: 100)
            _ = try form.encrypt(vector.plaintext, tweak: vector.tweakBytes())
        }
    }

    @Test(arguments: FF1Vector.all.filter(\.isSmall).prefix(20))
    func `refuses domains below a million by default`(vector: FF1Vector) {
        #expect(throws: CryptographyError.self) {
            _ = try FF1(cipher: vector.cipher(), radix: vector.radix).encrypt(vector.plaintext)
        }
    }

    @Test(arguments: [0, 1, 65_537, -10])
    func `rejects a radix outside two to 65536`(radix: Int) throws {
        let cipher = try BlockCipher(secret: SecretBytes(hex: String(repeating: "00", count: 32)))
        #expect(throws: CryptographyError.radix(radix)) {
            _ = try FF1(cipher: cipher, radix: radix)
        }
    }

    @Test func `names the position of a numeral at the radix`() throws {
        let cipher = try BlockCipher(secret: SecretBytes(hex: String(repeating: "00", count: 32)))
        let form = try FF1(cipher: cipher, radix: 10)
        #expect(throws: CryptographyError.numeral(position: 3)) {
            _ = try form.encrypt([1, 2, 3, 10, 5, 6])
        }
        #expect(throws: CryptographyError.numeralCount(1)) { _ = try form.decrypt([1]) }
    }

    @Test func `eight threads share a cipher and get the published answers`() {
        let vectors = FF1Vector.all.filter { $0.isValid && $0.key.utf8.count == 64 }
        guard let first = vectors.first, let cipher = try? first.cipher(),
            let form = try? FF1(cipher: cipher, radix: first.radix)
        else { return #expect(Bool(false), "no vectors") }
        let alone = try? form.encrypt(first.plaintext)
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            for _ in 0..<200 {
                let together = try? form.encrypt(first.plaintext)
                #expect(together == alone && together != nil)
            }
        }
    }
}
