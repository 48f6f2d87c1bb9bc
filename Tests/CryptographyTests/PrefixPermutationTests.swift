import Cryptography
import Testing

@Suite struct PrefixPermutationTests {
    /// The key of the Crypto-PAn 1.0 distribution's sample: AES key, then the pad before
    /// encryption.
    private func sample() throws -> PrefixPermutation {
        let cipher = try BlockCipher(
            secret: SecretBytes(hex: "1522178d33a4cf80130a5b1649907d10"))
        let pad: UInt128 = 0xD898_8F83_7979_6527_6257_4C2D_2A84_2202
        return PrefixPermutation(cipher: cipher, pad: cipher.withLane { $0.encrypt(pad) })
    }

    struct Pair: Sendable {
        var plain: [UInt128]
        var masked: [UInt128]
    }

    /// From sample_trace_raw.dat and sample_trace_sanitized.dat of that distribution.
    @Test(arguments: [
        Pair(plain: [128, 11, 68, 132], masked: [135, 242, 180, 132]),
        Pair(plain: [129, 118, 74, 4], masked: [134, 136, 186, 123]),
        Pair(plain: [130, 132, 252, 244], masked: [133, 68, 164, 234]),
        Pair(plain: [141, 223, 7, 43], masked: [141, 167, 8, 160]),
        Pair(plain: [141, 233, 145, 108], masked: [141, 129, 237, 235]),
        Pair(plain: [152, 163, 225, 39], masked: [151, 140, 114, 167]),
        Pair(plain: [156, 29, 3, 236], masked: [147, 225, 12, 42]),
        Pair(plain: [165, 247, 96, 84], masked: [162, 9, 99, 234]),
    ])
    func `gives the Crypto-PAn sample addresses both ways`(pair: Pair) throws {
        let plain = pair.plain.reduce(0) { $0 << 8 | $1 } << 96
        let masked = pair.masked.reduce(0) { $0 << 8 | $1 } << 96
        var addresses = [plain, plain]
        try sample().transform(&addresses, bitCount: 32, .encrypt)
        #expect(addresses == [masked, masked])
        try sample().transform(&addresses, bitCount: 32, .decrypt)
        #expect(addresses == [plain, plain])
    }

    @Test func `gives yacryptopan's version 6 address`() throws {
        var addresses: [UInt128] = [0x2001_0DB8 << 96 | 1]
        try sample().transform(&addresses, bitCount: 128, .encrypt)
        #expect(addresses[0] == 0x4401_02BC_603F_D91D_027F_FF8E_E6F1_DC1E)
    }
}
