internal import Cryptography

/// Start offsets of digit runs, sorted by how many digits a run has.
struct StartsByCount: Sendable {
    /// More digits than any identifier has; longer cells don't fit.
    static let limit = 128

    private(set) var starts: [[UInt32]] = Array(repeating: [], count: limit + 1)

    mutating func removeAll() {
        for count in starts.indices where !starts[count].isEmpty {
            starts[count].removeAll(keepingCapacity: true)
        }
    }

    @inline(__always)
    mutating func append(_ start: UInt32, count: Int) { starts[count].append(start) }
}

/// Digits taken out of cells between their separators, to be permuted and put back.
struct DigitRuns: Sendable {
    /// One cell's digits: `digits[start ..< start + count]`.
    struct Entry: Sendable {
        var row: Int
        var start: Int
        var count: Int
    }

    /// Why: the batched FF1 reads words that begin up to 7 bytes before a run.
    private static let lead = 8

    /// ASCII digits of all entries.
    var digits: [UInt8] = Array(repeating: 48, count: lead)
    private(set) var entries: [Entry] = []
    private var starts = StartsByCount()

    mutating func removeAll() {
        digits.removeLast(digits.count - Self.lead)
        entries.removeAll(keepingCapacity: true)
        starts.removeAll()
    }

    /// Adds the digits of a cell; everything else in it is left out.
    mutating func appendDigits(of cell: Span<UInt8>, row: Int) -> Entry {
        let start = digits.count
        digits.append(cell)
        // Why: every byte is moved and only digits advance, which takes no branch.
        let end = unsafe digits.withUnsafeMutableBufferPointer { digits in
            var end = start
            for index in start..<digits.count {
                let byte = unsafe digits[index]
                unsafe digits[end] = byte
                end &+= byte.isDigit ? 1 : 0
            }
            return end
        }
        digits.removeLast(digits.count - end)
        let entry = Entry(row: row, start: start, count: end - start)
        entries.append(entry)
        return entry
    }

    /// Marks digits of an entry for the next `permute`.
    mutating func mark(_ entry: Entry, from offset: Int, count: Int) {
        starts.append(UInt32(entry.start + offset), count: count)
    }

    /// Takes back the last entry, a cell that doesn't fit after all.
    mutating func dropLast() {
        guard let last = entries.popLast() else { return }
        digits.removeLast(digits.count - last.start)
    }

    /// Permutes every marked run.
    mutating func permute(_ permutation: DigitPermutation, _ direction: CipherDirection) {
        let starts = self.starts
        var span = digits.mutableSpan
        permutation.transform(&span, starts, direction)
    }

    /// Puts an entry's digits back to the digit positions of its cell.
    func write(_ entry: Entry, to bytes: inout MutableSpan<UInt8>, in range: Range<Int>) {
        precondition(range.upperBound <= bytes.count && entry.start + entry.count <= digits.count)
        unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe digits.withUnsafeBufferPointer { digits in
                var next = entry.start
                for index in range where unsafe bytes[index].isDigit {
                    unsafe bytes[index] = digits[next]
                    next &+= 1
                }
            }
        }
    }

    /// The Luhn sum (ISO/IEC 7812-1, annex B) of an entry modulo ten; 0 for a valid number.
    func luhnRemainder(_ entry: Entry) -> UInt8 {
        let digits = digits.span.extracting(entry.start..<entry.start + entry.count)
        // Why: with one more digit behind, the last one's weight and all before it change places.
        var (sum, shifted) = (0, 0)
        for index in digits.indices {
            let digit = Int(digits[index]) - 48
            let doubled = 2 * digit - (digit > 4 ? 9 : 0)
            (sum, shifted) = (shifted + digit, sum + doubled)
        }
        return UInt8(sum % 10)
    }
}

extension UInt8 {
    /// Printable ASCII that is neither letter nor digit.
    var isTemplateSeparator: Bool { self >= 0x20 && self < 0x7F && !isLetter && !isDigit }
}
