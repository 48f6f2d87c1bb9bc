/// How a pattern's text is handed to PCRE2.
enum PatternText {
    /// The text with `\S`, `\D` and `\W` outside of classes written as negated classes.
    ///
    /// PCRE2 10.42, which Debian 12 has, compiles the three wrongly to machine code when bytes may
    /// be other than UTF-8: they take no character beyond ASCII. As classes they do.
    static func forMachineCode(_ text: String) -> String {
        var result = ""
        var (isEscaped, isQuoted, isInClass) = (false, false, false)
        // A bracket that closes right after the opening one is one of the class.
        var begins = false
        for character in text.unicodeScalars {
            defer { isEscaped = !isEscaped && character == "\\" }
            if isEscaped {
                if character == "Q" { isQuoted = true }
                if character == "E" { isQuoted = false }
                let isNegated = !isQuoted && !isInClass && ["S", "D", "W"].contains(character)
                result += isNegated ? "[^\\" : "\\"
                result.unicodeScalars.append(contentsOf: lowered(character, isNegated))
                if isNegated { result += "]" }
                begins = false
                continue
            }
            if character == "\\" { continue }
            if !isQuoted {
                if character == "]", !begins { isInClass = false }
                begins = begins && character == "^" || character == "[" && !isInClass
                if character == "[" { isInClass = true }
            }
            result.unicodeScalars.append(character)
        }
        return result
    }

    private static func lowered(_ letter: Unicode.Scalar, _ isNegated: Bool) -> [Unicode.Scalar] {
        switch letter {
        case "S" where isNegated: ["s"]
        case "D" where isNegated: ["d"]
        case "W" where isNegated: ["w"]
        default: [letter]
        }
    }
}
