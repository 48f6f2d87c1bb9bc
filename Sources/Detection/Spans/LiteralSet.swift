/// Literals that tests ask for, looked for in one pass over a text; read-only, shared by workers.
struct LiteralSet: Sendable {
    struct Literal: Sendable, Hashable {
        /// Lower case when the case is ignored.
        var bytes: [UInt8]
        var ignoresCase: Bool
    }

    /// The literals that are looked for by their first bytes: those of so many or more.
    private struct Beginnings: Sendable {
        static let filterBits = 16

        let length: Int
        /// Rising, and for each its literals in `members`.
        var keys: [UInt32] = []
        var firsts: [Int] = []
        var members: [Int] = []
        /// One bit a hash of a key.
        var filter = [UInt64](repeating: 0, count: 1 << (filterBits - 6))

        init(length: Int, _ literals: [(number: Int, bytes: [UInt8])]) {
            self.length = length
            let sorted = literals.map { (key: Self.key(of: $0.bytes.prefix(length)), $0.number) }
                .sorted { $0 < $1 }
            for (key, number) in sorted {
                if keys.last != key {
                    keys.append(key)
                    firsts.append(members.count)
                }
                members.append(number)
                let hash = Self.hash(key)
                filter[hash >> 6] |= 1 << UInt64(hash & 63)
            }
            firsts.append(members.count)
        }

        /// Calls `body` with each literal whose beginning stands in the text, and where.
        func forEach(in text: Span<UInt8>, _ body: (_ number: Int, _ start: Int) -> Void) {
            guard !keys.isEmpty, text.count >= length else { return }
            let mask = UInt32.max >> UInt32(32 - 8 * length)
            var key: UInt32 = 0
            for index in 0..<length - 1 { key = key << 8 | UInt32(text[index] | 0x20) }
            for index in length - 1..<text.count {
                key = (key << 8 | UInt32(text[index] | 0x20)) & mask
                let hash = Self.hash(key)
                guard filter[hash >> 6] & 1 << UInt64(hash & 63) != 0 else { continue }
                for number in candidates(key) { body(number, index + 1 - length) }
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

        private static func key(of bytes: ArraySlice<UInt8>) -> UInt32 {
            bytes.reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
        }

        private static func hash(_ key: UInt32) -> Int {
            Int((key &* 0x9E37_79B1) >> UInt32(32 - filterBits))
        }
    }

    /// Bytes by which literals are told apart: most English words share three of theirs with
    /// one of them. Shorter literals go by three bytes, or are looked for one by one.
    private static let keyLengths = [longest, shortest]
    private static let (longest, shortest) = (4, 3)

    private var literals: [Literal] = []
    private var numbers: [Literal: Int] = [:]
    private var beginnings: [Beginnings] = []

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
        let all = literals.enumerated().map { (number: $0, bytes: $1.bytes) }
        beginnings = Self.keyLengths.map { length in
            Beginnings(
                length: length,
                all.filter {
                    length == Self.longest ? $0.bytes.count >= length : $0.bytes.count == length
                })
        }
    }

    /// Whether a literal is too short for one pass with others.
    func isShort(_ number: Int) -> Bool { literals[number].bytes.count < Self.shortest }

    /// Calls `body` with the number of each literal that occurs and isn't short, perhaps more than
    /// once.
    func forEach(in text: Span<UInt8>, _ body: (Int) -> Void) {
        for group in beginnings {
            group.forEach(in: text) { number, start in
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
        return end <= text.count && contains(text.extracting(start..<end), number)
    }
}
