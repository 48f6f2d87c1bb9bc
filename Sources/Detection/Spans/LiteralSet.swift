internal import Patterns

/// Literals that tests ask for, looked for in one pass over a text; read-only, shared by workers.
struct LiteralSet: Sendable {
    struct Literal: Sendable, Hashable {
        /// Lower case when the case is ignored.
        var bytes: [UInt8]
        var ignoresCase: Bool
    }

    /// Where in a literal a key stands.
    private struct Member: Sendable {
        var key: UInt32
        var number: Int
        var offset: Int
    }

    private var literals: [Literal] = []
    private var numbers: [Literal: Int] = [:]
    private var filter = KeyFilter()
    /// The keys of all literals that aren't short, rising.
    private var members: [Member] = []

    var count: Int { literals.count }

    /// The number of a literal, which it gets when it is new.
    mutating func insert(_ literal: Literal) -> Int {
        if let known = numbers[literal] { return known }
        numbers[literal] = literals.count
        literals.append(literal)
        return literals.count - 1
    }

    /// Makes what was inserted ready to be looked for.
    mutating func prepare() {
        for (number, literal) in literals.enumerated() where !isShort(number) {
            for offset in 0...1 {
                let key = literal.bytes[offset...].prefix(KeyFilter.keyLength)
                filter.insert(key)
                let folded = key.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
                members.append(Member(key: folded, number: number, offset: offset))
            }
        }
        members.sort { $0.key < $1.key }
    }

    /// Whether a literal is too short for one pass with others.
    func isShort(_ number: Int) -> Bool {
        literals[number].bytes.count < KeyFilter.shortestLiteral
    }

    /// Calls `body` with the number of each literal that occurs and isn't short, perhaps more than
    /// once.
    func forEach(in text: Span<UInt8>, _ body: (Int) -> Void) {
        filter.forEachPlace(in: text) { place in
            var key: UInt32 = 0
            for index in place..<place + KeyFilter.keyLength {
                key = key << 8 | UInt32(text[index] | 0x20)
            }
            var index = firstMember(key)
            while index < members.count, members[index].key == key {
                let (number, start) = (members[index].number, place - members[index].offset)
                if stands(number, at: start, in: text) { body(number) }
                index += 1
            }
        }
    }

    /// The first member whose key doesn't come before this one.
    private func firstMember(_ key: UInt32) -> Int {
        var (low, high) = (0, members.count)
        while low < high {
            let middle = (low + high) / 2
            if members[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether one literal occurs.
    func contains(_ text: Span<UInt8>, _ number: Int) -> Bool {
        let literal = literals[number]
        return ByteSearch.contains(text, literal.bytes.span, ignoringCase: literal.ignoresCase)
    }

    private func stands(_ number: Int, at start: Int, in text: Span<UInt8>) -> Bool {
        let end = start + literals[number].bytes.count
        return start >= 0 && end <= text.count && contains(text.extracting(start..<end), number)
    }
}
