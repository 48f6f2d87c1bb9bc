extension Validator {
    /// Checks of identifiers that machines make; `nil` when the validator isn't one of these.
    func checkTechnical(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .uuid: Self.isUUID(cell)
        case .ulid: Self.isULID(cell)
        case .jwt: Self.isJWT(cell)
        case .crc32Base62: Self.hasCRC32(cell)
        case .mcf: Self.isPasswordHash(cell)
        case .bech32: Self.isBech32(cell)
        default: nil
        }
    }

    /// RFC 9562: canonical, braced, `urn:uuid:` or 32 bare digits; version 1…8 with variant 10, or
    /// nil or max.
    private static func isUUID(_ cell: Span<UInt8>) -> Bool {
        var version = -1
        var variant = -1
        var count = 0
        var allSame = true
        var first = 0
        let trimmed = withoutUUIDFrame(cell)
        for index in trimmed {
            let byte = cell[index]
            if byte == 45 {
                guard trimmed.count == 36, [8, 13, 18, 23].contains(index - trimmed.lowerBound)
                else { return false }
                continue
            }
            guard let value = byte.hexValue else { return false }
            if count == 0 { first = value }
            if count == 12 { version = value }
            if count == 16 { variant = value }
            allSame = allSame && value == first
            count += 1
        }
        guard count == 32 else { return false }
        if allSame { return first == 0 || first == 15 }
        return (1...8).contains(version) && variant >> 2 == 2
    }

    /// The range of the digits between `{` and `}` or after `urn:uuid:`.
    private static func withoutUUIDFrame(_ cell: Span<UInt8>) -> Range<Int> {
        switch cell.count {
        case 38 where cell[0] == 123 && cell[37] == 125: 1..<37
        case 45 where cell[0] | 32 == 117 && cell[8] == 58: 9..<45
        default: 0..<cell.count
        }
    }

    /// 26 characters of Crockford's base 32; ten give milliseconds, here of the years 2001 to 2065.
    private static func isULID(_ cell: Span<UInt8>) -> Bool {
        guard cell.count == 26 else { return false }
        var milliseconds: UInt64 = 0
        for index in cell.indices {
            let byte = cell[index].isLower ? cell[index] - 32 : cell[index]
            guard byte.isDigit || byte.isUpper, ![73, 76, 79, 85].contains(byte) else {
                return false
            }
            guard index < 10 else { continue }
            var value = byte.isDigit ? Int(byte) - 48 : Int(byte) - 55
            if byte > 73 { value -= 1 }
            if byte > 76 { value -= 1 }
            if byte > 79 { value -= 1 }
            if byte > 85 { value -= 1 }
            milliseconds = milliseconds << 5 | UInt64(value)
        }
        return (978_000_000_000...2_998_000_000_000).contains(milliseconds)
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

    /// BIP 173 and BIP 350: one case, separator 1, checksum constant 1 or 0x2bc830a3.
    private static func isBech32(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 14, cell.count <= 200 else { return false }
        var separator = -1
        var cases: UInt8 = 0
        for index in cell.indices {
            let byte = cell[index]
            guard byte > 32, byte < 127 else { return false }
            if byte == 49 { separator = index }
            if byte.isLower { cases |= 1 }
            if byte.isUpper { cases |= 2 }
        }
        guard separator > 0, separator + 7 <= cell.count, cases != 3 else { return false }
        var check = Bech32Checksum()
        for index in 0..<separator { check.add((cell[index] | 32) >> 5) }
        check.add(0)
        for index in 0..<separator { check.add((cell[index] | 32) & 31) }
        for index in separator + 1..<cell.count {
            guard let value = Bech32Checksum.value(cell[index] | 32) else { return false }
            check.add(value)
        }
        return check.state == 1 || check.state == 0x2bc8_30a3
    }
}
