/// Finds the bodies of functions, initialisers, subscripts and computed properties by their braces.
struct FunctionScanner {
    struct Function {
        let name: String
        /// 1-based line of the introducing keyword.
        let line: Int
        /// Lines from the keyword to the closing brace, both counted.
        let lineCount: Int
    }

    private(set) var functions: [Function] = []
    private let bytes: [UInt8]
    private let lineStarts: [Int]

    init(_ source: SwiftSource) {
        let text = Array(source.code.joined(separator: "\n").utf8)
        lineStarts = [0] + text.indices.filter { text[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        bytes = text
        scan()
    }

    private mutating func scan() {
        var position = 0
        while position < bytes.count {
            let word = self.word(at: position)
            guard !word.isEmpty else {
                position += 1
                continue
            }
            let isMember = position > 0 && bytes[position - 1] == UInt8(ascii: ".")
            if !isMember, ["func", "init", "deinit", "subscript", "var"].contains(word),
                let body = body(after: position + word.utf8.count, isProperty: word == "var")
            {
                let named = word == "func" || word == "var"
                let name = named ? self.word(at: position + word.utf8.count + 1) : ""
                let first = line(of: position)
                functions.append(
                    Function(
                        name: named ? word + " " + name : word, line: first,
                        lineCount: line(of: closing(body)) - first + 1))
            }
            position += word.utf8.count
        }
    }

    /// The offset of the brace that opens the body, `nil` for a requirement or a stored property.
    private func body(after start: Int, isProperty: Bool) -> Int? {
        var position = start
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return position
            case UInt8(ascii: "{"): position = closing(position)
            case UInt8(ascii: "="):
                let operators = position + 1 < bytes.count ? bytes[position + 1] : 0
                let before = bytes[position - 1]
                let isAssignment =
                    operators != UInt8(ascii: "=") && before != UInt8(ascii: "=")
                    && before != UInt8(ascii: " ")
                if isProperty, depth == 0, isAssignment || before == UInt8(ascii: " ") {
                    return nil
                }
            case UInt8(ascii: "}") where depth == 0, UInt8(ascii: ";") where depth == 0: return nil
            case UInt8(ascii: "\n") where depth == 0:
                if !continues(at: position) { return nil }
            default: break
            }
            if depth < 0 { return nil }
            position += 1
        }
        return nil
    }

    /// Whether a signature goes on behind the newline at `newline`.
    private func continues(at newline: Int) -> Bool {
        var next = newline
        while next < bytes.count, isBlank(bytes[next]) { next += 1 }
        guard next < bytes.count else { return false }
        let word = self.word(at: next)
        if ["throws", "rethrows", "async", "where"].contains(word) { return true }
        if bytes[next] == UInt8(ascii: "{") || bytes[next] == UInt8(ascii: "-") { return true }
        var last = newline
        while last > 0, isBlank(bytes[last]) { last -= 1 }
        return [",", ":", ">", "&", "="].contains(Character(UnicodeScalar(bytes[last])))
            && bytes[last] != UInt8(ascii: ">")
            || (last > 0 && bytes[last] == UInt8(ascii: ">") && bytes[last - 1] == 0x2D)
    }

    private func closing(_ open: Int) -> Int {
        var depth = 0
        for position in open..<bytes.count {
            if bytes[position] == UInt8(ascii: "{") { depth += 1 }
            if bytes[position] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return position }
            }
        }
        return bytes.count - 1
    }

    private func word(at position: Int) -> String {
        var end = position
        while end < bytes.count, isWord(bytes[end]) { end += 1 }
        return String(decoding: bytes[position..<end], as: UTF8.self)
    }

    private func isWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A || byte >= 0x80
            || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "_")
    }

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    /// The 1-based line of an offset, by bisection.
    private func line(of offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }
}
