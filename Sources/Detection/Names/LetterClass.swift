/// What a character of a name is, as far as the borders between words go.
enum LetterClass {
    case lower, upper, digit
    /// A letter of a script that writes words without blanks: Han, kana, Hangul, Thai.
    case unspaced
    case other

    init(ascii byte: UInt8) {
        switch byte {
        case 0x61...0x7A: self = .lower
        case 0x41...0x5A: self = .upper
        case 0x30...0x39: self = .digit
        default: self = .other
        }
    }

    /// - Parameter last: the class before it: a combining mark belongs to its letter.
    init(_ scalar: Unicode.Scalar, after last: LetterClass) {
        switch scalar.value {
        case 0...0x7F: self.init(ascii: UInt8(scalar.value))
        // Why: most letters beyond ASCII are these, and Unicode's tables take longer.
        case 0xC0...0xD6, 0xD8...0xDE, 0x410...0x42F: self = .upper
        case 0xDF...0xF6, 0xF8...0xFF, 0x430...0x44F: self = .lower
        case 0x30FB: self = .other
        case 0x0E00...0x0E7F, 0x1100...0x11FF, 0x3005, 0x3040...0x30FF, 0x3400...0x4DBF,
            0x4E00...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF66...0xFF9D, 0x20000...0x323AF:
            self = .unspaced
        case 0x300...0x36F: self = last
        default:
            let properties = scalar.properties
            self =
                properties.isUppercase
                ? .upper
                : properties.isAlphabetic || properties.canonicalCombiningClass != .notReordered
                    ? .lower : .other
        }
    }

    /// Whether a word ends before a character of class `here`: `cardNo`, `HTTPServer`, `line1`,
    /// `顧客ID`.
    static func isBorder(_ last: LetterClass, _ here: LetterClass, next: LetterClass) -> Bool {
        switch (last, here) {
        case (_, .other): true
        case (.unspaced, .unspaced): false
        case (_, .unspaced), (.unspaced, _): true
        case (.lower, .upper), (.digit, .lower), (.digit, .upper), (.lower, .digit): true
        case (.upper, .digit): true
        case (.upper, .upper): next == .lower
        default: false
        }
    }

    /// Full-width ASCII (U+FF01 … U+FF5E) in its usual width.
    static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard 0xFF01...0xFF5E ~= scalar.value else { return scalar }
        return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    }
}
