package import Cryptography
package import Primitives

/// Integers as keys: a bijection that every column type of the value's own size can hold.
///
/// The positive numbers fall into three ranges, 1…2¹⁵−1, 2¹⁵…2³¹−1 and 2³¹…2⁶³−1, and each is
/// permuted within itself. So `smallint`, `integer` and `bigint` columns and text from a CSV file
/// of one domain agree wherever they meet, and every result fits. A negative number n becomes
/// −1 − mask(−1 − n), which fits in the same way; 0 and −1, which often mean none, stay.
package struct IntegerMask: ReversibleTransform {
    /// First number of each range and of the one after.
    private static let bounds: [UInt64] = [1, 1 << 15, 1 << 31, 1 << 63]

    private let permutations: [DomainPermutation]

    package init(key: MaskingKey, domain: String) {
        permutations = (0..<3).map { range in
            let size = Self.bounds[range + 1] - Self.bounds[range]
            return DomainPermutation(
                key: key.subkey(purpose: "permute", domain: domain, template: "\(range)"),
                size: UInt128(size))
        }
    }

    /// Permutes within the type's range; text that isn't such an integer is unfit.
    package func transform(
        _ cells: CellBatch, _ direction: CipherDirection, into output: inout CellBatch,
        scratch: inout FormatPreservingScratch, unfit: (Int, inout CellBatch) -> Void
    ) {
        let numbers = (0..<cells.count).map { cells.withCell($0, Self.number) }
        var masked = numbers.map { $0?.distance ?? 0 }
        for range in permutations.indices { permute(&masked, range, direction) }
        for row in 0..<cells.count {
            if cells.isNull(row) {
                output.appendNull()
            } else if cells.range(row).isEmpty {
                output.append([])
            } else if let number = numbers[row] {
                let magnitude = number.isNegative ? masked[row] + 1 : masked[row]
                output.append((number.isNegative ? "-" : "") + String(magnitude))
            } else {
                unfit(row, &output)
            }
        }
    }

    private func permute(_ values: inout [UInt64], _ range: Int, _ direction: CipherDirection) {
        let first = Self.bounds[range]
        let members = values.indices.filter {
            values[$0] >= first && values[$0] < Self.bounds[range + 1]
        }
        var ranks = members.map { UInt128(values[$0] - first) }
        permutations[range].transform(&ranks, direction)
        for (index, rank) in zip(members, ranks) { values[index] = first + UInt64(rank) }
    }

    /// A number by its side of the axis.
    private struct Number {
        var isNegative: Bool
        /// How far it is from 0, or from −1 on the negative side.
        var distance: UInt64
    }

    /// A decimal integer without leading zeros or `+`, from −2⁶³ to 2⁶³ − 1.
    private static func number(of cell: Span<UInt8>) -> Number? {
        var index = 0
        let isNegative = !cell.isEmpty && cell[0] == UInt8(ascii: "-")
        if isNegative { index = 1 }
        guard cell.count > index, cell.count - index <= 19 else { return nil }
        guard cell[index] != 48 || cell.count == 1 else { return nil }
        var magnitude: UInt64 = 0
        while index < cell.count {
            guard cell[index].isDigit else { return nil }
            magnitude = magnitude * 10 + UInt64(cell[index] - 48)
            index += 1
        }
        let limit: UInt64 = isNegative ? 1 << 63 : 1 << 63 - 1
        guard magnitude <= limit else { return nil }
        return Number(isNegative: isNegative, distance: isNegative ? magnitude - 1 : magnitude)
    }
}
