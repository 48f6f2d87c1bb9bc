/// Names as user names and addresses write them.
enum PlainLetters {
    /// Lower-case ASCII letters and points of a lower-case text: `å` as `a`, `ß` as `ss`, all
    /// else left out.
    static func ascii(_ text: [UInt8]) -> [UInt8] {
        var plain: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            switch scalar {
            case "a"..."z", ".": plain.append(UInt8(scalar.value))
            default: plain.append(contentsOf: (folded[scalar] ?? "").utf8)
            }
        }
        return plain
    }

    /// The letters of the lists' languages; German umlauts by their convention.
    private static let folded: [Unicode.Scalar: String] = {
        let groups = [
            "a": "àáâãåāăą", "ae": "äæ", "c": "çćčĉ", "d": "ďđð", "e": "èéêëēėęě", "g": "ğģ",
            "i": "ìíîïīįı", "k": "ķ", "l": "łľļĺ", "n": "ñńňņ", "o": "òóôõōő", "oe": "öœ",
            "oe ": "ø", "r": "řŕ", "s": "śšşș", "ss": "ß", "t": "ťţț", "u": "ùúûūůűų", "ue": "ü",
            "y": "ýÿ", "z": "źżž",
        ]
        var folded: [Unicode.Scalar: String] = [:]
        for (letters, scalars) in groups {
            for scalar in scalars.unicodeScalars { folded[scalar] = letters.filter { $0 != " " } }
        }
        return folded
    }()
}
