/// Reads the subset of PCRE2's syntax that rules use into a `PatternNode`.
///
/// What would need a model of the whole matcher (recursion, conditions, verbs, `\K`, extended mode)
/// is refused; conditions that aren't one character wide are widened to `unknown`, back references
/// to any characters. The pattern is known to compile, so that the parser needn't complain about
/// syntax.
struct PatternParser {
    /// Options that change what a letter or a dot stands for.
    struct Flags {
        var ignoresCase = false
        var dotTakesNewline = false
    }

    /// Why no anchor can be derived.
    struct Unsupported: Error {
        var what: String
    }

    /// Deeper nesting is refused.
    private static let depthLimit = 40

    /// One of the ways in which a pattern matches.
    struct Alternative {
        let node: PatternNode
        /// Whether the node takes more than its part of the pattern somewhere.
        let isWidened: Bool

        /// Each of its choices where it is nothing but one, else the alternative itself.
        var flattened: [Alternative] {
            guard case .choice(let nodes) = node.flat else { return [self] }
            return nodes.flatMap { Alternative(node: $0, isWidened: isWidened).flattened }
        }
    }

    let scalars: [Unicode.Scalar]
    /// Whether what can't be read as it is is refused, and conditions are kept as they are.
    let isExact: Bool
    var position = 0
    /// Whether what was read of the alternative takes more than its part of the pattern.
    var isWidened = false
    private var depth = 0
    /// The outermost ones so far.
    private var alternatives: [Alternative] = []

    private init(_ text: String, isExact: Bool = false) {
        scalars = Array(text.unicodeScalars)
        self.isExact = isExact
    }

    static func parse(_ text: String, ignoresCase: Bool) throws(Unsupported) -> PatternNode {
        let nodes = try alternatives(text, ignoresCase: ignoresCase).map(\.node)
        return nodes.count == 1 ? nodes[0] : .choice(nodes)
    }

    /// The pattern as it is, its groups' numbers aside: greedy, alternatives in order.
    static func exactly(_ text: String, ignoresCase: Bool) throws(Unsupported) -> PatternNode {
        var parser = PatternParser(text, isExact: true)
        let node = try parser.choice(Flags(ignoresCase: ignoresCase))
        guard parser.position == parser.scalars.count else {
            throw Unsupported(what: "a closing parenthesis")
        }
        if parser.alternatives.contains(where: \.isWidened) {
            throw Unsupported(what: "what is read as more than it is")
        }
        return node
    }

    /// What is read between the outermost bars.
    static func alternatives(
        _ text: String, ignoresCase: Bool
    ) throws(Unsupported) -> [Alternative] {
        var parser = PatternParser(text)
        _ = try parser.choice(Flags(ignoresCase: ignoresCase))
        guard parser.position == parser.scalars.count else {
            throw Unsupported(what: "a closing parenthesis")
        }
        return parser.alternatives
    }

    var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func take() throws(Unsupported) -> Unicode.Scalar {
        guard let scalar = next else { throw Unsupported(what: "an unfinished pattern") }
        position += 1
        return scalar
    }

    mutating func take(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        guard scalars[position...].starts(with: wanted) else { return false }
        position += wanted.count
        return true
    }

    /// The scalars up to `end`, which is taken as well.
    mutating func take(upTo end: Unicode.Scalar) throws(Unsupported) -> String {
        var text = ""
        while true {
            let scalar = try take()
            if scalar == end { return text }
            text.unicodeScalars.append(scalar)
        }
    }

    /// `a|b|c`, up to a closing parenthesis or the end.
    private mutating func choice(_ flags: Flags) throws(Unsupported) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.depthLimit else { throw Unsupported(what: "deep nesting") }
        var flags = flags
        var choices: [PatternNode] = []
        var items: [PatternNode] = []
        while let scalar = next, scalar != ")" {
            if scalar == "|" {
                position += 1
                choices.append(alternative(items))
                items = []
            } else if let item = try atom(&flags) {
                items.append(try quantified(item))
            }
        }
        choices.append(alternative(items))
        return choices.count == 1 ? choices[0] : .choice(choices)
    }

    private mutating func alternative(_ items: [PatternNode]) -> PatternNode {
        let node = sequence(items)
        if depth == 1 {
            alternatives.append(Alternative(node: node, isWidened: isWidened))
            isWidened = false
        }
        return node
    }

    /// `nil` for what is no item: a comment, an option setting.
    private mutating func atom(_ flags: inout Flags) throws(Unsupported) -> PatternNode? {
        switch try take() {
        case "(": return try group(&flags)
        case "[": return try characterClass(flags)
        case ".":
            let newline: ByteSet = flags.dotTakesNewline ? ByteSet() : ByteSet("\n")
            return .character(.ascii & ~newline, isWide: true)
        case "^": return isExact ? Self.beginning : .unknown
        case "$": return .end
        case "\\": return try escape(flags)
        case let scalar: return literal(scalar, flags)
        }
    }

    private static let beginning =
        PatternNode.behind(.character(.all, isWide: false), isNegative: true)

    mutating func literal(_ scalar: Unicode.Scalar, _ flags: Flags) -> PatternNode {
        if scalar.isASCII {
            let set = ByteSet([UInt8(scalar.value)])
            guard flags.ignoresCase else { return .character(set, isWide: false) }
            let narrow = PatternNode.character(set.caseless, isWide: false)
            return Self.wideCase(of: set).map { .choice([narrow, Self.text($0)]) } ?? narrow
        }
        // A character beyond ASCII may have another case of another length.
        guard !flags.ignoresCase else {
            noteRange(scalar.value...scalar.value, flags)
            return .character(ByteSet(), isWide: true)
        }
        return Self.text(String(Character(scalar)))
    }

    private static func text(_ text: String) -> PatternNode {
        .sequence(text.utf8.map { .character(ByteSet([$0]), isWide: false) })
    }

    /// The characters beyond ASCII that are another case of an ASCII letter aren't modelled.
    mutating func noteRange(_ range: ClosedRange<UInt32>, _ flags: Flags) {
        let cases: [UInt32] = [0x17F, 0x212A]
        if flags.ignoresCase, cases.contains(where: range.contains) { isWidened = true }
    }

    /// K and S have a second lower or upper case beyond ASCII: U+212A and U+017F.
    static func hasWideCase(_ set: ByteSet) -> Bool { wideCase(of: set) != nil }

    private static func wideCase(of set: ByteSet) -> String? {
        if !set.isDisjoint(from: ByteSet("sS")) { return "\u{17F}" }
        return set.isDisjoint(from: ByteSet("kK")) ? nil : "\u{212A}"
    }

    private mutating func group(_ flags: inout Flags) throws(Unsupported) -> PatternNode? {
        if take("*") { throw Unsupported(what: "a verb") }
        guard take("?") else { return try closed(flags) }
        if take("#") {
            _ = try take(upTo: ")")
            return nil
        }
        if take(":") || take("|") { return try closed(flags) }
        if take(">") {
            isWidened = true
            return try closed(flags)
        }
        if take("=") { return try ahead(flags, isNegative: false) }
        if take("!") { return try ahead(flags, isNegative: true) }
        if take("<=") { return try behind(flags, isNegative: false) }
        if take("<!") { return try behind(flags, isNegative: true) }
        if take("<") || take("P<") {
            _ = try take(upTo: ">")
            return try closed(flags)
        }
        if take("'") {
            _ = try take(upTo: "'")
            return try closed(flags)
        }
        return try options(&flags)
    }

    private mutating func closed(_ flags: Flags) throws(Unsupported) -> PatternNode {
        let node = try choice(flags)
        guard take(")") else { throw Unsupported(what: "an open group") }
        return node
    }

    /// `(?i)` for the rest of the group, `(?i:…)` for its own.
    private mutating func options(_ flags: inout Flags) throws(Unsupported) -> PatternNode? {
        var inner = flags
        var value = true
        while true {
            switch try take() {
            case "-": value = false
            case "i": inner.ignoresCase = value
            case "s": inner.dotTakesNewline = value
            case "m" where !isExact: continue
            case ")":
                flags = inner
                return nil
            case ":": return try closed(inner)
            default: throw Unsupported(what: "a group that isn't modelled")
            }
        }
    }

    /// What follows; as a neighbouring byte where a choice is one character wide.
    private mutating func ahead(
        _ flags: Flags, isNegative: Bool
    ) throws(Unsupported) -> PatternNode {
        let node = try closed(flags)
        if isExact || !node.choices.contains(where: \.isCharacter) {
            return .ahead(node, isNegative: isNegative)
        }
        return condition(node, isNegative: isNegative) { .after($0) }
    }

    private mutating func behind(
        _ flags: Flags, isNegative: Bool
    ) throws(Unsupported) -> PatternNode {
        let node = try closed(flags)
        if isExact { return .behind(node, isNegative: isNegative) }
        return condition(node, isNegative: isNegative) { .before($0) }
    }

    /// A look at one neighbouring byte where the group is one character wide, else `unknown`.
    private mutating func condition(
        _ node: PatternNode, isNegative: Bool, _ make: (ByteSet) -> PatternNode
    ) -> PatternNode {
        // A look ahead or behind at nothing fails where a positive one is taken to hold.
        if !isNegative { isWidened = true }
        let choices = node.choices
        var allowed = isNegative ? ByteSet.all : ByteSet()
        for choice in choices {
            switch choice.flat {
            case .character(let set, _) where isNegative: allowed = allowed & ~(set & .ascii)
            case .character(let set, let isWide): allowed |= isWide ? set | .high : set
            // One more way to fail, or to hold, that isn't looked at.
            case _ where isNegative: isWidened = true
            default: return .unknown
            }
        }
        return make(allowed)
    }

    private mutating func quantified(_ item: PatternNode) throws(Unsupported) -> PatternNode {
        var node = item
        while let (least, most) = try quantifier() {
            // Lazy: which match is taken changes, not what may match. Possessive: some may not.
            if take("?") {
                if isExact { throw Unsupported(what: "a lazy repetition") }
            } else if take("+") {
                isWidened = true
            }
            if node.isCondition, isExact { throw Unsupported(what: "a repeated condition") }
            node = node.isCondition ? .unknown : .repeated(node, least: least, most: most)
        }
        return node
    }

    private mutating func quantifier() throws(Unsupported) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        guard next == "{" else { return nil }
        let start = position
        position += 1
        let least = number()
        var most = least
        if least != nil, take(",") { most = number() }
        guard let least, take("}") else {
            position = start
            return nil
        }
        return (least, most)
    }

    mutating func number() -> Int? {
        var value: Int?
        while let scalar = next, ("0"..."9").contains(scalar), (value ?? 0) < 1 << 20 {
            value = (value ?? 0) * 10 + Int(scalar.value - 0x30)
            position += 1
        }
        return value
    }
}
