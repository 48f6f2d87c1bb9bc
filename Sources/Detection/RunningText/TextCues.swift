internal import Configuration
internal import Primitives

/// The words of `rules/text.toml` that tell names, companies and places in running text.
struct TextCues: Sendable {
    /// What a phrase tells about the words beside it.
    struct Kinds: OptionSet, Sendable {
        let rawValue: UInt16

        static let title = Kinds(rawValue: 1)
        static let introduction = Kinds(rawValue: 2)
        static let salutation = Kinds(rawValue: 4)
        static let closing = Kinds(rawValue: 8)
        static let role = Kinds(rawValue: 16)
        static let hint = Kinds(rawValue: 32)
        static let thing = Kinds(rawValue: 64)
        static let verb = Kinds(rawValue: 128)
        static let company = Kinds(rawValue: 256)
        static let never = Kinds(rawValue: 512)
        static let particle = Kinds(rawValue: 1024)
        static let place = Kinds(rawValue: 2048)
        /// A longer phrase ends with these words.
        static let goesOn = Kinds(rawValue: 4096)

        /// Those that stand before a person.
        static let before: Kinds = [.title, .introduction, .salutation, .closing, .role]
    }

    /// Longest phrase, in words.
    static let longest = 6
    private static let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// By the keys of phrases.
    private(set) var kinds: [UInt64: Kinds] = [:]

    var isEmpty: Bool { kinds.isEmpty }

    init() {}

    init(file: ConfigurationFile) throws(ConfigurationError) {
        try file.root.finish(known: ["before", "after", "words"])
        let lists: [(table: String, entries: [(String, Kinds)])] = [
            (
                "before",
                [
                    ("titles", .title), ("introductions", .introduction),
                    ("salutations", .salutation), ("closings", .closing), ("roles", .role),
                    ("hints", .hint), ("things", .thing), ("places", .place),
                ]
            ),
            ("after", [("verbs", .verb), ("companies", .company)]),
            ("words", [("never", .never), ("particles", .particle)]),
        ]
        for list in lists {
            guard let table = try file.root.table(list.table) else { continue }
            try table.finish(known: list.entries.map(\.0))
            for (key, kind) in list.entries {
                for phrase in try table.strings(key) ?? [] { add(phrase, kind) }
            }
        }
    }

    private mutating func add(_ phrase: String, _ kind: Kinds) {
        let bytes = Array(phrase.utf8)
        let words = TextWords.split(bytes.span)
        guard words.count <= Self.longest else { return }
        var key: UInt64 = 0
        for word in words.reversed() {
            if key != 0 { kinds[key, default: []].insert(.goesOn) }
            key = Self.key(key, before: FoldedHash.hash(bytes.span, word.range))
        }
        kinds[key, default: []].insert(kind)
    }

    /// The key of a phrase from its last word to its first: 0 for none.
    static func key(_ key: UInt64, before hash: UInt64) -> UInt64 {
        (key &* multiplier ^ key >> 31) ^ hash
    }
}

extension TextCues: Archived {
    static var blank: TextCues { TextCues() }

    mutating func pass(through archive: inout Archive) { archive.pass(&kinds) }
}

extension TextCues.Kinds: Archived {
    static var blank: Self { [] }

    mutating func pass(through archive: inout Archive) {
        var bits = rawValue
        archive.pass(&bits)
        self = Self(rawValue: bits)
    }
}
