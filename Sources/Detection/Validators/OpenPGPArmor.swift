/// OpenPGP's ASCII armor (RFC 9580 §6): lines of base64 between two of dashes and, behind a `=`,
/// the CRC-24 of what they encode, which writers may leave out.
extension Validator {
    private static let newline: UInt8 = 10

    /// Whether the checksum, where there is one, is that of the block; a block without lines of its
    /// own, or cut before its checksum, is taken as it is.
    static func isIntactArmor(_ cell: Span<UInt8>) -> Bool {
        guard cell.starts(with: "-----BEGIN ") else { return false }
        var index = 11
        while index < cell.count, cell[index] != 45 { index += 1 }
        while index < cell.count, cell[index] == 45 { index += 1 }
        var decoded = Base64URLReader()
        var crc = CRC24()
        while index < cell.count {
            let end = lineEnd(cell, from: index)
            let line = cell.extracting(index..<end)
            // What stands in one line only is written with other breaks than those known.
            if end == cell.count, crc.isFresh { return true }
            index = end < cell.count && cell[end] == 92 ? end + 2 : end + 1
            if line.isEmpty || holdsColon(line) { continue }
            if line[0] == 45 { return true }
            if line[0] == 61 { return line.count >= 5 && crc.value == checksum(line) }
            for place in line.indices where line[place] != 61 && line[place] != 32 {
                let byte = line[place]
                guard byte.isAlphanumeric || byte == 43 || byte == 47 else { return false }
                if let value = decoded.next(byte) { crc.add(value) }
            }
        }
        return true
    }

    /// The next line break, be it one or the letters `\n` and `\r` that stand for it in a string.
    private static func lineEnd(_ cell: Span<UInt8>, from start: Int) -> Int {
        for index in start..<cell.count {
            if cell[index] == newline || cell[index] == 13 { return index }
            guard cell[index] == 92, index + 1 < cell.count else { continue }
            if cell[index + 1] == 110 || cell[index + 1] == 114 { return index }
        }
        return cell.count
    }

    /// Headers such as `Version:` have one, base64 hasn't.
    private static func holdsColon(_ line: Span<UInt8>) -> Bool {
        for index in line.indices where line[index] == 58 { return true }
        return false
    }

    /// The number of four characters behind a `=`.
    private static func checksum(_ line: Span<UInt8>) -> UInt32 {
        var decoded = Base64URLReader()
        var number: UInt32 = 0
        for index in 1..<5 {
            if let value = decoded.next(line[index]) { number = number << 8 | UInt32(value) }
        }
        return number
    }
}

/// The checksum of RFC 9580 §6.1.1.
private struct CRC24 {
    private static let start: UInt32 = 0xB7_04CE
    private static let polynomial: UInt32 = 0x186_4CFB

    private(set) var value = start
    /// Whether nothing has been added.
    private(set) var isFresh = true

    mutating func add(_ byte: UInt8) {
        isFresh = false
        value ^= UInt32(byte) << 16
        for _ in 0..<8 {
            value <<= 1
            if value & 0x100_0000 != 0 { value ^= Self.polynomial }
        }
    }
}
