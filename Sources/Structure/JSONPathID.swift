/// A path of a `JSONPathTable`; meaningful with that table only.
package struct JSONPathID: Hashable, Sendable {
    /// The position in the table, 0 for the root, dense, in order of first sight.
    package let index: Int

    package init(index: Int) { self.index = index }

    /// The document itself, `$`.
    package static let root = JSONPathID(index: 0)
}
