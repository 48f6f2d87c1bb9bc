internal import CAnchors

/// Texts one after another in one buffer, so that one pass marks them all.
package struct TextBatch: ~Copyable {
    /// Bytes between two texts: zeros and a line feed, as a text by itself is taken to have them
    /// behind and before it, so that what is marked of one doesn't depend on its neighbours.
    private static let gapLength = Int(ANCHORS_PLACES)

    /// All texts with a gap behind each, `count` bytes of them; what lies behind is room for more.
    package private(set) var bytes: [UInt8]
    package private(set) var count = 0
    /// Where in `bytes` each text begins and ends, two entries a text.
    private(set) var bounds: [Int] = []

    /// - Parameter capacity: bytes to make room for; there is always more where it's needed.
    package init(capacity: Int = 0) { bytes = [UInt8](repeating: 0, count: capacity) }

    package var textCount: Int { bounds.count / 2 }

    /// Where in `bytes` a text lies.
    package func range(_ number: Int) -> Range<Int> {
        bounds[2 * number]..<bounds[2 * number + 1]
    }

    /// Adds a text of any bytes.
    package mutating func append(_ text: Span<UInt8>) {
        let end = count + text.count
        if bytes.count < end + Self.gapLength {
            let room = max(bytes.count, end + Self.gapLength)
            bytes += repeatElement(0, count: room)
        }
        unsafe bytes.withUnsafeMutableBytes { target in
            // SAFETY: there is room for the text and the gap behind it.
            unsafe text.withUnsafeBytes {
                unsafe UnsafeMutableRawBufferPointer(rebasing: target[count..<end])
                    .copyMemory(from: $0)
            }
            for place in end..<end + Self.gapLength - 1 { unsafe target[place] = 0 }
            unsafe target[end + Self.gapLength - 1] = 0x0A
        }
        bounds.append(count)
        bounds.append(end)
        count = end + Self.gapLength
    }

    /// Empties the batch and keeps its storage.
    package mutating func removeAll() {
        count = 0
        bounds.removeAll(keepingCapacity: true)
    }
}
