/// Words that say that a value isn't there: `n/a`, `null`; whatever their case.
struct MissingWords: Sendable {
    /// Folded for case and accents.
    private let words: Set<[UInt8]>
    /// Whether a word may begin with the byte, by the byte as it is written.
    private let beginnings: [Bool]
    private let longest: Int

    init(_ words: [String] = []) {
        let folded = words.map { Array(LatinFolding.fold($0).utf8) }
        self.words = Set(folded)
        longest = folded.reduce(0) { max($0, $1.count) }
        let first = Set(folded.compactMap(\.first))
        // What is folded from beyond ASCII may become anything.
        beginnings = (0...255).map { byte in
            byte >= 0x80 || first.contains(0x41...0x5A ~= byte ? UInt8(byte | 0x20) : UInt8(byte))
        }
    }

    /// Whether the whole value is one of the words.
    func contains(_ value: Span<UInt8>) -> Bool {
        guard !value.isEmpty, value.count <= longest, beginnings[Int(value[0])] else {
            return false
        }
        var folded: [UInt8] = []
        LatinFolding.fold(value) { folded.append($0) }
        return words.contains(folded)
    }
}
