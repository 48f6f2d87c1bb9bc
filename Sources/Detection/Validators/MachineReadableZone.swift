/// The machine readable zone of a travel document (ICAO 9303 parts 4 to 6), lines broken or not.
///
/// The second line of a passport or visa alone is one as well: it holds all check digits.
struct MachineReadableZone {
    private var storage = InlineArray<90, UInt8>(repeating: 0)
    private var count = 0

    /// Fails when the cell holds anything but capitals, digits, `<` and line breaks.
    init?(_ cell: Span<UInt8>) {
        guard cell.count >= 36, cell.count <= 96 else { return nil }
        for index in cell.indices {
            let byte = cell[index]
            if byte == 10 || byte == 13 || byte == 32 { continue }
            guard byte.isUpper || byte.isDigit || byte == 60, count < 90 else { return nil }
            storage[count] = byte
            count += 1
        }
    }

    /// Whether the check digits of number, birth and expiry and the one over all hold.
    var isValid: Bool {
        switch count {
        case 88: holdsLine(at: 44, length: 44)
        case 72: holdsLine(at: 36, length: 36)
        case 44: holdsLine(at: 0, length: 44)
        case 36: holdsLine(at: 0, length: 36)
        case 90: holdsCard
        default: false
        }
    }

    /// The second line of a TD3 or TD2 document.
    private func holdsLine(at start: Int, length: Int) -> Bool {
        guard holds(start..<start + 9), holds(start + 13..<start + 19),
            holds(start + 21..<start + 27)
        else { return false }
        // Visas use the last place for data and have no check over all.
        if count > length && storage[0] == 86 { return true }
        let last = start + length - 1
        var sum = 0
        var place = 0
        add(start..<start + 10, to: &sum, place: &place)
        add(start + 13..<start + 20, to: &sum, place: &place)
        add(start + 21..<last, to: &sum, place: &place)
        return sum % 10 == value(last)
    }

    /// The three lines of a TD1 card.
    private var holdsCard: Bool {
        guard holds(5..<14) || storage[14] == 60, holds(30..<36), holds(38..<44) else {
            return false
        }
        var sum = 0
        var place = 0
        add(5..<30, to: &sum, place: &place)
        add(30..<37, to: &sum, place: &place)
        add(38..<45, to: &sum, place: &place)
        add(48..<59, to: &sum, place: &place)
        return sum % 10 == value(59)
    }

    /// Whether the digit behind `range` is its check digit.
    private func holds(_ range: Range<Int>) -> Bool {
        var sum = 0
        var place = 0
        add(range, to: &sum, place: &place)
        return storage[range.upperBound].isDigit && sum % 10 == value(range.upperBound)
    }

    private func add(_ range: Range<Int>, to sum: inout Int, place: inout Int) {
        let weights: InlineArray<3, Int> = [7, 3, 1]
        for index in range {
            sum += weights[place % 3] * value(index)
            place += 1
        }
    }

    /// 0…9, letters as 10…35, the filler as 0.
    private func value(_ index: Int) -> Int {
        let byte = Int(storage[index])
        return byte < 60 ? byte - 48 : byte == 60 ? 0 : byte - 55
    }
}
