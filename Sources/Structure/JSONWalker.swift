/// Visits the leaves of one JSON document without building a tree.
///
/// Checks RFC 8259 strictly; duplicate keys are visited once each, in order. The walker keeps its
/// stack between documents: one a worker. Bytes are taken to be valid UTF-8.
package struct JSONWalker: Sendable {
    /// How deep documents may nest unless said otherwise.
    package static let defaultDepthLimit = 128

    private struct Frame {
        var path: Int
        var isObject: Bool
        /// The last member's path, for guessing the next; for arrays the elements' path.
        var last = 0
    }

    private enum Expectation { case value, key, firstValue, firstKey, end }

    package let depthLimit: Int
    private var stack: [Frame] = []
    private var scanner = JSONScanner()
    private var keyText: [UInt8] = []

    package init(depthLimit: Int = defaultDepthLimit) { self.depthLimit = depthLimit }

    /// Replaces `leaves` by those of the document, in the order of their bytes.
    ///
    /// Ranges count from the start of `bytes`. Blanks around the document are allowed, anything
    /// else after it isn't. New paths are added to `paths`.
    package mutating func walk(
        _ bytes: borrowing Span<UInt8>, paths: inout JSONPathTable, into leaves: inout [JSONLeaf]
    ) throws(JSONError) {
        leaves.removeAll(keepingCapacity: true)
        stack.removeAll(keepingCapacity: true)
        var index = 0
        var path = JSONPathID.root.index
        var expected = Expectation.value
        while true {
            Self.skipBlanks(bytes, &index)
            guard index < bytes.count else {
                if expected == .end && stack.isEmpty { return }
                throw JSONError(offset: index, .unexpectedEnd)
            }
            let byte = bytes[index]
            switch expected {
            case .end:
                expected = try afterValue(byte, &index)
                if expected == .value { path = stack[stack.count - 1].last }
            case .firstKey where byte == 0x7D, .firstValue where byte == 0x5D:
                stack.removeLast()
                index += 1
                expected = .end
            case .key, .firstKey:
                path = try key(bytes, &index, &paths, &leaves)
                expected = .value
            case .value, .firstValue:
                if expected == .firstValue { path = stack[stack.count - 1].last }
                expected = try value(bytes, &index, path, &paths, &leaves)
            }
        }
    }

    /// After a value: a comma, the end of its container, or nothing more.
    private mutating func afterValue(
        _ byte: UInt8, _ index: inout Int
    ) throws(JSONError) -> Expectation {
        guard let frame = stack.last else { throw JSONError(offset: index, .trailingBytes) }
        index += 1
        if byte == 0x2C { return frame.isObject ? .key : .value }
        guard byte == (frame.isObject ? 0x7D : 0x5D) else {
            throw JSONError(offset: index - 1, .unexpectedByte)
        }
        stack.removeLast()
        return .end
    }

    /// A member's key and colon; returns its path.
    private mutating func key(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, _ paths: inout JSONPathTable,
        _ leaves: inout [JSONLeaf]
    ) throws(JSONError) -> Int {
        guard bytes[index] == 0x22 else { throw JSONError(offset: index, .unexpectedByte) }
        let start = index
        index = try scanner.string(in: bytes, at: start)
        let frame = stack[stack.count - 1]
        let found: Int?
        if scanner.hasEscapes {
            keyText.removeAll(keepingCapacity: true)
            JSONText.decode(bytes.extracting(start + 1..<index - 1), into: &keyText)
            found = paths.child(of: frame.path, key: keyText.span, after: frame.last)
        } else {
            let key = bytes.extracting(start + 1..<index - 1)
            found = paths.child(of: frame.path, key: key, after: frame.last)
        }
        guard let child = found else { throw JSONError(offset: start, .tooManyPaths) }
        stack[stack.count - 1].last = child
        if paths.reportsKey(child) {
            leaves.append(
                JSONLeaf(
                    path: JSONPathID(index: child), kind: .key, range: start..<index,
                    hasEscapes: scanner.hasEscapes))
        }
        Self.skipBlanks(bytes, &index)
        guard index < bytes.count else { throw JSONError(offset: index, .unexpectedEnd) }
        guard bytes[index] == 0x3A else { throw JSONError(offset: index, .unexpectedByte) }
        index += 1
        return child
    }

    /// A scalar, or the opening of a container.
    private mutating func value(
        _ bytes: borrowing Span<UInt8>, _ index: inout Int, _ path: Int,
        _ paths: inout JSONPathTable, _ leaves: inout [JSONLeaf]
    ) throws(JSONError) -> Expectation {
        let start = index
        let kind: JSONLeaf.Kind
        switch bytes[start] {
        case 0x7B, 0x5B: return try open(bytes[start], &index, path, &paths)
        case 0x22:
            index = try scanner.string(in: bytes, at: start)
            kind = .string
        case 0x74:
            index = try scanner.literal("true", in: bytes, at: start)
            kind = .boolean
        case 0x66:
            index = try scanner.literal("false", in: bytes, at: start)
            kind = .boolean
        case 0x6E:
            index = try scanner.literal("null", in: bytes, at: start)
            kind = .null
        case 0x2D, 0x30...0x39:
            index = try scanner.number(in: bytes, at: start)
            kind = .number
        default: throw JSONError(offset: start, .unexpectedByte)
        }
        leaves.append(
            JSONLeaf(
                path: JSONPathID(index: path), kind: kind, range: start..<index,
                hasEscapes: kind == .string && scanner.hasEscapes))
        return .end
    }

    private mutating func open(
        _ byte: UInt8, _ index: inout Int, _ path: Int, _ paths: inout JSONPathTable
    ) throws(JSONError) -> Expectation {
        guard stack.count < depthLimit else { throw JSONError(offset: index, .tooDeep) }
        var frame = Frame(path: path, isObject: byte == 0x7B)
        if !frame.isObject {
            guard let element = paths.element(of: JSONPathID(index: path)) else {
                throw JSONError(offset: index, .tooManyPaths)
            }
            frame.last = element.index
        }
        stack.append(frame)
        index += 1
        return frame.isObject ? .firstKey : .firstValue
    }

    private static func skipBlanks(_ bytes: borrowing Span<UInt8>, _ index: inout Int) {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return
            }
        }
    }
}
