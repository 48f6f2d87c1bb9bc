internal import Cryptography

/// Addresses and keys of cryptocurrencies.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkCryptocurrency(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .base58Check: Self.hasBase58Check(cell, alphabet: Base58.bitcoin)
        case .rippleAddress: Self.hasBase58Check(cell, alphabet: Base58.ripple)
        case .solanaAddress: Base58(cell, alphabet: Base58.bitcoin)?.count == 32
        case .moneroAddress: Self.isMonero(cell)
        case .ethereumAddress: Self.isEthereum(cell)
        case .seedPhrase: SeedWords.isPhrase(cell)
        default: nil
        }
    }

    /// The last four bytes are the beginning of the payload's double SHA-256.
    private static func hasBase58Check(_ cell: Span<UInt8>, alphabet: StaticString) -> Bool {
        guard let decoded = Base58(cell, alphabet: alphabet), decoded.count >= 15 else {
            return false
        }
        return decoded.hasChecksum { MessageDigest.sha256(MessageDigest.sha256($0).array).array }
    }

    /// Blocks of eleven characters for eight bytes, the last four of 69 from Keccak-256.
    private static func isMonero(_ cell: Span<UInt8>) -> Bool {
        guard cell.count == 95 else { return false }
        var bytes = Base58(capacity: 69)
        for start in stride(from: 0, to: 95, by: 11) {
            let end = min(start + 11, 95)
            let block = cell.extracting(start..<end)
            guard bytes.append(block, length: end - start == 11 ? 8 : 5) else { return false }
        }
        return bytes.hasChecksum { Keccak256.digest($0) }
    }

    /// 0x and forty hexadecimal digits; letters of both cases must follow EIP-55.
    private static func isEthereum(_ cell: Span<UInt8>) -> Bool {
        guard cell.count == 42, cell.starts(with: "0x"), cell.isHex(2..<42) else { return false }
        var lowered: [UInt8] = []
        var (hasLower, hasUpper) = (false, false)
        for index in 2..<42 {
            hasLower = hasLower || cell[index].isLower
            hasUpper = hasUpper || cell[index].isUpper
            lowered.append(cell[index].isUpper ? cell[index] | 32 : cell[index])
        }
        guard hasLower, hasUpper else { return true }
        let digest = Keccak256.digest(lowered.span)
        for index in 0..<40 where cell[index + 2].isLetter {
            let nibble = digest[index / 2] >> (index % 2 == 0 ? 4 : 0) & 15
            guard cell[index + 2].isUpper == (nibble > 7) else { return false }
        }
        return true
    }
}
