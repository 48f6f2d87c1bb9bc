/// The script a cell is written in, as far as surrogates tell scripts apart.
enum WritingScript: Equatable {
    /// Latin letters, or a script that no list is written in.
    case other
    case devanagari, hangul, kana
    /// Chinese characters alone; `isJapanese` when some of them are written so in Japan only.
    case han(isJapanese: Bool)

    /// Which list a script is written from.
    enum Kind: UInt64 {
        case other, devanagari, hangul, japanese, chinese
        /// Chinese characters, of the locale that the plan names.
        case han

        init(_ number: UInt64) { self = Kind(rawValue: number) ?? .other }
    }

    /// Forms and characters of everyday Japanese names and places that Chinese doesn't use.
    private static let japaneseOnly = Set(
        "県駅広沢浜斎辺渋栄桜竜畑辻峠込々鉄円塩浅黒徳応戸".unicodeScalars.map(\.value))

    /// By the first letter of a script that a list is written in; kana anywhere decide.
    init(_ cell: Span<UInt8>) {
        var found = WritingScript.other
        var index = 0
        while index < cell.count {
            // Why: all these scripts lie within three bytes of UTF-8.
            guard cell[index] & 0xF0 == 0xE0, index + 2 < cell.count else {
                index += 1
                continue
            }
            let scalar =
                UInt32(cell[index] & 0x0F) << 12 | UInt32(cell[index + 1] & 0x3F) << 6
                | UInt32(cell[index + 2] & 0x3F)
            index += 3
            switch scalar {
            case 0x3041...0x30FF:
                self = .kana
                return
            case 0x3005, 0x3400...0x9FFF:
                if Self.japaneseOnly.contains(scalar) {
                    found = .han(isJapanese: true)
                } else if found == .other {
                    found = .han(isJapanese: false)
                }
            case 0xAC00...0xD7A3 where found == .other: found = .hangul
            case 0x0904...0x0963 where found == .other: found = .devanagari
            default: break
            }
        }
        self = found
    }
}
