internal import CAnchors

/// Texts one after another in one buffer, so that one pass marks them all.
package struct TextBatch {
    /// Bytes between two texts: zeros and a line feed, as a text by itself is taken to have them
    /// behind and before it, so that what is marked of one doesn't depend on its neighbours.
    private static let gapLength = Int(ANCHORS_PLACES)

    /// All texts with a gap behind each.
    package private(set) var bytes: [UInt8] = []
    /// Where in `bytes` each text lies.
    package private(set) var ranges: [Range<Int>] = []

    package init() {}

    /// Adds a text of any bytes.
    package mutating func append(_ text: Span<UInt8>) {
        let start = bytes.count
        ranges.append(start..<start + text.count)
        bytes.append(addingCapacity: text.count + Self.gapLength) { output in
            unsafe output.withUnsafeMutableBufferPointer { target, count in
                // SAFETY: the text and the gap behind it fill the capacity asked for.
                unsafe text.withUnsafeBytes {
                    unsafe UnsafeMutableRawBufferPointer(target).copyMemory(from: $0)
                }
                count = text.count + Self.gapLength
                for index in text.count..<count - 1 { unsafe target[index] = 0 }
                unsafe target[count - 1] = 0x0A
            }
        }
    }

    /// Empties the batch and keeps its storage.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ranges.removeAll(keepingCapacity: true)
    }
}
