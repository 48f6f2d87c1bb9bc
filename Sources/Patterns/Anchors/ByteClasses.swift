/// The classes that the bytes of values are sorted into: digits, letters by case, and each mark of
/// its own.
package enum ByteClasses {
    private static let numbers: [UInt8] = (0...255).map { byte in
        switch UInt8(byte) {
        case 0x30...0x39: 0
        case 0x61...0x66: 1
        case 0x67...0x7A: 2
        case 0x41...0x46: 3
        case 0x47...0x5A: 4
        case 0x80...0xFF: 5
        case 0x00...0x1F, 0x7F: 6
        case 0x20...0x2F: UInt8(7 + byte - 0x20)
        case 0x3A...0x40: UInt8(23 + byte - 0x3A)
        case 0x5B...0x60: UInt8(30 + byte - 0x5B)
        default: UInt8(36 + byte - 0x7B)
        }
    }

    /// One bit for each class that occurs.
    package static func classes(of value: Span<UInt8>) -> UInt64 {
        let numbers = numbers
        var classes: UInt64 = 0
        for index in value.indices { classes |= 1 << UInt64(numbers[Int(value[index])]) }
        return classes
    }

    /// One bit for each class of the ASCII characters of a text.
    package static func classes(of text: StaticString) -> UInt64 {
        classes(of: ByteSet(text))
    }

    static func classes(of set: ByteSet) -> UInt64 {
        set.bytes.reduce(0) { $0 | 1 << UInt64(numbers[Int($1)]) }
    }
}
