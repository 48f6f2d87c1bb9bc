/// A value and its words as dictionaries are asked about them: by `FoldedHash`.
struct HashedWords {
    let whole: UInt64
    /// Of the words between separators, in order; blank ones left out.
    let words: [UInt64]

    init(_ value: Span<UInt8>) {
        whole = FoldedHash.hash(value)
        var words: [UInt64] = []
        var start = 0
        for index in 0...value.count {
            guard index == value.count || Self.isSeparator(value[index]) else { continue }
            if index > start { words.append(FoldedHash.hash(value.extracting(start..<index))) }
            start = index + 1
        }
        self.words = words
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/")
            || 0x09...0x0D ~= byte
    }
}

extension DictionaryTest {
    /// Whether the value, or the words of it that `match` asks for, are in the list.
    func contains(_ value: Span<UInt8>) -> Bool { contains(HashedWords(value)) }

    /// The same for a value that is hashed already.
    func contains(_ value: HashedWords) -> Bool {
        switch match {
        case .whole: words.contains(hash: value.whole)
        case .firstWord: value.words.first.map { words.contains(hash: $0) } ?? false
        case .lastWord: value.words.last.map { words.contains(hash: $0) } ?? false
        case .anyWord: value.words.contains { words.contains(hash: $0) }
        case .everyWord: !value.words.isEmpty && value.words.allSatisfy { words.contains(hash: $0) }
        }
    }
}
