/// CRC-32 checks that issuers put behind their tokens.
extension Validator {
    /// GitLab's routable tokens: prefix, base64url payload, version, its length and the CRC-32 of
    /// all before it, the last two to base 36 (`Authn::TokenField::Generator::RoutableToken`).
    static func isGitLabToken(_ cell: Span<UInt8>) -> Bool {
        let end = cell.count - 7
        guard end > 12, cell.count <= 400, cell[end - 3] == 46, cell[end - 6] == 46,
            let length = base36(cell, end - 2..<end), let crc = base36(cell, end..<cell.count)
        else { return false }
        let start = end - 6 - length
        guard length >= 16, start > 0, cell[start - 1] == 45 else { return false }
        for index in start..<start + length where !isBase64URL(cell[index]) { return false }
        return crc == Int(CRC32.checksum(cell.extracting(0..<end)))
    }

    /// Grafana's service account tokens: the CRC-32 of all before the last `_`, eight hexadecimal
    /// digits, least byte first (`pkg/components/satokengen`).
    static func isGrafanaToken(_ cell: Span<UInt8>) -> Bool {
        guard cell.starts(with: "gl"), cell.count == 46, cell[37] == 95 else { return false }
        for index in 2..<37 where !cell[index].isAlphanumeric && cell[index] != 95 { return false }
        return hex32(cell, from: 38) == CRC32.checksum(cell.extracting(0..<37)).byteSwapped
    }

    /// Atlassian's tokens end in the CRC-32 of all before it, `=` included, in hexadecimal.
    static func isAtlassianToken(_ cell: Span<UInt8>) -> Bool {
        let end = cell.count - 8
        guard cell.starts(with: "ATATT3"), end > 6, cell.count <= 400, cell[end - 1] == 61 else {
            return false
        }
        for index in 6..<end - 1 where !isBase64URL(cell[index]) && cell[index] != 61 {
            return false
        }
        return hex32(cell, from: end) == CRC32.checksum(cell.extracting(0..<end))
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        byte.isAlphanumeric || byte == 45 || byte == 95
    }

    private static func base36(_ cell: Span<UInt8>, _ range: Range<Int>) -> Int? {
        var number = 0
        for index in range {
            let byte = cell[index]
            guard byte.isDigit || byte.isLower else { return nil }
            number = number * 36 + Int(byte.isDigit ? byte - 48 : byte - 87)
        }
        return number
    }

    /// The number of eight hexadecimal digits.
    private static func hex32(_ cell: Span<UInt8>, from start: Int) -> UInt32? {
        var number: UInt32 = 0
        for index in start..<start + 8 {
            guard let digit = cell[index].hexValue else { return nil }
            number = number << 4 | UInt32(digit)
        }
        return number
    }
}
