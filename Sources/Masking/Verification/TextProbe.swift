/// Which survivors can be told inside text, and how many pieces of text looked like one.
///
/// A source value of few digits or a common word meets text by chance; only columns whose values
/// are long and whose domain is large are looked for.
struct TextProbe: Sendable {
    /// Digits that a value needs to be looked for: amounts, years and counters have fewer.
    static let minimumDigits = 9
    /// Letters and digits that a value with letters needs.
    static let minimumLetters = 6
    /// A column is looked for when a value of it meets masked output less often than this.
    static let maximumCoincidence = 0.01

    /// By column: lengths of digit-only values that are looked for, bit n for n digits.
    let digitLengths: [UInt64]
    /// The same for values with letters.
    let letterLengths: [UInt64]
    /// All columns' lengths together, to drop a piece of text at once.
    let anyDigits: UInt64
    let anyLetters: UInt64

    init(_ records: [ColumnRecord], _ domains: [SurvivorDomain], _ transforms: [MaskTransform]) {
        let wideDigits = ~UInt64(0) << UInt64(Self.minimumDigits)
        let wideLetters = ~UInt64(0) << UInt64(Self.minimumLetters)
        var (digits, letters) = ([UInt64](), [UInt64]())
        for index in records.indices {
            // Why: row numbers are small and dense, so any number in a text may be one.
            let isSought =
                records[index].isSketched && transforms[index] != .permute
                && domains[index].coincidence <= Self.maximumCoincidence
            digits.append(isSought ? records[index].digitLengths & wideDigits : 0)
            letters.append(isSought ? records[index].letterLengths & wideLetters : 0)
        }
        digitLengths = digits
        letterLengths = letters
        anyDigits = digits.reduce(0, |)
        anyLetters = letters.reduce(0, |)
    }

    /// Whether a piece of so many folded bytes may be a value of some column.
    @inline(__always)
    func isCandidate(count: Int, digits: Int) -> Bool {
        let lengths = digits == count ? anyDigits : anyLetters
        return lengths >> UInt64(min(63, count)) & 1 != 0
    }

    func isSought(column: Int, count: Int, digits: Int) -> Bool {
        let lengths = digits == count ? digitLengths[column] : letterLengths[column]
        return lengths >> UInt64(min(63, count)) & 1 != 0
    }

    var isEmpty: Bool { anyDigits == 0 && anyLetters == 0 }
}
