/// Letters and digits beyond ASCII, sorted by script and case, so that each takes the place of
/// another of its own kind and of the same length in UTF-8.
///
/// Ranges after the code charts of Unicode 15; frozen, since ranks depend on them. What isn't here,
/// combining marks above all, is no letter of an identifier.
enum ScriptLetters {
    /// Letters of one script and case.
    struct Alphabet: Sendable {
        /// What stands for it in templates; see `TemplatePermutations`.
        let code: UInt8
        let runs: [Run]
        let count: Int

        fileprivate init(_ code: Character, _ runs: [Run]) {
            self.code = code.asciiValue ?? 0
            self.runs = runs
            count = runs.reduce(0) { $0 + $1.count }
        }

        /// The place of a letter among all; `nil` for others.
        func index(of scalar: UInt32) -> UInt32? {
            var first = 0
            for run in runs {
                if scalar >= run.first, scalar <= run.last, (scalar - run.first) % run.step == 0 {
                    return UInt32(first) + (scalar - run.first) / run.step
                }
                first += run.count
            }
            return nil
        }

        /// The letter at a place.
        func scalar(at index: UInt32) -> UInt32 {
            var rest = index
            for run in runs {
                if rest < UInt32(run.count) { return run.first + rest * run.step }
                rest -= UInt32(run.count)
            }
            preconditionFailure("an index of the alphabet")
        }
    }

    /// Code points at equal distances.
    struct Run: Sendable {
        let first: UInt32
        let last: UInt32
        /// 2 where capitals and small letters take turns.
        let step: UInt32

        var count: Int { Int((last - first) / step) + 1 }

        fileprivate init(_ range: ClosedRange<UInt32>, step: UInt32 = 1) {
            (first, last, self.step) = (range.lowerBound, range.upperBound, step)
        }
    }

    static let alphabets: [Alphabet] = [
        // Latin: the supplement and Extended-A, without the small letters that have no capital.
        Alphabet(
            "B",
            [
                Run(0xC0...0xD6), Run(0xD8...0xDE), Run(0x100...0x136, step: 2),
                Run(0x139...0x147, step: 2), Run(0x14A...0x176, step: 2), Run(0x178...0x178),
                Run(0x179...0x17D, step: 2),
            ]),
        Alphabet(
            "C",
            [
                Run(0xDF...0xF6), Run(0xF8...0xFF), Run(0x101...0x137, step: 2),
                Run(0x13A...0x148, step: 2), Run(0x14B...0x177, step: 2),
                Run(0x17A...0x17E, step: 2),
            ]),
        // Greek.
        Alphabet(
            "D",
            [
                Run(0x386...0x386), Run(0x388...0x38A), Run(0x38C...0x38C), Run(0x38E...0x38F),
                Run(0x391...0x3A1), Run(0x3A3...0x3AB),
            ]),
        Alphabet("E", [Run(0x390...0x390), Run(0x3AC...0x3CE)]),
        // Cyrillic.
        Alphabet("G", [Run(0x400...0x42F)]), Alphabet("H", [Run(0x430...0x45F)]),
        // Armenian and Georgian.
        Alphabet("I", [Run(0x531...0x556)]), Alphabet("J", [Run(0x561...0x586)]),
        Alphabet("K", [Run(0x10D0...0x10F0)]),
        // Hebrew and Arabic, and the two kinds of Arabic digits.
        Alphabet("L", [Run(0x5D0...0x5EA)]),
        Alphabet("M", [Run(0x621...0x63A), Run(0x641...0x64A)]),
        Alphabet("N", [Run(0x660...0x669)]), Alphabet("O", [Run(0x6F0...0x6F9)]),
        // Devanagari: letters, vowel signs, digits.
        Alphabet("P", [Run(0x905...0x939)]), Alphabet("Q", [Run(0x93E...0x94C)]),
        Alphabet("R", [Run(0x966...0x96F)]),
        // Thai consonants.
        Alphabet("S", [Run(0xE01...0xE2E)]),
        // Kana, Hangul, Chinese characters.
        Alphabet("T", [Run(0x3041...0x3096)]), Alphabet("U", [Run(0x30A1...0x30FA)]),
        Alphabet("V", [Run(0xAC00...0xD7A3)]), Alphabet("W", [Run(0x4E00...0x9FA5)]),
        // Wide forms of ASCII.
        Alphabet("X", [Run(0xFF10...0xFF19)]), Alphabet("Y", [Run(0xFF21...0xFF3A)]),
        Alphabet("Z", [Run(0xFF41...0xFF5A)]),
    ]

    /// The size of the alphabet that a character of a template stands for.
    static func radix(_ code: UInt8) -> UInt32? {
        alphabets.first { $0.code == code }.map { UInt32($0.count) }
    }

    /// The alphabet of a letter and its place there.
    static func place(of scalar: UInt32) -> (alphabet: Alphabet, index: UInt32)? {
        for alphabet in alphabets {
            if let index = alphabet.index(of: scalar) { return (alphabet, index) }
        }
        return nil
    }

    /// Blanks, dashes and dots of other scripts, which stay.
    static func isSeparator(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xA0, 0xB7, 0x2010...0x2015, 0x2019, 0x202F, 0x3000, 0x30FB, 0x30FC: true
        default: false
        }
    }
}
