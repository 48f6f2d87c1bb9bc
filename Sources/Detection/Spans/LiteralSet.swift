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
        var bucket: Int
        var number: Int
        var offset: Int
    }

    private var literals: [Literal] = []
    private var numbers: [Literal: Int] = [:]
    private var filter = KeyFilter()
    /// The keys of all literals that aren't short, by buckets, and where each bucket begins.
    private var members: [Member] = []
    private var firsts: [Int] = []

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
                let bucket = KeyFilter.bucket(of: literal.bytes.span, at: offset)
                members.append(
                    Member(key: folded, bucket: bucket, number: number, offset: offset))
            }
        }
        members.sort { ($0.bucket, $0.key) < ($1.bucket, $1.key) }
        firsts = [Int](repeating: members.count, count: KeyFilter.bucketCount + 1)
        for index in members.indices.reversed() { firsts[members[index].bucket] = index }
        for bucket in (0..<KeyFilter.bucketCount).reversed() {
            firsts[bucket] = min(firsts[bucket], firsts[bucket + 1])
        }
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
            let bucket = KeyFilter.bucket(of: text, at: place)
            for index in firsts[bucket]..<firsts[bucket + 1] where members[index].key == key {
                let (number, start) = (members[index].number, place - members[index].offset)
                if stands(number, at: start, in: text) { body(number) }
            }
        }
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
