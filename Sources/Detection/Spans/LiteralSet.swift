/// Literals that tests ask for, looked for in one pass over a text; read-only, shared by workers.
struct LiteralSet: Sendable {
    struct Literal: Sendable, Hashable {
        /// Lower case when the case is ignored.
        var bytes: [UInt8]
        var ignoresCase: Bool
    }

    /// Bytes that are looked at first; shorter literals are looked for one by one.
    private static let keyLength = 3
    private static let filterBits = 15

    private var literals: [Literal] = []
    private var numbers: [Literal: Int] = [:]
    /// Beginnings of literals, rising, and for each its literals in `members`.
    private var keys: [UInt32] = []
    private var firsts: [Int] = []
    private var members: [Int] = []
    private var short: [Int] = []
    /// One bit a hash of a beginning.
    private var filter = [UInt64](repeating: 0, count: 1 << (filterBits - 6))

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
        short = literals.indices.filter { literals[$0].bytes.count < Self.keyLength }
        let long = literals.indices.filter { literals[$0].bytes.count >= Self.keyLength }
            .map { (key: Self.key(of: literals[$0].bytes), number: $0) }
            .sorted { ($0.key, $0.number) < ($1.key, $1.number) }
        for entry in long {
            if keys.last != entry.key {
                keys.append(entry.key)
                firsts.append(members.count)
            }
            members.append(entry.number)
            let hash = Self.hash(entry.key)
            filter[hash >> 6] |= 1 << UInt64(hash & 63)
        }
        firsts.append(members.count)
    }

    /// Calls `body` with the number of each literal that occurs, perhaps more than once.
    func forEach(in text: Span<UInt8>, _ body: (Int) -> Void) {
        for number in short where contains(text, number) { body(number) }
        var key: UInt32 = 0
        for index in text.indices {
            key = (key << 8 | UInt32(text[index] | 0x20)) & 0xFF_FFFF
            let hash = Self.hash(key)
            guard filter[hash >> 6] & 1 << UInt64(hash & 63) != 0, index + 1 >= Self.keyLength
            else { continue }
            let start = index + 1 - Self.keyLength
            for number in candidates(key) where stands(number, at: start, in: text) { body(number) }
        }
    }

    private func candidates(_ key: UInt32) -> ArraySlice<Int> {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        guard low < keys.count, keys[low] == key else { return [] }
        return members[firsts[low]..<firsts[low + 1]]
    }

    private func contains(_ text: Span<UInt8>, _ number: Int) -> Bool {
        let literal = literals[number]
        return ByteSearch.contains(text, literal.bytes.span, ignoringCase: literal.ignoresCase)
    }

    private func stands(_ number: Int, at start: Int, in text: Span<UInt8>) -> Bool {
        let end = start + literals[number].bytes.count
        return end <= text.count && contains(text.extracting(start..<end), number)
    }

    private static func key(of bytes: [UInt8]) -> UInt32 {
        bytes.prefix(keyLength).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
    }

    private static func hash(_ key: UInt32) -> Int {
        Int((key &* 0x9E37_79B1) >> UInt32(32 - filterBits))
    }
}
