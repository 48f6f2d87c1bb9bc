/// The letters and digits of a cell: upper-cased, single separators dropped, at most 40 of them.
///
/// Lives on the stack, so that a validator allocates nothing. Separators are a blank, `-`, `.` and
/// `/`, one at a time and only between two characters.
struct IdentifierText {
    private var storage = InlineArray<40, UInt8>(repeating: 0)
    private(set) var count = 0
    private var hasLetters = false

    /// Fails when the cell holds anything else, or fewer or more characters than `length`.
    init?(_ cell: Span<UInt8>, length: ClosedRange<Int>) {
        guard cell.count >= length.lowerBound, cell.count <= 2 * length.upperBound else {
            return nil
        }
        let limit = min(length.upperBound, 40)
        if cell.count >= 8, cell.count <= limit, takeUnseparated(cell) { return }
        var (separated, bits) = (true, UInt8(0))
        for index in cell.indices {
            let byte = cell[index]
            guard byte.isDigit || byte.isLetter else {
                guard byte.isSeparator, !separated else { return nil }
                separated = true
                continue
            }
            guard count < limit else { return nil }
            // Bit 6 tells letters, whose bit 5 is their case.
            storage[count] = byte & ~(byte >> 1 & 0x20)
            bits |= byte
            count &+= 1
            separated = false
        }
        guard count >= length.lowerBound, !separated else { return nil }
        hasLetters = bits & 0x40 != 0
    }

    /// Takes over letters and digits alone, eight at a time. Where something else stands, some
    /// before it were taken over.
    private mutating func takeUnseparated(_ cell: Span<UInt8>) -> Bool {
        var (index, letters) = (0, UInt64(0))
        while true {
            let word = ByteWord.load(cell, index, 8)
            let isLetter = ByteWord.letters(word)
            guard word & ByteWord.highBits == 0,
                ByteWord.digits(word) | isLetter == ByteWord.highBits
            else { return false }
            // Bit 5 of a letter is its case.
            unsafe withUnsafeMutableBytes(of: &storage) {
                unsafe $0.storeBytes(
                    of: (word & ~(isLetter >> 2)).littleEndian, toByteOffset: index,
                    as: UInt64.self)
            }
            letters |= isLetter
            if index + 8 == cell.count { break }
            index = min(index + 8, cell.count - 8)
        }
        (count, hasLetters) = (cell.count, letters != 0)
        return true
    }

    /// As `init`, and every character is a digit.
    init?(digits cell: Span<UInt8>, length: ClosedRange<Int>) {
        self.init(cell, length: length)
        if hasLetters { return nil }
    }

    /// As `init(digits:length:)` for one length.
    init?(digits cell: Span<UInt8>, length: Int) {
        self.init(digits: cell, length: length...length)
    }

    /// As `init(digits:length:)`; a column of numbers may have lost up to three leading zeros.
    init?(number cell: Span<UInt8>, length: Int) {
        self.init(digits: cell, length: max(1, length - 3)...length)
        let missing = length - count
        guard missing > 0 else { return }
        // A value with separators was never a number.
        guard count == cell.count else { return nil }
        for index in stride(from: length - 1, through: 0, by: -1) {
            storage[index] = index < missing ? 48 : storage[index - missing]
        }
        count = length
    }

    subscript(index: Int) -> UInt8 { storage[index] }

    /// Without its first `number` characters, of which there must be as many.
    func dropping(_ number: Int) -> IdentifierText {
        var rest = self
        for index in number..<count { rest.storage[index - number] = storage[index] }
        rest.count = count - number
        return rest
    }

    /// Whether another check takes the characters.
    func passes(_ validator: Validator) -> Bool {
        validator.isValid(storage.span.extracting(0..<count))
    }

    /// Up to eight characters from `index` on, the first lowest, zeros behind the last.
    func word(_ index: Int, _ length: Int) -> UInt64 {
        ByteWord.load(storage.span, index, length)
    }

    /// The value of the digit at `index`, which must be one.
    func digit(_ index: Int) -> Int { Int(storage[index]) - 48 }

    /// 0…9 for digits, 10…35 for letters, as ISO 7064 and most national schemes count.
    func value(_ index: Int) -> Int {
        let byte = Int(storage[index])
        return byte < 65 ? byte - 48 : byte - 55
    }

    /// The decimal number written by the digits of `range`, at most 18 of them.
    func number(_ range: Range<Int>) -> Int {
        range.reduce(0) { $0 * 10 + digit($1) }
    }

    func isDigits(_ range: Range<Int>) -> Bool {
        range.allSatisfy { storage[$0].isDigit }
    }

    func isLetters(_ range: Range<Int>) -> Bool {
        range.allSatisfy { storage[$0].isUpper }
    }

    /// Whether all characters are the same, as in `000000000`, which many checksums accept.
    var isRepdigit: Bool {
        (1..<max(count, 1)).allSatisfy { storage[$0] == storage[0] }
    }

    /// Σ weight × digit over the digits from `start`.
    func weightedSum<let n: Int>(_ weights: InlineArray<n, Int>, from start: Int = 0) -> Int {
        var sum = 0
        for index in 0..<n { sum += weights[index] * digit(start + index) }
        return sum
    }

    /// Whether the characters from `start` spell `text`.
    func matches(_ text: StaticString, at start: Int = 0) -> Bool {
        guard start + text.utf8CodeUnitCount <= count else { return false }
        for index in 0..<text.utf8CodeUnitCount
        where text.byte(index) != storage[start + index] { return false }
        return true
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 48 && self <= 57 }
    var isUpper: Bool { self >= 65 && self <= 90 }
    var isLower: Bool { self >= 97 && self <= 122 }
    var isLetter: Bool { (self | 32).isLower }
    var isAlphanumeric: Bool { isDigit || isLetter }
    /// A blank, `-`, `.` or `/`.
    var isSeparator: Bool { self == 32 || self == 45 || self == 46 || self == 47 }
    /// 0…15 for a hexadecimal digit of either case.
    var hexValue: Int? {
        if isDigit { return Int(self) - 48 }
        let lower = self | 32
        return lower >= 97 && lower <= 102 ? Int(lower) - 87 : nil
    }
}
