package import Cryptography
internal import Primitives

/// Payment card numbers: length, separators, brand and the validity of the check digit stay.
///
/// The digits between the kept prefix and the check digit are permuted; the check digit is chosen
/// so that the Luhn sum (ISO/IEC 7812-1, annex B) has the same remainder as before. So valid
/// becomes valid, invalid stays invalid by the same difference, and the whole is one-to-one.
package struct CardMask: WidthPreservingTransform {
    private static let digitLimits = 12...19

    private let digits: DigitPermutation
    private let prefix: MaskTransform.CardPrefix

    /// - Parameter prefix: how many leading digits stay.
    package init(key: MaskingKey, domain: String, prefix: MaskTransform.CardPrefix) {
        let purpose =
            switch prefix {
            case .brand: "card"
            case .bin6: "card with issuer"
            case .bin8: "card with long issuer"
            }
        digits = DigitPermutation(key: key, purpose: purpose, domain: domain)
        self.prefix = prefix
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        scratch.runs.removeAll()
        var remainders: [UInt8] = []
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            let entry = cells.withCell(row) { cell in
                Self.isFormed(cell) ? scratch.runs.appendDigits(of: cell, row: row) : nil
            }
            guard let entry else {
                scratch.unfitRows.append(row)
                continue
            }
            remainders.append(scratch.runs.luhnRemainder(entry))
            let kept =
                prefix == .brand
                ? Self.brandDigits(scratch.runs.digits, entry) : prefix.rawValue
            scratch.runs.mark(entry, from: kept, count: entry.count - kept - 1)
        }
        scratch.runs.permute(digits, direction)
        for (index, entry) in scratch.runs.entries.enumerated() {
            let last = entry.start + entry.count - 1
            // Why: the check digit has weight one, so raising it by x raises the sum by x.
            let excess = scratch.runs.luhnRemainder(entry) + 10 - remainders[index]
            let digit = scratch.runs.digits[last] - 48
            scratch.runs.digits[last] = (digit + 20 - excess) % 10 + 48
            scratch.runs.write(entry, to: &bytes, in: cells.range(entry.row))
        }
    }

    /// Twelve to nineteen digits with blanks, dashes or dots between them.
    private static func isFormed(_ cell: Span<UInt8>) -> Bool {
        var count = 0
        for index in cell.indices {
            let byte = cell[index]
            guard byte < 64, (digitBits | separatorBits) >> UInt64(byte) & 1 != 0 else {
                return false
            }
            count += byte.isDigit ? 1 : 0
        }
        return digitLimits.contains(count)
    }

    /// The characters of a number, each as the bit of its code: `0` to `9`; blank, dash and dot.
    private static let digitBits: UInt64 = 0x3FF << 48
    private static let separatorBits: UInt64 = 1 << 32 | 1 << 45 | 1 << 46

    /// How many leading digits tell the brand: one for 4, two for 1, 3 but 30 and 35, 5 and 7 to 9,
    /// four for the brands that share 2, 30, 35 and 6.
    private static func brandDigits(_ digits: [UInt8], _ entry: DigitRuns.Entry) -> Int {
        switch (digits[entry.start] - 48, digits[entry.start + 1] - 48) {
        case (4, _): 1
        case (2, _), (3, 0), (3, 5), (6, _): 4
        default: 2
        }
    }
}
