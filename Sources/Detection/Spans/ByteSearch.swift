/// Substring search on bytes.
enum ByteSearch {
    /// Whether `needle` occurs; with `ignoringCase`, ASCII case, and `needle` must be lower case.
    static func contains(
        _ text: Span<UInt8>, _ needle: Span<UInt8>, ignoringCase: Bool
    ) -> Bool {
        guard !needle.isEmpty else { return true }
        guard text.count >= needle.count else { return false }
        let first = needle[0]
        let isLetter = ignoringCase && 0x61...0x7A ~= first
        let last = text.count - needle.count
        var index = 0
        while index <= last {
            let byte = isLetter ? text[index] | 0x20 : text[index]
            if byte == first, isMatch(text, at: index, needle, ignoringCase) { return true }
            index += 1
        }
        return false
    }

    private static func isMatch(
        _ text: Span<UInt8>, at start: Int, _ needle: Span<UInt8>, _ ignoringCase: Bool
    ) -> Bool {
        for offset in 1..<max(needle.count, 1) {
            var byte = text[start + offset]
            if ignoringCase, 0x41...0x5A ~= byte { byte |= 0x20 }
            guard byte == needle[offset] else { return false }
        }
        return true
    }
}
