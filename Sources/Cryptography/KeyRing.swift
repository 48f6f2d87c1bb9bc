/// The keys of a project by number: one is active and masks, the retired ones still unmask and
/// verify what they masked.
///
/// As text it is a line `bauta-ring-1` and then a line a key, ascending by number:
/// `NUMBER STATE ID KEY`, with one blank between, the state `active` or `retired`, the id and the
/// key line as `MaskingKey` has them. A key line alone is a ring of one active key, number 1.
package struct KeyRing: Sendable {
    /// What a key of a ring is for.
    package enum State: String, Sendable, CaseIterable { case active, retired }

    /// One key and its place.
    package struct Entry: Sendable {
        package let state: State
        package let key: MaskingKey
    }

    /// Ascending by the keys' numbers; exactly one is active.
    package let entries: [Entry]
    /// The key that masks.
    package let active: MaskingKey

    /// A ring of one key.
    package init(_ key: MaskingKey) {
        entries = [Entry(state: .active, key: key)]
        active = key
    }

    private init?(_ entries: [Entry]) {
        let active = entries.filter { $0.state == .active }
        guard active.count == 1, let key = active.first?.key else { return nil }
        self.entries = entries
        self.active = key
    }

    /// The key of an id, as manifests name it.
    package func key(id: String) -> MaskingKey? { entries.first { $0.key.id == id }?.key }

    /// The key of a number, as tokens name it.
    package func key(number: Int) -> MaskingKey? {
        entries.first { $0.key.number == number }?.key
    }

    /// The ring with a new random active key; the one that was active is retired.
    package func rotated() throws(CryptographyError) -> KeyRing {
        let number = (entries.last?.key.number ?? 0) + 1
        guard MaskingKey.numbers.contains(number) else { throw .fullRing }
        let fresh = try MaskingKey.random(number: number)
        let retired = entries.map { Entry(state: .retired, key: $0.key) }
        guard let ring = KeyRing(retired + [Entry(state: .active, key: fresh)]) else {
            preconditionFailure("a rotated ring has one active key")
        }
        return ring
    }
}

extension KeyRing {
    private static let header = "bauta-ring-1"

    /// Reads a ring or a key line; errors name line and defect, never the text.
    package init(text: Span<UInt8>) throws(CryptographyError) {
        let lines = Self.lines(of: text)
        guard let first = lines.first, text.extracting(first).equals(Self.header) else {
            self.init(try MaskingKey(text: text))
            return
        }
        var entries: [Entry] = []
        for (index, line) in lines.dropFirst().enumerated() {
            let entry = try Self.entry(text.extracting(line), line: index + 2)
            guard entry.key.number > entries.last?.key.number ?? 0 else {
                throw .malformedRing(line: index + 2, .order)
            }
            entries.append(entry)
        }
        guard let ring = KeyRing(entries) else {
            throw .malformedRing(line: lines.count, .active)
        }
        self = ring
    }

    /// The text that `init(text:)` reads, a newline at its end; for writing a key file only.
    package func text() -> SecretBytes {
        let heads = entries.map { entry in
            Array("\(entry.key.number) \(entry.state.rawValue) \(entry.key.id) ".utf8)
        }
        let lines = entries.map { $0.key.line() }
        let header = Array((Self.header + "\n").utf8)
        let count = zip(heads, lines).reduce(header.count) { $0 + $1.0.count + $1.1.count + 1 }
        return SecretBytes(count: count) { target in
            var end = 0
            func append(_ byte: UInt8) {
                target[end] = byte
                end += 1
            }
            for byte in header { append(byte) }
            for (head, line) in zip(heads, lines) {
                for byte in head { append(byte) }
                line.withSpan { for index in $0.indices { append($0[index]) } }
                append(UInt8(ascii: "\n"))
            }
        }
    }

    private static func entry(
        _ line: Span<UInt8>, line number: Int
    ) throws(CryptographyError) -> Entry {
        let fields = Self.fields(of: line)
        guard fields.count == 4 else { throw .malformedRing(line: number, .fields) }
        let words = fields[..<3].map { range in
            String(decoding: range.map { line[$0] }, as: UTF8.self)
        }
        guard let place = Int(words[0]), MaskingKey.numbers.contains(place) else {
            throw .malformedRing(line: number, .number)
        }
        guard let state = State(rawValue: words[1]) else {
            throw .malformedRing(line: number, .state)
        }
        let key: MaskingKey
        do throws(CryptographyError) {
            key = try MaskingKey(text: line.extracting(fields[3]), number: place)
        } catch {
            guard case .malformedKey(let defect) = error else { throw error }
            throw .malformedRing(line: number, .key(defect))
        }
        guard key.id == words[2] else { throw .malformedRing(line: number, .id) }
        return Entry(state: state, key: key)
    }

    /// Line by line without the line feeds; one at the end closes the last line.
    private static func lines(of text: Span<UInt8>) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        var start = 0
        for index in text.indices where text[index] == UInt8(ascii: "\n") {
            lines.append(start..<index)
            start = index + 1
        }
        return start < text.count ? lines + [start..<text.count] : lines
    }

    private static func fields(of line: Span<UInt8>) -> [Range<Int>] {
        var fields: [Range<Int>] = []
        var start = 0
        for index in line.indices where line[index] == UInt8(ascii: " ") {
            fields.append(start..<index)
            start = index + 1
        }
        return fields + [start..<line.count]
    }
}

extension Span<UInt8> {
    fileprivate func equals(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.count == count && bytes.indices.allSatisfy { bytes[$0] == self[$0] }
    }
}
