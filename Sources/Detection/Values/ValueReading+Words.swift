extension ValueReading {
    /// Blank-separated words; of ideographs and kana, written without blanks, two make a word.
    ///
    /// - Parameter ofLetters: only words that begin with a letter count.
    static func wordCount(_ value: Span<UInt8>, ofLetters: Bool = false) -> Int {
        var (count, ideographs) = (0, 0)
        var isInside = false
        let start = ofLetters ? 0 : countWords(atHeadOf: value, &count, &isInside)
        for index in start..<value.count {
            let byte = value[index]
            if byte < 0x80 {
                if byte == 0x20 || byte &- 0x09 < 5 {
                    isInside = false
                } else if !isInside {
                    isInside = true
                    if !ofLetters || (byte | 0x20) &- 0x61 < 26 { count += 1 }
                }
            } else if 0xE3...0xE9 ~= byte {
                // U+3000 … U+9FFF; the bytes that follow are below 0xC0.
                ideographs += 1
                isInside = false
            } else if byte >= 0xC0, !isInside {
                isInside = true
                count += 1
            }
        }
        return count + (ideographs + 1) / 2
    }

    /// Counts the words that begin among the ASCII that a value begins with, eight bytes at a time;
    /// returns how many bytes were looked at.
    private static func countWords(
        atHeadOf value: Span<UInt8>, _ count: inout Int, _ isInside: inout Bool
    ) -> Int {
        let (ones, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
        var (index, before) = (0, UInt64(0x80))
        while index + 8 <= value.count {
            // SAFETY: any eight bytes are a number, and these lie within the value.
            let loaded = unsafe value.bytes.unsafeLoadUnaligned(
                fromByteOffset: index, as: UInt64.self)
            let bytes = UInt64(littleEndian: loaded)
            guard bytes & high == 0 else { break }
            // The high bit of each byte says what is true of it.
            let isOther = (bytes ^ 0x20 &* ones) &+ 0x7F &* ones
            let isControl = (bytes &+ 0x77 &* ones) & ~(bytes &+ 0x72 &* ones)
            let blanks = (~isOther | isControl) & high
            count += (~blanks & (blanks << 8 | before) & high).nonzeroBitCount
            before = blanks >> 56
            index += 8
        }
        isInside = index > 0 && before == 0
        return index
    }
}
