internal import CAnchors

/// Substring search on bytes.
package enum ByteSearch {
    /// Whether `needle` occurs; with `ignoringCase`, ASCII case, and `needle` must be lower case.
    package static func contains(
        _ text: Span<UInt8>, _ needle: Span<UInt8>, ignoringCase: Bool
    ) -> Bool {
        unsafe text.withUnsafeBufferPointer { text in
            unsafe needle.withUnsafeBufferPointer { needle in
                // SAFETY: both are read within their counts, during the call only.
                unsafe anchors_contains(
                    text.baseAddress, text.count, needle.baseAddress, needle.count,
                    ignoringCase ? 1 : 0) != 0
            }
        }
    }
}
