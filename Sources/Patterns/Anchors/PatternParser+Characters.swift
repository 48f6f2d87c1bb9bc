/// Characters, escapes and classes.
extension PatternParser {
    /// What follows a backslash outside a class.
    mutating func escape(_ flags: Flags) throws(Unsupported) -> PatternNode {
        let scalar = try take()
        switch scalar {
        case "b": return .boundary
        case "B", "A", "z", "Z", "G":
            if isExact { throw Unsupported(what: "\\\(scalar)") }
            return .unknown
        case "R":
            isWidened = true
            return .repeated(Self.newline, least: 1, most: 2)
        case "Q": return try quotation(flags)
        case "1"..."9":
            // What a group took once more: any characters, any number.
            _ = number()
            isWidened = true
            return .repeated(.character(.ascii, isWide: true), least: 0, most: nil)
        case "K", "X", "g", "k", "C":
            throw Unsupported(what: "\\\(scalar)")
        default:
            if let (set, isWide) = try shorthand(scalar, flags) {
                return .character(set, isWide: isWide)
            }
            return literal(try escaped(scalar), flags)
        }
    }

    private static var newline: PatternNode {
        .character(ByteSet(0x0A...0x0D), isWide: true)
    }

    private mutating func quotation(_ flags: Flags) throws(Unsupported) -> PatternNode {
        var nodes: [PatternNode] = []
        while next != nil, !take("\\E") { nodes.append(literal(try take(), flags)) }
        return .sequence(nodes)
    }

    /// The set of `\d`, `\p{L}` and their like; `nil` for an escaped character.
    private mutating func shorthand(
        _ scalar: Unicode.Scalar, _ flags: Flags
    ) throws(Unsupported) -> (ByteSet, Bool)? {
        switch scalar {
        case "d": return (.digits, false)
        case "w": return (.word, false)
        case "s": return (.space, false)
        case "h": return (ByteSet("\t "), true)
        case "v": return (ByteSet(0x0A...0x0D), true)
        case "D": return (.ascii & ~.digits, true)
        case "W": return (.ascii & ~.word, true)
        case "S": return (.ascii & ~.space, true)
        case "H": return (.ascii & ~ByteSet("\t "), true)
        case "V": return (.ascii & ~ByteSet(0x0A...0x0D), true)
        case "N": return (.ascii & ~ByteSet("\n"), true)
        case "p", "P":
            let name = take("{") ? try take(upTo: "}") : String(Character(try take()))
            return (property(name, isNegative: scalar == "P", flags), true)
        default: return nil
        }
    }

    /// The ASCII part of a Unicode property; all of ASCII where it isn't known.
    private mutating func property(
        _ name: String, isNegative: Bool, _ flags: Flags
    ) -> ByteSet {
        var name = name.filter { $0 != " " && $0 != "_" }
        var isNegative = isNegative
        if name.hasPrefix("^") {
            name.removeFirst()
            isNegative.toggle()
        }
        guard var set = Self.properties[name.lowercased()] else {
            isWidened = true
            return .ascii
        }
        if flags.ignoresCase, set.caseless != set {
            isWidened = true
            set = set.caseless
        }
        return isNegative ? .ascii & ~set : set
    }

    private static let properties: [String: ByteSet] = [
        "l": .letters, "l&": .letters, "latin": .letters, "lu": .upper, "ll": .lower,
        "lt": ByteSet(), "lm": ByteSet(), "lo": ByteSet(), "m": ByteSet(), "mn": ByteSet(),
        "mc": ByteSet(), "n": .digits, "nd": .digits, "nl": ByteSet(), "no": ByteSet(),
        "p": ByteSet("!\"#%&'()*,-./:;?@[\\]_{}"), "s": ByteSet("$+<=>^`|~"),
        "z": ByteSet(" "), "zs": ByteSet(" "), "xan": .letters | .digits,
        "xwd": .word, "xsp": .space, "han": ByteSet(), "hangul": ByteSet(),
        "hiragana": ByteSet(), "katakana": ByteSet(), "cyrillic": ByteSet(), "greek": ByteSet(),
        "arabic": ByteSet(), "hebrew": ByteSet(), "thai": ByteSet(), "devanagari": ByteSet(),
    ]

    /// The character of `\n`, `\x{41}` or `\.`.
    private mutating func escaped(_ scalar: Unicode.Scalar) throws(Unsupported) -> Unicode.Scalar {
        switch scalar {
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "f": return "\u{0C}"
        case "a": return "\u{07}"
        case "e": return "\u{1B}"
        case "x": return try hexadecimal()
        case "0"..."9", "A"..."Z", "a"..."z": throw Unsupported(what: "\\\(scalar)")
        default: return scalar
        }
    }

    private mutating func hexadecimal() throws(Unsupported) -> Unicode.Scalar {
        var digits = ""
        if take("{") {
            digits = try take(upTo: "}")
        } else {
            while let scalar = next, digits.count < 2, scalar.properties.isASCIIHexDigit {
                digits.unicodeScalars.append(scalar)
                position += 1
            }
        }
        guard let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw Unsupported(what: "\\x\(digits)")
        }
        return scalar
    }

    /// `[…]`, after its opening bracket.
    mutating func characterClass(_ flags: Flags) throws(Unsupported) -> PatternNode {
        let isNegative = take("^")
        var (set, isWide) = (ByteSet(), false)
        var isFirst = true
        while isFirst || next != "]" {
            isFirst = false
            if let (inner, wide) = try classShorthand(flags) {
                set |= inner
                isWide = isWide || wide
                continue
            }
            let low = try classCharacter()
            var high = low
            if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
                position += 1
                high = try classCharacter()
            }
            for value in low.value...max(low.value, min(high.value, 0x7F)) where value < 0x80 {
                set.insert(UInt8(value))
            }
            isWide = isWide || high.value >= 0x80
            noteRange(low.value...max(low.value, high.value), flags)
        }
        position += 1
        if flags.ignoresCase {
            isWide = isWide || Self.hasWideCase(set)
            set = set.caseless
        }
        return isNegative
            ? .character(.ascii & ~set, isWide: true) : .character(set, isWide: isWide)
    }

    private mutating func classShorthand(
        _ flags: Flags
    ) throws(Unsupported) -> (ByteSet, Bool)? {
        if next == "[", position + 1 < scalars.count, scalars[position + 1] == ":" {
            throw Unsupported(what: "a POSIX class")
        }
        guard next == "\\", position + 1 < scalars.count else { return nil }
        let start = position
        position += 2
        if let set = try shorthand(scalars[start + 1], flags) { return set }
        position = start
        return nil
    }

    private mutating func classCharacter() throws(Unsupported) -> Unicode.Scalar {
        let scalar = try take()
        guard scalar == "\\" else { return scalar }
        let following = try take()
        return following == "b" ? "\u{08}" : try escaped(following)
    }

    /// The items of one alternative, word boundaries resolved by their neighbours.
    mutating func sequence(_ items: [PatternNode]) -> PatternNode {
        var nodes = items
        for index in nodes.indices where !isExact {
            guard case .boundary = nodes[index] else { continue }
            nodes[index] = boundary(
                after: Array(nodes[..<index]), before: Array(nodes[(index + 1)...]))
        }
        return nodes.count == 1 ? nodes[0] : .sequence(nodes)
    }

    private mutating func boundary(
        after previous: [PatternNode], before following: [PatternNode]
    ) -> PatternNode {
        if PatternNode.length(of: previous).most != 0 {
            let last = PatternNode.edge(of: previous, reversed: true)
            if last.isSubset(of: .word) { return .after(~.word) }
            isWidened = true
            return last.isDisjoint(from: .word) ? .after(.word) : .unknown
        }
        let first = PatternNode.edge(of: following, reversed: false)
        if first.isSubset(of: .word) { return .before(~.word) }
        // Where the text begins or ends there is no boundary beside what is no word.
        isWidened = true
        return first.isDisjoint(from: .word) ? .before(.word) : .unknown
    }
}
