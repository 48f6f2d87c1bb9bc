internal import CAnchors

/// Texts one after another in one buffer, so that one pass marks them all.
package struct TextBatch {
    /// What a text by itself is taken to have behind it and before it, so that what is marked of
    /// one doesn't depend on its neighbours.
    private static let gap = [UInt8](repeating: 0, count: Int(ANCHORS_PLACES) - 1) + [0x0A]

    /// All texts with a gap behind each.
    package private(set) var bytes: [UInt8] = []
    /// Where in `bytes` each text lies.
    package private(set) var ranges: [Range<Int>] = []

    package init() {}

    /// Adds a text of any bytes.
    package mutating func append(_ text: Span<UInt8>) {
        let start = bytes.count
        ranges.append(start..<start + text.count)
        bytes.append(addingCapacity: text.count + Self.gap.count) { output in
            for index in text.indices { output.append(text[index]) }
            for byte in Self.gap { output.append(byte) }
        }
    }

    /// Empties the batch and keeps its storage.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
    }
}
