package import Cryptography
internal import Primitives

/// US social security numbers: valid becomes valid, `-`, blanks or nothing between the parts stay.
///
/// The structure is the SSA's: area 001…899 but 666, group 01…99, serial 0001…9999. The rank among
/// these 888,931,098 numbers is permuted. Other structure doesn't fit.
package struct SSNMask: WidthPreservingTransform {
    private static let areaCount: UInt128 = 898
    private static let groupCount: UInt128 = 99
    private static let serialCount: UInt128 = 9_999

    private let permutation: DomainPermutation

    package init(key: MaskingKey, domain: String) {
        permutation = DomainPermutation(
            key: key.subkey(purpose: "ssn", domain: domain, template: "999999999"),
            size: Self.areaCount * Self.groupCount * Self.serialCount)
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        var rows: [Int] = []
        var ranks: [UInt128] = []
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            if let rank = cells.withCell(row, Self.rank) {
                rows.append(row)
                ranks.append(rank)
            } else {
                scratch.unfitRows.append(row)
            }
        }
        permutation.transform(&ranks, direction)
        for (row, rank) in zip(rows, ranks) {
            var number = Self.number(ofRank: rank)
            for index in cells.range(row).reversed() where bytes[index].isDigit {
                bytes[index] = UInt8(number % 10) + 48
                number /= 10
            }
        }
    }

    /// The rank of a well-formed number; `nil` for anything else.
    private static func rank(of cell: Span<UInt8>) -> UInt128? {
        guard cell.count == 9 || cell.count == 11 else { return nil }
        let separator = cell.count == 11 ? cell[3] : 0
        guard cell.count == 9 || separator == UInt8(ascii: "-") || separator == UInt8(ascii: " ")
        else { return nil }
        var number: UInt128 = 0
        for index in cell.indices {
            if cell.count == 11, index == 3 || index == 6 {
                guard cell[index] == separator else { return nil }
            } else {
                guard cell[index].isDigit else { return nil }
                number = number * 10 + UInt128(cell[index] - 48)
            }
        }
        let (area, group, serial) = (number / 1_000_000, number / 10_000 % 100, number % 10_000)
        guard area > 0, area < 900, area != 666, group > 0, serial > 0 else { return nil }
        let areaRank = area > 666 ? area - 2 : area - 1
        return (areaRank * groupCount + group - 1) * serialCount + serial - 1
    }

    private static func number(ofRank rank: UInt128) -> UInt64 {
        let rank = UInt64(rank)
        let serial = rank % UInt64(serialCount) + 1
        let group = rank / UInt64(serialCount) % UInt64(groupCount) + 1
        let areaRank = rank / UInt64(serialCount * groupCount)
        let area = areaRank >= 665 ? areaRank + 2 : areaRank + 1
        return area * 1_000_000 + group * 10_000 + serial
    }
}
