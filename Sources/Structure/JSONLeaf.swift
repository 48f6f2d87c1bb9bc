/// A scalar of a JSON document, or a key that is itself data, and where its bytes lie.
package struct JSONLeaf: Equatable, Sendable {
    /// What stands at the leaf.
    package enum Kind: UInt8, Sendable {
        case string, number, boolean, null
        /// The key of a member whose name isn't declared: under `*`, or new to a sealed table.
        case key
    }

    package let path: JSONPathID
    package let kind: Kind
    /// The raw bytes, for strings and keys with their quotes.
    package let range: Range<Int>
    /// Whether a string holds a backslash, so that its text differs from its bytes.
    package let hasEscapes: Bool

    package init(path: JSONPathID, kind: Kind, range: Range<Int>, hasEscapes: Bool = false) {
        self.path = path
        self.kind = kind
        self.range = range
        self.hasEscapes = hasEscapes
    }

    /// The bytes between the quotes of a string or key; the whole range of another leaf.
    package var content: Range<Int> {
        kind == .string || kind == .key
            ? range.lowerBound + 1..<range.upperBound - 1 : range
    }
}
