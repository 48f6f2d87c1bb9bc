internal import CAnchors

/// Which of 64 bytes of a text are hyphens and apostrophes, which may stand inside a word or a
/// number: a bit each, the lowest for the first of them.
package struct ByteJoiners: Sendable {
    package let hyphens: UInt64
    package let apostrophes: UInt64

    /// - Precondition: `start` lies within the text.
    package init(in text: Span<UInt8>, from start: Int) {
        let bytes = text.extracting(start..<min(start + 64, text.count))
        let found = unsafe bytes.withUnsafeBufferPointer {
            // SAFETY: the bytes are lent for the call, which reads `count` of them at most.
            unsafe anchors_find_joiners($0.baseAddress, $0.count)
        }
        (hyphens, apostrophes) = (found.hyphens, found.apostrophes)
    }
}
