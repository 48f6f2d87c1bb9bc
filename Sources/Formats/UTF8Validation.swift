/// Checks text before anything else reads it.
///
/// Eight ASCII bytes at a time, then Table 3-7 of the Unicode Standard ("Well-Formed UTF-8 Byte
/// Sequences"): no overlong forms, no surrogates, nothing above U+10FFFF. NUL is refused too, since
/// neither libcsv's callers nor PostgreSQL's text can hold it.
package enum UTF8Validation {
    /// What keeps bytes from being text.
    package enum Flaw: Equatable, Sendable {
        case nul(at: Int)
        case malformed(at: Int)
    }

    /// The first flaw in `bytes[start...]`, its offset from the start of the array.
    package static func firstFlaw(in bytes: [UInt8], from start: Int = 0) -> Flaw? {
        unsafe bytes.withUnsafeBytes { unsafe firstFlaw(in: $0, from: start) }
    }

    private static func firstFlaw(in bytes: UnsafeRawBufferPointer, from start: Int) -> Flaw? {
        var index = start
        let end = bytes.count
        while true {
            while index + 8 <= end {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                // Bit 7 of a byte is set in the difference when the byte was zero or above 0x80.
                let zeroes = word &- 0x0101_0101_0101_0101
                if (word | zeroes) & 0x8080_8080_8080_8080 != 0 { break }
                index += 8
            }
            guard index < end else { return nil }
            let byte = unsafe bytes[index]
            if byte == 0 { return .nul(at: index) }
            if byte < 0x80 {
                index += 1
                continue
            }
            let length = unsafe sequenceLength(in: bytes, at: index)
            if length == 0 { return .malformed(at: index) }
            index += length
        }
    }

    /// The length of the well-formed multi-byte sequence at `index`, or 0.
    private static func sequenceLength(in bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let lead = unsafe bytes[index]
        let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return 0 }
        let second = unsafe bytes[index + 1]
        let allowed: ClosedRange<UInt8> =
            switch lead {
            case 0xE0: 0xA0...0xBF
            case 0xED: 0x80...0x9F
            case 0xF0: 0x90...0xBF
            case 0xF4: 0x80...0x8F
            default: 0x80...0xBF
            }
        guard allowed.contains(second) else { return 0 }
        for offset in 2..<max(length, 2) where unsafe bytes[index + offset] & 0xC0 != 0x80 {
            return 0
        }
        return length
    }
}
