extension Validator {
    /// Checks of cards, accounts and securities; `nil` when the validator isn't one of these.
    func checkFinancial(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .luhn: Self.isLuhn(cell)
        case .verhoeff: Self.isVerhoeff(cell)
        case .card: Self.isCard(cell)
        case .iban: Self.isIBAN(cell)
        case .aba: Self.isABA(cell)
        case .polishAccount: Self.isPolishAccount(cell)
        case .czechAccount: Self.isCzechAccount(cell)
        default: nil
        }
    }

    private static func isLuhn(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 8...24) else { return false }
        return !text.isRepdigit && text.hasLuhn(0..<text.count)
    }

    private static func isVerhoeff(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 6...24) else { return false }
        return !text.isRepdigit && text.hasVerhoeff(0..<text.count)
    }

    /// Issuer range and length (ISO/IEC 7812, ranges as published by the networks), then Luhn.
    private static func isCard(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 12...19),
            isIssued(prefix: text.number(0..<6), length: text.count)
        else { return false }
        return text.hasLuhn(0..<text.count)
    }

    /// Whether a network issues numbers of this length under this six-digit prefix.
    private static func isIssued(prefix: Int, length: Int) -> Bool {
        switch prefix {
        case 400_000...499_999: length == 16 || length == 13 || length == 19  // Visa
        case 510_000...559_999, 222_100...272_099: length == 16  // Mastercard
        case 340_000...349_999, 370_000...379_999: length == 15  // American Express
        case 300_000...305_999, 309_500...309_599, 360_000...369_999, 380_000...399_999:
            length == 14 || length == 16  // Diners Club
        case 601_100...601_199, 644_000...659_999: length == 16 || length == 19  // Discover
        case 352_800...358_999: length == 16 || length == 19  // JCB
        case 620_000...629_999, 810_000...817_199: length >= 16  // UnionPay
        case 220_000...220_499: length >= 16  // Mir
        case 606_282, 636_297, 636_368, 979_200...979_289: length == 16  // Hipercard, Elo, Troy
        case 500_000...509_999, 560_000...589_999, 639_000...639_099, 670_000...679_999:
            length == 12 || length == 16 || length >= 18  // Maestro, Elo, RuPay
        case 600_000...601_099, 601_200...604_999, 607_000...608_999, 630_400...630_499:
            length == 16  // RuPay, Maestro
        default: false
        }
    }

    /// ISO 13616: the country's length and the ISO 7064 MOD 97-10 check.
    private static func isIBAN(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 15...34), text.isLetters(0..<2),
            text.isDigits(2..<4),
            CountryTable.ibanLength(text[0], text[1]) == text.count
        else { return false }
        let account = text.remainder(4..<text.count, by: 97)
        return text.remainder(0..<4, by: 97, after: account) == 1
    }

    /// US routing number: prefix ranges of the Federal Reserve and weights 3, 7, 1 modulo 10.
    private static func isABA(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 9) else { return false }
        switch text.number(0..<2) {
        case 1...12, 21...32, 61...72, 80: break
        default: return false
        }
        return text.weightedSum([3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 == 0
    }

    /// Polish NRB: the IBAN without its country.
    private static func isPolishAccount(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 26) else { return false }
        let country = 2_521  // PL
        let account = text.remainder(2..<26, by: 97) * 10_000 + country
        return text.remainder(0..<2, by: 97, after: account % 97) == 1
    }

    /// Czech and Slovak accounts, `prefix-number/bank`: each part balances modulo 11 (Czech
    /// National Bank, decree 169/2011).
    private static func isCzechAccount(_ cell: Span<UInt8>) -> Bool {
        var (parts, digits) = (InlineArray<3, Int>(repeating: 0), InlineArray<3, Int>(repeating: 0))
        var part = 1
        for index in cell.indices {
            switch cell[index] {
            case 45 where part == 1 && digits[0] == 0 && digits[1] > 0:
                (parts[0], digits[0]) = (parts[1], digits[1])
                (parts[1], digits[1]) = (0, 0)
            case 47 where part == 1: part = 2
            case let byte where byte.isDigit && digits[part] < 10:
                parts[part] = parts[part] * 10 + Int(byte - 48)
                digits[part] += 1
            default: return false
            }
        }
        return digits[0] <= 6 && digits[1] >= 2 && digits[2] == 4 && parts[1] > 0
            && isBalanced(parts[0]) && isBalanced(parts[1])
    }

    /// Weights 1, 2, 4, 8, 5, 10, 9, 7, 3, 6 from the right.
    private static func isBalanced(_ number: Int) -> Bool {
        var (rest, weight, sum) = (number, 1, 0)
        while rest > 0 {
            sum += rest % 10 * weight
            weight = weight * 2 % 11
            rest /= 10
        }
        return sum % 11 == 0
    }
}
