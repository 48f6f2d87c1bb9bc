package import Cryptography
internal import Primitives

/// Hardware addresses of 6 or 8 octets (EUI-48, EUI-64): separators, case and the two flag bits
/// (group, local) stay, the rest is permuted; with `keepsVendor` only the part after the 24-bit
/// OUI.
///
/// Forms: `aa:bb:…`, `aa-bb-…`, `aabb.ccdd.eeff`, `aabbcc:ddeeff` and digits alone.
package struct MACMask: WidthPreservingTransform {
    /// The least significant bits of the first octet: group and locally administered.
    private static let flagBits: UInt128 = 3

    private let permutations: [Int: DomainPermutation]
    private let keepsVendor: Bool

    package init(key: MaskingKey, domain: String, keepsVendor: Bool = false) {
        let purpose = keepsVendor ? "mac with vendor" : "mac"
        var permutations: [Int: DomainPermutation] = [:]
        for octets in [6, 8] {
            let bits = UInt128(octets * 8 - (keepsVendor ? 24 : 2))
            permutations[octets] = DomainPermutation(
                key: key.subkey(purpose: purpose, domain: domain, template: "\(octets)"),
                size: 1 << bits)
        }
        self.permutations = permutations
        self.keepsVendor = keepsVendor
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        var groups: [Int: (rows: [Int], values: [HexadecimalNumber])] = [:]
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            if let (octets, value) = cells.withCell(row, Self.value) {
                groups[octets, default: ([], [])].rows.append(row)
                groups[octets, default: ([], [])].values.append(value)
            } else {
                scratch.unfitRows.append(row)
            }
        }
        for (octets, group) in groups {
            var ranks = group.values.map { rank(of: $0.value, octets) }
            permutations[octets]?.transform(&ranks, direction)
            for (index, row) in group.rows.enumerated() {
                let value = group.values[index]
                let masked = filled(ranks[index], like: value.value, octets)
                value.write(masked, digitCount: 2 * octets, to: &bytes, in: cells.range(row))
            }
        }
    }

    private static func value(of cell: Span<UInt8>) -> (Int, HexadecimalNumber)? {
        let octets: Int
        let places: [Int]
        switch cell.count {
        case 12, 16: (octets, places) = (cell.count / 2, [])
        case 13: (octets, places) = (6, [6])
        case 14: (octets, places) = (6, [4, 9])
        case 17: (octets, places) = (6, [2, 5, 8, 11, 14])
        case 23: (octets, places) = (8, [2, 5, 8, 11, 14, 17, 20])
        default: return nil
        }
        let separator = places.isEmpty ? 0 : cell[places[0]]
        guard places.isEmpty || [45, 46, 58].contains(separator) else { return nil }
        let bits = places.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        return HexadecimalNumber(cell, separator: separator, at: bits).map { (octets, $0) }
    }

    /// The bits that are permuted, moved together.
    private func rank(of value: UInt128, _ octets: Int) -> UInt128 {
        let rest = UInt128(octets * 8 - 8)
        if keepsVendor { return value & (1 << (rest - 16) - 1) }
        return (value >> (rest + 2)) << rest | value & (1 << rest - 1)
    }

    private func filled(_ rank: UInt128, like value: UInt128, _ octets: Int) -> UInt128 {
        let rest = UInt128(octets * 8 - 8)
        if keepsVendor { return (value >> (rest - 16)) << (rest - 16) | rank }
        let flags = value >> rest & Self.flagBits
        return ((rank >> rest) << 2 | flags) << rest | rank & (1 << rest - 1)
    }
}
