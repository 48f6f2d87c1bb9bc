extension Validator {
    /// Checks of tokens, credentials and password hashes; `nil` when the validator isn't one.
    func checkSecret(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .jwt: Self.isJWT(cell)
        case .crc32Base62: Self.hasCRC32(cell)
        case .gitlabToken: Self.isGitLabToken(cell)
        case .grafanaToken: Self.isGrafanaToken(cell)
        case .atlassianToken: Self.isAtlassianToken(cell)
        case .mcf: Self.isPasswordHash(cell)
        case .basicCredentials: Self.isBasicCredentials(cell)
        case .privateKey: Self.isPrivateKey(cell)
        case .armor: Self.isIntactArmor(cell)
        default: nil
        }
    }

    /// RFC 7519: three base64url parts, the first one decoding to a JSON object that names `alg`.
    private static func isJWT(_ cell: Span<UInt8>) -> Bool {
        var dots = 0
        var headerEnd = 0
        for index in cell.indices {
            if cell[index] == 46 {
                dots += 1
                if dots == 1 { headerEnd = index }
            } else if !cell[index].isAlphanumeric && cell[index] != 45 && cell[index] != 95 {
                return false
            }
        }
        guard dots == 2 || dots == 4, headerEnd > 11 else { return false }
        var window: UInt64 = 0
        var decoded = Base64URLReader()
        var first: UInt8 = 0
        for index in 0..<headerEnd {
            guard let byte = decoded.next(cell[index]) else { continue }
            if first == 0 { first = byte }
            window = window << 8 | UInt64(byte)
            if window & 0xFF_FFFF_FFFF == 0x22_616C_6722 { return first == 123 }  // "alg"
        }
        return false
    }

    /// GitHub and npm tokens: six base 62 digits of CRC-32 over what stands behind the prefix.
    private static func hasCRC32(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 36, cell.count <= 255 else { return false }
        var start = 0
        for index in cell.indices {
            if cell[index] == 95 { start = index + 1 }
            if !cell[index].isAlphanumeric && cell[index] != 95 { return false }
        }
        let end = cell.count - 6
        guard end - start >= 24 else { return false }
        var expected: UInt64 = 0
        for index in end..<cell.count {
            let byte = cell[index]
            let digit = byte.isDigit ? byte - 48 : byte.isUpper ? byte - 55 : byte - 61
            expected = expected * 62 + UInt64(digit)
        }
        return expected == UInt64(CRC32.checksum(cell.extracting(start..<end)))
    }

    /// Modular crypt format and PHC strings: scheme, parameters, salt and digest of that scheme's
    /// length; also `{SSHA}…`, SCRAM, Django's and the digest lists of PostgreSQL.
    private static func isPasswordHash(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 20, cell.count <= 512 else { return false }
        var fields = 0
        for index in cell.indices {
            let byte = cell[index]
            guard byte > 32, byte < 127 else { return false }
            if byte == 36 { fields += 1 }
        }
        if cell[0] == 36 { return isCryptString(cell, fields: fields) }
        if cell[0] == 123 { return cell.starts(with: "{S") || cell.starts(with: "{CRYPT}") }
        return cell.starts(with: "SCRAM-SHA-256$") || cell.starts(with: "pbkdf2_sha")
            || cell.starts(with: "argon2$") || cell.starts(with: "bcrypt_sha256$")
            || cell.starts(with: "scrypt:") || cell.starts(with: "pbkdf2:sha")
            || cell.starts(with: "sha1$") && fields == 2
            || cell.starts(with: "md5") && cell.count == 35 && cell.isHex(3..<35)
    }

    private static func isCryptString(_ cell: Span<UInt8>, fields: Int) -> Bool {
        if cell.starts(with: "$2") { return cell.count == 60 && fields == 3 }
        let isKnown =
            cell.starts(with: "$1$") || cell.starts(with: "$5$") || cell.starts(with: "$6$")
            || cell.starts(with: "$y$") || cell.starts(with: "$7$") || cell.starts(with: "$argon2")
            || cell.starts(with: "$pbkdf2") || cell.starts(with: "$scrypt$")
            || cell.starts(with: "$apr1$") || cell.starts(with: "$P$") || cell.starts(with: "$H$")
            || cell.starts(with: "$S$") || cell.starts(with: "$sha1$")
        return isKnown && fields >= 2 && cell.count >= 30
    }

    /// RFC 7617: base64 of printable ASCII, a user and a password on either side of a colon.
    private static func isBasicCredentials(_ cell: Span<UInt8>) -> Bool {
        var decoded = Base64URLReader()
        var length = 0
        var colon = -1
        for index in cell.indices {
            if cell[index] == 61 { break }
            guard cell[index].isAlphanumeric || cell[index] == 43 || cell[index] == 47 else {
                return false
            }
            guard let byte = decoded.next(cell[index]) else { continue }
            guard 0x20..<0x7F ~= byte else { return false }
            if byte == 58, colon < 0 { colon = length }
            length += 1
        }
        return colon > 0 && length > colon + 2
    }

    /// RFC 7468: a PEM body of one DER sequence (X.690 §8.1.3) of exactly its stated length, of
    /// OpenSSH's own format, or encrypted as RFC 1421 says. Line ends may be written `\n`.
    private static func isPrivateKey(_ cell: Span<UInt8>) -> Bool {
        guard cell.starts(with: "-----BEGIN ") else { return false }
        var index = 11
        while index < cell.count, cell[index] != 45 { index += 1 }
        while index < cell.count, cell[index] == 45 { index += 1 }
        var decoded = Base64URLReader()
        var head = InlineArray<4, UInt8>(repeating: 0)
        var length = 0
        while index < cell.count {
            let byte = cell[index]
            index += 1
            if byte == 45, index < cell.count, cell[index] == 45 { break }
            // `Proc-Type:` and `DEK-Info:`
            if byte == 58 { return true }
            if byte == 92 { index += 1 }
            guard byte.isAlphanumeric || byte == 43 || byte == 47 else { continue }
            guard let value = decoded.next(byte) else { continue }
            if length < 4 { head[length] = value }
            length += 1
        }
        if head[0] == 0x6F { return head[1] == 0x70 && head[2] == 0x65 && head[3] == 0x6E }
        guard head[0] == 0x30 else { return false }
        return switch head[1] {
        case 0..<0x80: length == 2 + Int(head[1])
        case 0x81: length == 3 + Int(head[2])
        case 0x82: length == 4 + (Int(head[2]) << 8 | Int(head[3]))
        default: false
        }
    }
}
