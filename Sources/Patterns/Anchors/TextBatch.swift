internal import CAnchors

/// Texts one after another in one buffer, so that one pass marks them all.
package struct TextBatch: ~Copyable {
    /// What stands between two texts, in the order of bytes: zeros and a line feed, as a text by
    /// itself is taken to have them behind and before it, so that what is marked of one doesn't
    /// depend on its neighbours. ANCHORS_PLACES bytes.
    private static let gap = UInt32(0x0A).bigEndian
    private static let gapLength = Int(ANCHORS_PLACES)

    /// All texts with a gap behind each, `count` bytes of them; what lies behind is room for more.
    package private(set) var bytes: [UInt8] = []
    package private(set) var count = 0
    package private(set) var textCount = 0
    /// Where in `bytes` each text begins and ends, two entries a text; also with room behind.
    private(set) var bounds: [Int] = []

    package init() {}

    /// Adds a text of any bytes.
    package mutating func append(_ text: Span<UInt8>) {
        _ = append([0..<text.count], from: 0, of: text, upTo: .max)
    }

    /// Adds stretches of a buffer until the batch holds `length` bytes or more.
    ///
    /// - Parameter first: the number of the stretch to begin with.
    /// - Returns: the number of the next one that isn't added.
    package mutating func append(
        _ stretches: [Range<Int>], from first: Int, of buffer: Span<UInt8>, upTo length: Int
    ) -> Int {
        var (next, end) = (first, count)
        while next < stretches.count, end < length {
            precondition(stretches[next].upperBound <= buffer.count)
            end += stretches[next].count + Self.gapLength
            next += 1
        }
        makeRoom(end, textCount + next - first)
        var (place, bound) = (count, 2 * textCount)
        unsafe bytes.withUnsafeMutableBytes { bytes in
            unsafe bounds.withUnsafeMutableBufferPointer { bounds in
                unsafe buffer.withUnsafeBytes { buffer in
                    guard let target = bytes.baseAddress else { return }
                    for number in first..<next {
                        let stretch = stretches[number]
                        let end = place + stretch.count
                        // SAFETY: there is room for all, and the stretches lie in the buffer.
                        if let source = buffer.baseAddress {
                            unsafe (target + place).copyMemory(
                                from: source + stretch.lowerBound, byteCount: stretch.count)
                        }
                        unsafe target.storeBytes(of: Self.gap, toByteOffset: end, as: UInt32.self)
                        unsafe bounds[bound] = place
                        unsafe bounds[bound + 1] = end
                        bound += 2
                        place = end + Self.gapLength
                    }
                }
            }
        }
        (count, textCount) = (end, bound / 2)
        return next
    }

    /// At least for so many bytes and texts.
    private mutating func makeRoom(_ byteCount: Int, _ texts: Int) {
        if bytes.count < byteCount {
            bytes += repeatElement(0, count: max(bytes.count, byteCount - bytes.count))
        }
        if bounds.count < 2 * texts {
            bounds += repeatElement(0, count: max(bounds.count, 2 * texts - bounds.count))
        }
    }

    /// Empties the batch and keeps its storage.
    package mutating func removeAll() { (count, textCount) = (0, 0) }
}
