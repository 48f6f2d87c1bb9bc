/// Values and their words as dictionaries are asked about them: by `FoldedHash`.
struct HashedValues {
    private var wholes: [UInt64] = []
    /// Of the words between separators, value by value; blank ones left out.
    private var words: [UInt64] = []
    /// Where each value's words end.
    private var ends: [Int] = []

    var count: Int { wholes.count }

    mutating func append(_ value: Span<UInt8>) {
        wholes.append(FoldedHash.hash(value))
        var start = 0
        for index in 0...value.count {
            guard index == value.count || Self.isSeparator(value[index]) else { continue }
            if index > start { words.append(FoldedHash.hash(value, start..<index)) }
            start = index + 1
        }
        ends.append(words.count)
    }

    /// Whether a value, or the words of it that the test asks for, are in the test's list.
    func isFound(_ index: Int, by test: DictionaryTest) -> Bool {
        let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
        func isWord(_ place: Int) -> Bool { test.words.contains(hash: words[place]) }
        switch test.match {
        case .whole: return test.words.contains(hash: wholes[index])
        case .firstWord: return !range.isEmpty && isWord(range.lowerBound)
        case .lastWord: return !range.isEmpty && isWord(range.upperBound - 1)
        case .anyWord: return range.contains(where: isWord)
        case .everyWord: return !range.isEmpty && range.allSatisfy(isWord)
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/")
            || 0x09...0x0D ~= byte
    }
}

extension DictionaryTest {
    /// Whether the value, or the words of it that `match` asks for, are in the list.
    func contains(_ value: Span<UInt8>) -> Bool {
        var values = HashedValues()
        values.append(value)
        return values.isFound(0, by: self)
    }
}
