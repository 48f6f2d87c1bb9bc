/// Inputs made to exhaust a pattern: what a match is made of, repeated, with an end that fits
/// nothing. Where a pattern can split such a run in many ways, its steps multiply.
enum HostileInputs {
    /// Bytes of an input where nothing bounds it: more than the cells a scan reads from a server.
    static let longest = 10_000
    /// Examples of a rule that are taken apart.
    private static let exampleLimit = 4
    private static let ending: UInt8 = 0x01

    /// Runs that many patterns take pieces of.
    private static let common = [
        "a", "A", "0", " ", ".", "-", "_", "/", "\"", "\n", "é", "字", "a0", "aA", "0a", "a.", "a-",
        "a ", "A ", "0 ", "0.", "0-", "0:", "a@", "a=", "a,", "a\n", "0\n", "Aa ", "Aa\n", "12 ",
        "://a", "a:a", "<a",
    ]

    /// The inputs against a pattern of a rule with these examples, of about `length` bytes.
    static func against(_ examples: [String], length: Int) -> [[UInt8]] {
        var pairs = common.map { (head: "", piece: $0) }
        for example in examples.filter({ !$0.isEmpty }).prefix(exampleLimit) {
            pairs.append((head: "", piece: example))
            for (start, end) in runs(of: example) {
                let head = String(example[..<start])
                pairs.append((head: head, piece: String(example[start])))
                pairs.append((head: head, piece: String(example[start..<end])))
            }
        }
        return pairs.map { pumped($0.head, $0.piece, length) }
    }

    private static func pumped(_ head: String, _ piece: String, _ length: Int) -> [UInt8] {
        var run = Array(piece.utf8)
        let count = max(1, (length - head.utf8.count - 1) / run.count) * run.count
        while run.count < count { run += run }
        run.removeSubrange(count...)
        return Array(head.utf8) + run + [ending]
    }

    /// Where the characters change class: letters, digits, anything else.
    private static func runs(of text: String) -> [(String.Index, String.Index)] {
        var result: [(String.Index, String.Index)] = []
        var start = text.startIndex
        for index in text.indices.dropFirst() where isBorder(text, before: index) {
            result.append((start, index))
            start = index
        }
        return result + [(start, text.endIndex)]
    }

    private static func isBorder(_ text: String, before index: String.Index) -> Bool {
        characterClass(text[text.index(before: index)]) != characterClass(text[index])
    }

    private static func characterClass(_ character: Character) -> Int {
        if character.isNumber { return 0 }
        if character.isUppercase { return 1 }
        return character.isLetter ? 2 : 3
    }
}
