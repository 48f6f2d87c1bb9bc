/// Case and accents folded on UTF-8: Latin, Vietnamese, Greek and Cyrillic letters, combining marks
/// dropped; other bytes stay.
enum LatinFolding {
    static func fold(_ bytes: Span<UInt8>, _ emit: (UInt8) -> Void) {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x80 {
                emit(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
                index += 1
            } else if byte >= 0xC3, byte <= 0xC5, index + 1 < bytes.count {
                let scalar = Int(byte & 0x1F) << 6 | Int(bytes[index + 1] & 0x3F)
                for folded in table[scalar - 0xC0] { emit(folded) }
                index += 2
            } else if let folded = FoldedScalar(bytes, at: index) {
                folded.emit(emit)
                index += folded.length
            } else {
                emit(byte)
                index += 1
            }
        }
    }

    static func fold(_ text: String) -> String {
        var bytes: [UInt8] = []
        fold(Array(text.utf8).span) { bytes.append($0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// U+00C0 … U+017F; a blank stands for a character without a Latin base (× and ÷).
    private static let table: [[UInt8]] = {
        let bases =
            "aaaaaa&ceeeeiiiidnooooo ouuuuy^$aaaaaa&ceeeeiiiidnooooo ouuuuy^y"
            + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii~~jjkkklllllll"
            + "lllnnnnnnnnnoooooo%%rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
        return bases.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "&"): Array("ae".utf8)
            case UInt8(ascii: "%"): Array("oe".utf8)
            case UInt8(ascii: "~"): Array("ij".utf8)
            case UInt8(ascii: "^"): Array("th".utf8)
            case UInt8(ascii: "$"): Array("ss".utf8)
            default: [byte]
            }
        }
    }()
}
