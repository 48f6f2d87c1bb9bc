internal import Primitives

/// What masking a column will keep and show, told before the first row; holds no value.
package struct ColumnOutlook: Sendable, Equatable, Encodable {
    /// Below so many distinct values their frequencies give a keyed mapping away.
    package static let fewValues = 10_000.0

    /// From this share of rows on, what frequencies give away is worth a warning.
    static let tellingShare = 0.01

    /// The column as everywhere.
    package let column: String
    package let transform: String
    /// Left out where the transform doesn't read it.
    package let domain: String?
    /// `bijective`, `injective, 80 bits` or `lossy`.
    package let promise: String
    /// Distinct values of the column, estimated unless the whole table was tried.
    package let distinctValues: Int
    /// Pairs of values that are expected to mask alike; left out where it isn't bounded.
    package let expectedCollisions: Double?
    /// Rows that somebody with the true histogram gets right by matching ranks; left out where
    /// equal values don't stay equal, or nothing is masked.
    package let rankMatchingShare: Double?

    package init(_ column: PlannedColumn, _ values: ValueFrequencies) {
        let promise = column.transform.promise(width: ColumnTypeClass(column.type).limit)
        self.column = column.reference.description
        transform = column.transform.name
        domain = column.transform.readsDomain ? column.domain : nil
        self.promise = promise.description
        distinctValues = Int(values.distinct.rounded())
        expectedCollisions =
            switch promise {
            case .bijective: 0
            case .injective(let bits): Self.collisions(values.distinct, bits: bits)
            case .lossy: nil
            }
        rankMatchingShare = column.transform.showsFrequencies ? values.rankMatchingShare : nil
    }

    /// The birthday bound: pairs among `distinct` values that meet in 2^bits.
    private static func collisions(_ distinct: Double, bits: Int) -> Double {
        var pairs = distinct * max(0, distinct - 1) / 2
        for _ in 0..<bits { pairs /= 2 }
        return pairs
    }

    /// What is worth knowing and no reason to stop; the column's name leads.
    package var warnings: [String] {
        var warnings: [String] = []
        if let expectedCollisions, expectedCollisions > 0.01 {
            let number = Self.text(expectedCollisions)
            warnings.append(
                "\(column): about \(number) pairs of its \(distinctValues) values will mask alike;"
                    + " give the transform more room")
        }
        if let share = rankMatchingShare, share >= Self.tellingShare,
            Double(distinctValues) < Self.fewValues
        {
            warnings.append(
                "\(column): \(distinctValues) distinct values keep their frequencies, by which"
                    + " \(Self.percent(share)) of the rows can be told; generalise, redact, or"
                    + " accept it")
        }
        return warnings
    }

    /// Two significant digits: `0.000000013` as `1.3e-8`.
    package static func text(_ number: Double) -> String {
        guard number > 0, number < 0.01 || number >= 1000 else {
            let tenths = (number * 10).rounded() / 10
            return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
        }
        var mantissa = number
        var exponent = 0
        while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
        while mantissa < 1 { (mantissa, exponent) = (mantissa * 10, exponent - 1) }
        return "\((mantissa * 10).rounded() / 10)e\(exponent)"
    }

    /// `12.3 %`.
    package static func percent(_ share: Double) -> String {
        "\((share * 1000).rounded() / 10) %"
    }
}

extension TransformPromise: CustomStringConvertible {
    package var description: String {
        switch self {
        case .bijective: "bijective"
        case .injective(let bits): "injective, \(bits) bits"
        case .lossy: "lossy"
        }
    }
}
