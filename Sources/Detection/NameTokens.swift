/// The words of a column name, a JSON key or a table name.
///
/// `custEMLAddr_2` reads as `customer email address 2`: split at what is neither letter nor digit,
/// at camelCase borders and between letters and digits; lower case, Latin accents and plurals
/// folded, abbreviations expanded. Whole tokens only are ever compared, so `lic` isn't in `public`.
package struct NameTokens: Sendable, Equatable {
    package let words: [String]

    package init(_ name: String, vocabulary: NameVocabulary = NameVocabulary()) {
        words = vocabulary.expanded(Self.split(name).map(Self.singular))
    }

    /// The words before expansion, in order, singular ones and plural ones as written.
    static func split(_ name: String) -> [String] {
        var words: [String] = []
        var current: [UInt8] = []
        var last = Class.other
        let bytes = Array(name.utf8)
        for (index, byte) in bytes.enumerated() {
            let here = Class(byte)
            let next = index + 1 < bytes.count ? Class(bytes[index + 1]) : .other
            if border(last, here, next), !current.isEmpty {
                words.append(LatinFolding.fold(String(decoding: current, as: UTF8.self)))
                current = []
            }
            if here != .other { current.append(byte) }
            last = here
        }
        if !current.isEmpty {
            words.append(LatinFolding.fold(String(decoding: current, as: UTF8.self)))
        }
        return words
    }

    /// `addresses` → `address`, `cities` → `city`, `phones` → `phone`; `status` and `address` stay.
    static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s") else { return word }
        for ending in ["ss", "us", "is"] where word.hasSuffix(ending) { return word }
        if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
        for ending in ["sses", "xes", "ches", "shes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        return String(word.dropLast())
    }

    private enum Class {
        case lower, upper, digit, other

        init(_ byte: UInt8) {
            switch byte {
            case 0x61...0x7A, 0x80...0xFF: self = .lower
            case 0x41...0x5A: self = .upper
            case 0x30...0x39: self = .digit
            default: self = .other
            }
        }
    }

    /// Whether a word ends before a byte of class `here`: `cardNo`, `HTTPServer`, `line1`.
    private static func border(_ last: Class, _ here: Class, _ next: Class) -> Bool {
        switch (last, here) {
        case (_, .other): true
        case (.lower, .upper), (.digit, .lower), (.digit, .upper), (.lower, .digit): true
        case (.upper, .digit): true
        case (.upper, .upper): next == .lower
        default: false
        }
    }
}
