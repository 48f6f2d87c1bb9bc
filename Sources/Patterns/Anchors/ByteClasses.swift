/// The classes that the bytes of values are sorted into: digits, letters by case, and each mark of
/// its own.
package enum ByteClasses {
    /// The bit of each byte's class.
    private static let bits: [UInt64] = (0...255).map { byte in
        let number: Int
        switch byte {
        case 0x30...0x39: number = 0
        case 0x61...0x66: number = 1
        case 0x67...0x7A: number = 2
        case 0x41...0x46: number = 3
        case 0x47...0x5A: number = 4
        case 0x80...0xFF: number = 5
        case 0x00...0x1F, 0x7F: number = 6
        case 0x20...0x2F: number = 7 + byte - 0x20
        case 0x3A...0x40: number = 23 + byte - 0x3A
        case 0x5B...0x60: number = 30 + byte - 0x5B
        default: number = 36 + byte - 0x7B
        }
        return 1 << UInt64(number)
    }

    /// One bit for each class that occurs.
    package static func classes(of value: Span<UInt8>) -> UInt64 {
        unsafe bits.withUnsafeBufferPointer { bits in
            var classes: UInt64 = 0
            // SAFETY: there are as many bits as bytes.
            for index in value.indices { unsafe classes |= bits[Int(value[index])] }
            return classes
        }
    }

    /// One bit for each class of the ASCII characters of a text.
    package static func classes(of text: StaticString) -> UInt64 {
        classes(of: ByteSet(text))
    }

    static func classes(of set: ByteSet) -> UInt64 {
        set.bytes.reduce(0) { $0 | bits[Int($1)] }
    }
}
