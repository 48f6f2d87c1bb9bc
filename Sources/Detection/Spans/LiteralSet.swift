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
        /// Bytes that are compared at once.
        static let headLength = 8
        /// Bit 5 of a byte isn't looked at.
        private static let folding: UInt64 = 0x2020_2020_2020_2020

        var number: Int
        var offset: Int
        /// The first bytes of the literal, zeros behind a shorter one.
        private let head: UInt64
        private let mask: UInt64

        init(_ literal: [UInt8], number: Int, offset: Int) {
            (self.number, self.offset) = (number, offset)
            let bytes = literal.prefix(Self.headLength).reversed()
            mask = bytes.reduce(0) { mask, _ in mask << 8 | 0xFF }
            head = (bytes.reduce(0) { $0 << 8 | UInt64($1) } | Self.folding) & mask
        }

        /// Whether the literal's first bytes stand at `start`; true where the text ends too soon
        /// to tell.
        func mayStand(at start: Int, in text: Span<UInt8>) -> Bool {
            guard start >= 0, start + Self.headLength <= text.count else { return start >= 0 }
            // SAFETY: eight bytes from `start` on lie within the text.
            let word = unsafe text.bytes.unsafeLoadUnaligned(
                fromByteOffset: start, as: UInt64.self)
            return (UInt64(littleEndian: word) | Self.folding) & mask == head
        }
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
        var buckets = [[Member]](repeating: [], count: KeyFilter.bucketCount)
        for (number, literal) in literals.enumerated() where !isShort(number) {
            for offset in 0...1 {
                filter.insert(literal.bytes[offset...])
                let bucket = KeyFilter.bucket(of: literal.bytes.span, at: offset)
                buckets[bucket].append(Member(literal.bytes, number: number, offset: offset))
            }
        }
        members = Array(buckets.joined())
        firsts = buckets.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    }

    /// Whether a literal is too short for one pass with others.
    func isShort(_ number: Int) -> Bool {
        literals[number].bytes.count < KeyFilter.shortestLiteral
    }

    /// Calls `body` with the number of each literal that occurs and isn't short, perhaps more than
    /// once; not with those known to occur.
    func forEach(
        in text: Span<UInt8>, isKnown: (Int) -> Bool, _ body: (Int) -> Void
    ) {
        filter.forEachPlace(in: text) { place in
            let bucket = KeyFilter.bucket(of: text, at: place)
            for index in firsts[bucket]..<firsts[bucket + 1] {
                let (number, start) = (members[index].number, place - members[index].offset)
                if members[index].mayStand(at: start, in: text), !isKnown(number),
                    stands(number, at: start, in: text)
                {
                    body(number)
                }
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
        return end <= text.count && contains(text.extracting(start..<end), number)
    }
}
