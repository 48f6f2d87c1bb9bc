extension Validator {
    /// Checks of securities, banks and local accounts; `nil` when the validator isn't one of these.
    func checkSecurities(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .bic: Self.isBIC(cell)
        case .lei: Self.isLEI(cell)
        case .isin: Self.isISIN(cell)
        case .cusip: Self.isCUSIP(cell)
        case .sedol: Self.isSEDOL(cell)
        case .mexicanCLABE: Self.isCLABE(cell)
        case .argentineCBU: Self.isCBU(cell)
        case .spanishCCC: Self.isCCC(cell)
        case .portugueseNIB: Self.isNIB(cell)
        case .indianIFSC: Self.isIFSC(cell)
        case .belgianAccount: Self.isBelgianAccount(cell)
        case .swissReference: Self.isSwissReference(cell)
        default: nil
        }
    }

    /// ISO 9362: four letters, a country, two and optionally three letters or digits.
    private static func isBIC(_ cell: Span<UInt8>) -> Bool {
        guard cell.count == 8 || cell.count == 11,
            let text = IdentifierText(cell, length: 8...11), text.count == cell.count,
            text.isLetters(0..<6)
        else { return false }
        return CountryTable.isCountry(text[4], text[5])
    }

    /// ISO 17442: 18 characters, then ISO 7064 MOD 97-10.
    private static func isLEI(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 20...20), text.isDigits(18..<20) else {
            return false
        }
        return text.remainder(0..<20, by: 97) == 1
    }

    /// ISO 6166: country, nine characters, Luhn over the digits with letters as 10…35.
    private static func isISIN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 12...12), text.isLetters(0..<2),
            text.isDigits(11..<12),
            CountryTable.isCountry(text[0], text[1]) || text.matches("XS") || text.matches("EU")
        else { return false }
        return text.expandedLuhnSum(0..<12) % 10 == 0
    }

    /// ANSI X9.6: letters as 10…35, every second value doubled, digits summed.
    private static func isCUSIP(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...9), text.isDigits(0..<3),
            text.isDigits(8..<9)
        else { return false }
        var sum = 0
        for index in 0..<8 {
            let value = text.value(index) * (index % 2 == 0 ? 1 : 2)
            sum += value / 10 + value % 10
        }
        return (10 - sum % 10) % 10 == text.digit(8)
    }

    /// London Stock Exchange: no vowels, weights 1, 3, 1, 7, 3, 9, 1.
    private static func isSEDOL(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 7...7), text.isDigits(6..<7) else {
            return false
        }
        let weights: InlineArray<7, Int> = [1, 3, 1, 7, 3, 9, 1]
        var sum = 0
        for index in 0..<7 {
            switch text[index] {
            case 65, 69, 73, 79, 85: return false
            default: sum += weights[index] * text.value(index)
            }
        }
        return sum % 10 == 0
    }

    /// Mexican CLABE: weights 3, 7, 1 on each digit, modulo 10.
    private static func isCLABE(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 18), !text.isRepdigit else {
            return false
        }
        let weights: InlineArray<3, Int> = [3, 7, 1]
        var sum = 0
        for index in 0..<17 { sum += weights[index % 3] * text.digit(index) % 10 }
        return (10 - sum % 10) % 10 == text.digit(17)
    }

    /// Argentine CBU: two blocks, each with weights 7, 1, 3, 9 ending in 3 (Com. BCRA A 2532).
    private static func isCBU(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 22), !text.isRepdigit else {
            return false
        }
        let bank = text.weightedSum([7, 1, 3, 9, 7, 1, 3])
        let account = text.weightedSum([3, 9, 7, 1, 3, 9, 7, 1, 3, 9, 7, 1, 3], from: 8)
        return (10 - bank % 10) % 10 == text.digit(7)
            && (10 - account % 10) % 10 == text.digit(21)
    }

    /// Spanish account code: two digits modulo 11 over bank and account.
    private static func isCCC(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 20), !text.isRepdigit else {
            return false
        }
        let bank = 11 - text.weightedSum([4, 8, 5, 10, 9, 7, 3, 6]) % 11
        let account = 11 - text.weightedSum([1, 2, 4, 8, 5, 10, 9, 7, 3, 6], from: 10) % 11
        return (bank > 9 ? 11 - bank : bank) == text.digit(8)
            && (account > 9 ? 11 - account : account) == text.digit(9)
    }

    /// Portuguese NIB: ISO 7064 MOD 97-10.
    private static func isNIB(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 21) else { return false }
        return text.remainder(0..<21, by: 97) == 1
    }

    /// Belgian account or structured communication: ten digits modulo 97, 97 for no rest.
    private static func isBelgianAccount(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 12), !text.isRepdigit else {
            return false
        }
        let rest = text.number(0..<10) % 97
        return (rest == 0 ? 97 : rest) == text.number(10..<12)
    }

    /// Swiss payment slip reference: sixteen or twenty-seven digits, modulo 10 recursive.
    private static func isSwissReference(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 16...27),
            text.count == 16 || text.count == 27, !text.isRepdigit
        else { return false }
        let table: InlineArray<10, Int> = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]
        var carry = 0
        for index in 0..<text.count - 1 { carry = table[(carry + text.digit(index)) % 10] }
        return (10 - carry) % 10 == text.digit(text.count - 1)
    }

    /// Indian bank branch: four letters, a zero, six letters or digits (RBI).
    private static func isIFSC(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 11...11) else { return false }
        return text.isLetters(0..<4) && text[4] == 48
    }
}

extension IdentifierText {
    /// The Luhn sum of `range` with each letter written as its two digits 10…35.
    func expandedLuhnSum(_ range: Range<Int>) -> Int {
        var sum = 0
        var isDoubled = false
        func add(_ digit: Int) {
            sum += isDoubled ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit
            isDoubled.toggle()
        }
        for index in range.reversed() {
            let value = value(index)
            add(value % 10)
            if value > 9 { add(value / 10) }
        }
        return sum
    }
}
