/// Addresses of machines, mailboxes and telephones.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkAddress(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .email: Self.isEmail(cell)
        case .hostname: Self.isHostname(cell, from: 0)
        case .url: Self.isURL(cell)
        case .ipv4: Self.isIPv4(cell)
        case .ipv6: Self.isIPv6(cell)
        case .mac: Self.isMAC(cell)
        case .nanp: Self.isNANP(cell)
        case .e164: Self.isE164(cell)
        default: nil
        }
    }

    /// RFC 5321 mailbox without quoted local part or address literal; the domain ends in a
    /// plausible top-level domain.
    private static func isEmail(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 6, cell.count <= 254 else { return false }
        var at = ByteWord.alphanumericEnd(cell, from: 0)
        while at < cell.count, cell[at] != 64 {
            guard isLocalMark(cell[at]), cell[at] != 46 || at > 0 && cell[at - 1] != 46
            else { return false }
            at = ByteWord.alphanumericEnd(cell, from: at + 1)
        }
        guard 1...64 ~= at, cell[at - 1] != 46 else { return false }
        return isHostname(cell, from: at + 1)
    }

    /// `atext` of RFC 5322 but letters and digits, the dot, and UTF-8 (RFC 6531).
    private static func isLocalMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 46, 33, 35...39, 42, 43, 45, 47, 61, 63, 94...96, 123...126, 0x80...0xFF: true
        default: false
        }
    }

    /// Labels of RFC 1035 and a last one of letters that is no file extension.
    private static func isHostname(_ cell: Span<UInt8>, from start: Int) -> Bool {
        guard cell.count - start >= 4, cell.count - start <= 253 else { return false }
        var (labels, labelStart, index) = (0, start, start)
        while true {
            index = ByteWord.alphanumericEnd(cell, from: index)
            if index < cell.count, cell[index] != 46 {
                guard cell[index] == 45 || cell[index] >= 0x80 else { return false }
                index += 1
                continue
            }
            let length = index - labelStart
            guard length > 0, length <= 63, cell[labelStart] != 45, cell[index - 1] != 45 else {
                return false
            }
            labels += 1
            if index == cell.count { break }
            index += 1
            labelStart = index
        }
        return labels > 1 && isTopLevel(cell.extracting(labelStart..<cell.count))
    }

    private static func isTopLevel(_ label: Span<UInt8>) -> Bool {
        guard label.count >= 2, label.count <= 24 else { return false }
        if label.starts(with: "xn--") { return label.count > 4 }
        for index in label.indices where !label[index].isLetter && label[index] < 0x80 {
            return false
        }
        if label.count > 4 { return true }
        let name = packed(label)
        return extensionBits >> UInt64(name % 61) & 1 == 0 || !fileExtensions.contains(name)
    }

    /// No top-level domains, but ends of names of files.
    private static let fileExtensions = [
        "png", "jpg", "jpeg", "gif", "svg", "css", "html", "htm", "php", "pdf", "txt", "json",
        "xml", "csv",
    ].map { packed(Array($0.utf8).span) }

    /// One bit for the number of each, so that most others needn't be looked for.
    private static let extensionBits = fileExtensions.reduce(UInt64(0)) {
        $0 | 1 << UInt64($1 % 61)
    }

    /// At most four letters as a number, whatever their case.
    private static func packed(_ letters: Span<UInt8>) -> UInt32 {
        letters.indices.reduce(0) { $0 << 8 | UInt32(letters[$1] | 0x20) }
    }

    /// RFC 3986 with an authority: scheme, `://`, host or address, no blank.
    private static func isURL(_ cell: Span<UInt8>) -> Bool {
        var colon = 0
        while colon < cell.count && colon < 12 && cell[colon] != 58 {
            guard cell[colon].isAlphanumeric || cell[colon] == 43 else { return false }
            colon += 1
        }
        guard colon > 1, colon + 4 < cell.count, cell[colon] == 58, cell[colon + 1] == 47,
            cell[colon + 2] == 47, cell[0].isLetter
        else { return false }
        for index in colon + 3..<cell.count where cell[index] <= 32 || cell[index] == 127 {
            return false
        }
        let first = cell[colon + 3]
        return first.isAlphanumeric || first >= 0x80 || first == 91
    }

    /// Four octets without leading zeros.
    private static func isIPv4(_ cell: Span<UInt8>) -> Bool {
        guard cell.count >= 7, cell.count <= 15 else { return false }
        var octet = 0
        var digits = 0
        var dots = 0
        for index in cell.indices {
            let byte = cell[index]
            if byte == 46 {
                guard digits > 0 else { return false }
                dots += 1
                octet = 0
                digits = 0
            } else {
                guard byte.isDigit, digits == 0 || octet > 0 else { return false }
                octet = octet * 10 + Int(byte) - 48
                digits += 1
                guard octet < 256 else { return false }
            }
        }
        return dots == 3 && digits > 0
    }

    /// RFC 4291 §2.2 text forms, an embedded IPv4 address and a zone included.
    private static func isIPv6(_ cell: Span<UInt8>) -> Bool {
        var end = 0
        while end < cell.count && cell[end] != 37 { end += 1 }
        guard end >= 3, end <= 45, end == cell.count || end + 1 < cell.count else { return false }
        var groups = 0
        var digits = 0
        var hasGap = false
        var groupStart = 0
        var index = 0
        while index < end {
            let byte = cell[index]
            if byte == 58 {
                if index + 1 < end && cell[index + 1] == 58 {
                    guard !hasGap else { return false }
                    hasGap = true
                    if digits > 0 { groups += 1 }
                    index += 1
                } else {
                    guard digits > 0, index + 1 < end else { return false }
                    groups += 1
                }
                digits = 0
                groupStart = index + 1
            } else if byte == 46 {
                guard isIPv4(cell.extracting(groupStart..<end)) else { return false }
                groups += 2
                digits = 0
                break
            } else {
                guard byte.hexValue != nil, digits < 4 else { return false }
                digits += 1
            }
            index += 1
        }
        if digits > 0 { groups += 1 }
        return hasGap ? groups < 8 : groups == 8
    }

    /// EUI-48 and EUI-64: octets split by `:` or `-`, or Cisco's groups of four.
    private static func isMAC(_ cell: Span<UInt8>) -> Bool {
        let group = cell.count == 14 || cell.count == 19 ? 4 : 2
        let separator: UInt8 = group == 4 ? 46 : cell.count > 2 ? cell[2] : 0
        guard [14, 17, 19, 23].contains(cell.count),
            separator == 46 && group == 4 || separator == 58
                || separator == 45
        else { return false }
        for index in cell.indices {
            let isBorder = index % (group + 1) == group
            guard isBorder ? cell[index] == separator : cell[index].hexValue != nil else {
                return false
            }
        }
        return true
    }
}
