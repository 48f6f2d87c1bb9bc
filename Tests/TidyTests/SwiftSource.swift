/// Swift text with comments, string literals and raw identifiers blanked out, line for line.
///
/// Rules that look for code look at `code`, so that a brace in a message or a word in a comment
/// never counts; rules about comments and width look at `lines`.
struct SwiftSource {
    let path: String
    let text: String
    let lines: [Substring]
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var blanker = Blanker(bytes: Array(text.utf8))
        code = blanker.run().split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    /// `Sources/Masking/Plan/X.swift` → `Masking`; the first folder for anything else.
    var target: String {
        let parts = path.split(separator: "/")
        return String(parts.count > 2 && parts[0] != "Benchmarks" ? parts[1] : parts[0])
    }

    /// The modules imported, with their line numbers.
    var imports: [(module: String, line: Int)] {
        code.enumerated().compactMap { index, line in
            let words = line.split(separator: " ").map(String.init)
            guard let at = words.firstIndex(of: "import"), at + 1 < words.count, at <= 2 else {
                return nil
            }
            let kinds: Set = ["struct", "class", "enum", "func", "protocol", "typealias", "var"]
            let name = kinds.contains(words[at + 1]) ? words.last ?? "" : words[at + 1]
            return (String(name.prefix { $0 != "." && $0 != ";" }), index + 1)
        }
    }

    /// `path:line: message`, as compilers write it.
    func at(_ line: Int, _ message: String) -> String { "\(path):\(line): \(message)" }
}

/// Replaces what isn't code by blanks and keeps every newline.
private struct Blanker {
    let bytes: [UInt8]
    var position = 0
    var output: [UInt8] = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
        output.reserveCapacity(bytes.count)
    }

    mutating func run() -> String {
        code(until: nil)
        return String(decoding: output, as: UTF8.self)
    }

    private func starts(with literal: StaticString, at offset: Int = 0) -> Bool {
        let wanted = Array(literal.description.utf8)
        let from = position + offset
        return from + wanted.count <= bytes.count
            && bytes[from..<(from + wanted.count)].elementsEqual(wanted)
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where position < bytes.count {
            output.append(bytes[position] == UInt8(ascii: "\n") ? bytes[position] : 0x20)
            position += 1
        }
    }

    /// Copies code up to the parenthesis that closes an interpolation, or to the end.
    private mutating func code(until closer: UInt8?) {
        var depth = 0
        while position < bytes.count {
            let byte = bytes[position]
            if starts(with: "//") {
                while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { blank() }
            } else if starts(with: "/*") {
                blockComment()
            } else if byte == UInt8(ascii: "`") {
                rawIdentifier()
            } else if let hashes = stringStart() {
                string(hashes: hashes)
            } else {
                if closer != nil, byte == UInt8(ascii: "(") { depth += 1 }
                if let closer, byte == closer {
                    if depth == 0 { return }
                    depth -= 1
                }
                output.append(byte)
                position += 1
            }
        }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                blank(2)
            } else if starts(with: "*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && position < bytes.count
    }

    /// `` `states behaviour` `` becomes one word of the same length.
    private mutating func rawIdentifier() {
        repeat {
            output.append(UInt8(ascii: "_"))
            position += 1
        } while position < bytes.count && bytes[position] != UInt8(ascii: "`")
            && bytes[position] != UInt8(ascii: "\n")
        if position < bytes.count, bytes[position] == UInt8(ascii: "`") {
            output.append(UInt8(ascii: "_"))
            position += 1
        }
    }

    /// The number of `#` before a quote that opens a literal here, or `nil`.
    private func stringStart() -> Int? {
        var hashes = 0
        while position + hashes < bytes.count, bytes[position + hashes] == UInt8(ascii: "#") {
            hashes += 1
        }
        let at = position + hashes
        return at < bytes.count && bytes[at] == UInt8(ascii: "\"") ? hashes : nil
    }

    private mutating func string(hashes: Int) {
        let isBlock = starts(with: "\"\"\"", at: hashes)
        blank(hashes + (isBlock ? 3 : 1))
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\\"), hashesFollow(hashes, at: position + 1) {
                let after = position + 1 + hashes
                if after < bytes.count, bytes[after] == UInt8(ascii: "(") {
                    blank(hashes + 2)
                    code(until: UInt8(ascii: ")"))
                    blank()
                } else {
                    blank(hashes + 2)
                }
            } else if closes(isBlock: isBlock, hashes: hashes) {
                blank((isBlock ? 3 : 1) + hashes)
                return
            } else {
                if !isBlock, byte == UInt8(ascii: "\n") { return }
                blank()
            }
        }
    }

    private func closes(isBlock: Bool, hashes: Int) -> Bool {
        isBlock
            ? starts(with: "\"\"\"") && hashesFollow(hashes, at: position + 3)
            : starts(with: "\"") && hashesFollow(hashes, at: position + 1)
    }

    private func hashesFollow(_ count: Int, at index: Int) -> Bool {
        (0..<count).allSatisfy { offset in
            index + offset < bytes.count && bytes[index + offset] == UInt8(ascii: "#")
        }
    }
}
