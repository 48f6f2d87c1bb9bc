package import Cryptography
internal import Primitives

/// UUIDs (RFC 9562): 122 bits are permuted; version, the two variant bits, dashes and case stay.
///
/// 36 characters with dashes or 32 without; braces and `urn:uuid:` don't fit. A UUID in mixed case
/// comes out in lower case.
package struct UUIDMask: WidthPreservingTransform {
    private let permutation: DomainPermutation

    package init(key: MaskingKey, domain: String) {
        permutation = DomainPermutation(
            key: key.subkey(purpose: "uuid", domain: domain), size: 1 << 122)
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        var rows: [Int] = []
        var values: [HexadecimalNumber] = []
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            if let value = cells.withCell(row, Self.value) {
                rows.append(row)
                values.append(value)
            } else {
                scratch.unfitRows.append(row)
            }
        }
        var ranks = values.map { Self.free($0.value) }
        permutation.transform(&ranks, direction)
        for (index, row) in rows.enumerated() {
            let masked = Self.filled(ranks[index], like: values[index].value)
            values[index].write(masked, digitCount: 32, to: &bytes, in: cells.range(row))
        }
    }

    private static func value(of cell: Span<UInt8>) -> HexadecimalNumber? {
        guard cell.count == 36 || cell.count == 32 else { return nil }
        let dashes: UInt64 = cell.count == 36 ? 1 << 8 | 1 << 13 | 1 << 18 | 1 << 23 : 0
        return HexadecimalNumber(cell, separator: UInt8(ascii: "-"), at: dashes)
    }

    /// The 122 bits around version (bits 76…79) and variant (bits 62 and 63).
    private static func free(_ value: UInt128) -> UInt128 {
        let low = value & (1 << 62 - 1)
        let middle = value >> 64 & (1 << 12 - 1)
        return (value >> 80) << 74 | middle << 62 | low
    }

    private static func filled(_ free: UInt128, like original: UInt128) -> UInt128 {
        let kept: UInt128 = 0xF << 76 | 0x3 << 62
        let low = free & (1 << 62 - 1)
        let middle = free >> 62 & (1 << 12 - 1)
        return original & kept | (free >> 74) << 80 | middle << 64 | low
    }
}

/// Hexadecimal digits of a cell as a number, with the case they are written in.
struct HexadecimalNumber {
    let value: UInt128
    /// Whether every letter is a capital; a number without letters counts as lower case.
    let isUpper: Bool

    /// `nil` unless the cell is digits with `separator` at exactly the positions whose bits are set
    /// in `places`.
    init?(_ cell: Span<UInt8>, separator: UInt8, at places: UInt64) {
        var (high, low) = (UInt64(0), UInt64(0))
        var cases: UInt8 = 0
        for index in cell.indices {
            let byte = cell[index]
            if places >> UInt64(index) & 1 != 0 {
                guard byte == separator else { return nil }
                continue
            }
            let letter = (byte | 0x20) &- UInt8(ascii: "a")
            let digit = byte.isDigit ? byte - 48 : letter < 6 ? letter + 10 : 16
            guard digit < 16 else { return nil }
            if digit > 9 { cases |= byte & 0x20 == 0 ? 1 : 2 }
            high = high << 4 | low >> 60
            low = low << 4 | UInt64(digit)
        }
        value = UInt128(high) << 64 | UInt128(low)
        isUpper = cases == 1
    }

    /// Writes another number to the digit places of the cell in the same case.
    func write(
        _ number: UInt128, digitCount: Int, to bytes: inout MutableSpan<UInt8>,
        in range: Range<Int>
    ) {
        let aligned = number << UInt128(128 - 4 * digitCount)
        var high = UInt64(truncatingIfNeeded: aligned >> 64)
        var low = UInt64(truncatingIfNeeded: aligned)
        let letters: UInt8 = isUpper ? 55 : 87
        for index in range where bytes[index].isDigit || bytes[index].isLetter {
            let digit = UInt8(truncatingIfNeeded: high >> 60)
            high = high << 4 | low >> 60
            low <<= 4
            bytes[index] = digit < 10 ? digit + 48 : digit + letters
        }
    }
}
