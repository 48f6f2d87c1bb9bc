/// Bytes written in base 58: the number's digits, a leading zero byte for each leading zero digit.
struct Base58 {
    static let bitcoin: StaticString = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    static let ripple: StaticString = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
    private static let longest = 120

    private var bytes: [UInt8] = []

    var count: Int { bytes.count }

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Fails on other characters and beyond 120 of them.
    init?(_ cell: Span<UInt8>, alphabet: StaticString) {
        guard !cell.isEmpty, cell.count <= Self.longest else { return nil }
        var zeros = 0
        for index in cell.indices {
            guard let digit = alphabet.position(of: cell[index]) else { return nil }
            if digit == 0, zeros == index { zeros += 1 }
            add(digit)
        }
        bytes.append(contentsOf: repeatElement(0, count: zeros))
        bytes.reverse()
    }

    /// Appends the number written by `block` as `length` bytes; fails when it is larger.
    mutating func append(_ block: Span<UInt8>, length: Int) -> Bool {
        var number = Base58(capacity: length)
        for index in block.indices {
            guard let digit = Self.bitcoin.position(of: block[index]) else { return false }
            number.add(digit)
        }
        guard number.count <= length else { return false }
        bytes.append(contentsOf: repeatElement(0, count: length - number.count))
        bytes.append(contentsOf: number.bytes.reversed())
        return true
    }

    /// Whether the last four bytes begin the digest of those before.
    func hasChecksum(_ digest: (Span<UInt8>) -> [UInt8]) -> Bool {
        guard count > 4 else { return false }
        let expected = digest(bytes.span.extracting(0..<count - 4))
        return bytes.suffix(4).elementsEqual(expected.prefix(4))
    }

    /// bytes · 58 + digit, least significant byte first.
    private mutating func add(_ digit: Int) {
        var carry = digit
        for index in bytes.indices {
            carry += Int(bytes[index]) * 58
            bytes[index] = UInt8(carry & 0xFF)
            carry >>= 8
        }
        while carry > 0 {
            bytes.append(UInt8(carry & 0xFF))
            carry >>= 8
        }
    }
}
