package import Cryptography
internal import Primitives

/// Payment card numbers: length, separators, brand and the validity of the check digit stay.
///
/// The digits between the kept prefix and the check digit are permuted; the check digit is chosen
/// so that the Luhn sum (ISO/IEC 7812-1, annex B) has the same remainder as before. So valid
/// becomes valid, invalid stays invalid by the same difference, and the whole is one-to-one.
package struct CardMask: WidthPreservingTransform {
    private static let digitLimits = 12...19
    /// The issuer identification number of ISO/IEC 7812 before 2017.
    private static let issuerDigits = 6

    private let digits: DigitPermutation
    private let keepsBIN: Bool

    /// - Parameter keepsBIN: keep the first six digits, which name the bank; otherwise only the one
    ///   to four that name the brand stay.
    package init(key: MaskingKey, domain: String, keepsBIN: Bool) {
        digits = DigitPermutation(
            key: key, purpose: keepsBIN ? "card with issuer" : "card", domain: domain)
        self.keepsBIN = keepsBIN
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
            remainders.append(Self.remainder(scratch.runs.digits, entry))
            let kept = keepsBIN ? Self.issuerDigits : Self.brandDigits(scratch.runs.digits, entry)
            scratch.runs.mark(entry, from: kept, count: entry.count - kept - 1)
        }
        scratch.runs.permute(digits, direction)
        for (index, entry) in scratch.runs.entries.enumerated() {
            let last = entry.start + entry.count - 1
            // Why: the check digit has weight one, so raising it by x raises the sum by x.
            let excess = Self.remainder(scratch.runs.digits, entry) + 10 - remainders[index]
            let digit = scratch.runs.digits[last] - 48
            scratch.runs.digits[last] = (digit + 20 - excess) % 10 + 48
            scratch.runs.write(entry, to: &bytes, in: cells.range(entry.row))
        }
    }

    /// Twelve to nineteen digits with blanks, dashes or dots between them.
    private static func isFormed(_ cell: Span<UInt8>) -> Bool {
        var count = 0
        for index in cell.indices {
            switch cell[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): count += 1
            case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."): continue
            default: return false
            }
        }
        return digitLimits.contains(count)
    }

    /// The Luhn sum modulo ten; 0 for a valid number.
    private static func remainder(_ digits: [UInt8], _ entry: DigitRuns.Entry) -> UInt8 {
        var sum = 0
        for place in 0..<entry.count {
            let digit = Int(digits[entry.start + entry.count - 1 - place]) - 48
            let weighted = place.isMultiple(of: 2) ? digit : digit * 2
            sum += weighted > 9 ? weighted - 9 : weighted
        }
        return UInt8(sum % 10)
    }

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
