/// A letter beyond Latin Extended-A without its case and accents.
struct FoldedScalar {
    /// Bytes of the letter as written.
    let length: Int
    /// What stands for it; 0 for a combining mark, which is dropped.
    private let scalar: UInt32

    /// `nil` when the bytes at `index` are no such letter, or not UTF-8.
    init?(_ bytes: Span<UInt8>, at index: Int) {
        let byte = UInt32(bytes[index])
        func rest(_ offset: Int) -> UInt32? {
            guard index + offset < bytes.count, bytes[index + offset] & 0xC0 == 0x80 else {
                return nil
            }
            return UInt32(bytes[index + offset] & 0x3F)
        }
        if byte >= 0xC6, byte <= 0xD3, let second = rest(1) {
            guard let folded = Self.twoBytes((byte & 0x1F) << 6 | second) else { return nil }
            (length, scalar) = (2, folded)
        } else if byte == 0xE1, let second = rest(1), second >= 0x38, let third = rest(2),
            let folded = Self.vietnamese(0x1000 | second << 6 | third)
        {
            (length, scalar) = (3, folded)
        } else {
            return nil
        }
    }

    func emit(_ emit: (UInt8) -> Void) {
        if scalar >= 0x80 {
            emit(UInt8(0xC0 | scalar >> 6))
            emit(UInt8(0x80 | scalar & 0x3F))
        } else if scalar > 0 {
            emit(UInt8(scalar))
        }
    }

    /// U+0180 … U+04FF.
    private static func twoBytes(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x1A0, 0x1A1: 0x6F  // o with horn
        case 0x1AF, 0x1B0: 0x75  // u with horn
        case 0x218, 0x219: 0x73  // Romanian s and t with comma
        case 0x21A, 0x21B: 0x74
        case 0x300...0x36F: 0
        case 0x386, 0x3AC: 0x3B1  // Greek vowels with tonos
        case 0x388, 0x3AD: 0x3B5
        case 0x389, 0x3AE: 0x3B7
        case 0x38A, 0x3AF: 0x3B9
        case 0x38C, 0x3CC: 0x3BF
        case 0x38E, 0x3CD: 0x3C5
        case 0x38F, 0x3CE: 0x3C9
        case 0x3C2: 0x3C3  // final sigma
        case 0x391...0x3A9, 0x410...0x42F: scalar + 0x20
        case 0x401, 0x451: 0x435  // io reads as ie
        case 0x400...0x40F: scalar + 0x50
        case 0x490: 0x491
        default: nil
        }
    }

    /// U+1E00 … U+1EFF: the block is sorted by base letter from U+1EA0 on.
    private static func vietnamese(_ scalar: UInt32) -> UInt32? {
        switch scalar {
        case 0x1EA0...0x1EB7: 0x61
        case 0x1EB8...0x1EC7: 0x65
        case 0x1EC8...0x1ECB: 0x69
        case 0x1ECC...0x1EE3: 0x6F
        case 0x1EE4...0x1EF1: 0x75
        case 0x1EF2...0x1EF9: 0x79
        default: nil
        }
    }
}
