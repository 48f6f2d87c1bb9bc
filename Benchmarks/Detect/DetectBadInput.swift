import Detection
import Scanning

/// Texts that ask the most of a search: a megabyte each and one line, but for the last.
enum DetectBadInput {
    private static let byteCount = 1_000_000
    private static let longLine = 10_000_000

    static func all() throws -> [(String, [UInt8])] {
        var inputs = pieces.map { ($0.0, repeated($0.1)) }
        inputs.append(("near misses of every rule", try nearMisses()))
        var text = ChatText(seed: 5)
        let line = text.lines(bytes: longLine).map { $0 == 10 ? 32 : $0 }
        inputs.append(("one line of 10 MB", line))
        return inputs
    }

    private static let pieces = [
        ("digits", "1234567890"), ("one digit", "7"), ("@", "@"), ("a@", "a@"), ("letters", "a"),
        ("capitals", "AZ"), ("hexadecimal", "0123456789abcdef"), ("quotes", "\"'"),
        ("nested quotes", "\"'`\\\"'`\\\\\""), ("assignments", "key="),
        ("groups of digits", "123-45 6789 "), ("near miss of a key", "AKIAABCDEFGHIJKLMN "),
        ("colons", "a:b:"), ("points", "1.2.3."), ("names", "Anna Berg "),
        ("apostrophes", "x'Sy'S"),
        ("named numbers", "ssn 123 passport 4567 iban "),
    ]

    private static func repeated(_ piece: String) -> [UInt8] {
        Array(String(repeating: piece, count: byteCount / piece.utf8.count).utf8)
    }

    /// Every example of every rule, its last letter or digit another one.
    private static func nearMisses() throws -> [UInt8] {
        var misses: [UInt8] = []
        for rule in try RuleFolder.parse(adding: nil).ruleSet.rules {
            for example in rule.tests.match {
                var bytes = Array(example.utf8)
                let isWord = { (byte: UInt8) in 0x30...0x39 ~= byte || 0x61...0x7A ~= byte | 0x20 }
                guard let last = bytes.lastIndex(where: isWord) else { continue }
                bytes[last] = 0x30...0x39 ~= bytes[last] ? 0x30 + (bytes[last] - 0x2F) % 10 : 0x7E
                misses += bytes + [0x20]
            }
        }
        var text: [UInt8] = []
        while text.count < byteCount { text += misses }
        return text
    }
}
