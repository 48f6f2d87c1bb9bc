/// Paths as people write them: `$.user.email`, `$.tags[]`, `$.scores.*`, `$."odd key"`.
///
/// A key is quoted unless it is letters, digits and underscores and doesn't begin with a digit;
/// inside quotes it is written as a JSON string.
extension JSONPathTable {
    /// The path's text.
    package func text(_ path: JSONPathID) -> String {
        var steps: [String] = []
        var index = path.index
        while index != 0 {
            let node = nodes[index]
            switch node.step {
            case .root: break
            case .element: steps.append("[]")
            case .member: steps.append(".*")
            case .key: steps.append("." + Self.quoted(key(index)))
            }
            index = Int(node.parent)
        }
        return "$" + steps.reversed().joined()
    }

    /// The decoded bytes of the last key of a path; empty for `[]`, `*` and the root.
    package func key(_ path: JSONPathID) -> [UInt8] { key(path.index) }

    private func key(_ index: Int) -> [UInt8] {
        Array(keyBytes[Int(nodes[index].keyStart)..<Int(nodes[index].keyEnd)])
    }

    /// Adds the path that `text` writes; `nil` when it isn't one or the table is full.
    package mutating func insert(_ text: String) -> JSONPathID? {
        var rest = Array(text.utf8)[...]
        guard rest.popFirst() == UInt8(ascii: "$") else { return nil }
        var path = JSONPathID.root
        while let next = rest.popFirst() {
            let step: JSONPathID?
            if next == UInt8(ascii: "["), rest.popFirst() == UInt8(ascii: "]") {
                step = element(of: path)
            } else if next == UInt8(ascii: "."), rest.first == UInt8(ascii: "*") {
                rest.removeFirst()
                step = member(of: path)
            } else if next == UInt8(ascii: "."), let key = Self.takeKey(&rest) {
                step = child(of: path, key: key.span)
            } else {
                step = nil
            }
            guard let step else { return nil }
            path = step
        }
        return path
    }

    private static func takeKey(_ rest: inout ArraySlice<UInt8>) -> [UInt8]? {
        if rest.first != 0x22 {
            let name = rest.prefix { isNameByte($0) }
            rest = rest[name.endIndex...]
            return name.isEmpty ? nil : Array(name)
        }
        var scanner = JSONScanner()
        let bytes = Array(rest)
        guard let end = try? scanner.string(in: bytes.span, at: 0) else { return nil }
        rest = rest.dropFirst(end)
        var key: [UInt8] = []
        JSONText.decode(bytes.span.extracting(1..<end - 1), into: &key)
        return key
    }

    /// The key as a step writes it.
    private static func quoted(_ key: [UInt8]) -> String {
        let first = key.first.map { $0 >= 0x30 && $0 <= 0x39 } ?? true
        if !first && key.allSatisfy(isNameByte) { return String(decoding: key, as: UTF8.self) }
        var text: [UInt8] = []
        JSONText.encode(key.span, into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }
}
