/// A value added tax number with its country prefix, by the check of that country.
///
/// Checks as in the European Commission's description of VIES and the national ones it names.
struct EuropeanVATNumber {
    private let country: (UInt8, UInt8)
    private let text: IdentifierText

    /// Fails unless two letters and two to thirteen letters and digits follow each other.
    init?(_ cell: Span<UInt8>) {
        guard let whole = IdentifierText(cell, length: 4...15), whole.isLetters(0..<2) else {
            return nil
        }
        country = (whole[0], whole[1])
        text = whole.dropping(2)
    }

    /// Whether the country has such numbers and this one's check holds.
    var isValid: Bool {
        if let answer = checkByWeights { return answer }
        return checkByIdentity ?? checkBySpecialRule ?? false
    }

    private func isOf(_ code: StaticString) -> Bool {
        code.byte(0) == country.0 && code.byte(1) == country.1
    }

    /// Countries whose check is one weighted sum over digits alone.
    private var checkByWeights: Bool? {
        if isOf("DK") { return balances([2, 7, 6, 5, 4, 3, 2, 1], 11) }
        if isOf("FI") { return balances([7, 9, 10, 5, 8, 4, 2, 1], 11) }
        if isOf("EE") { return balances([3, 7, 1, 3, 7, 1, 3, 7, 1], 10) }
        if isOf("HU") { return balances([9, 7, 3, 1, 9, 7, 3, 1], 10) }
        if isOf("MT") { return balances([3, 4, 6, 7, 8, 9, 10, 1], 37) }
        if isOf("SI") {
            return hasDigits(8) && text.hasComplement([8, 7, 6, 5, 4, 3, 2], modulus: 11, ten: 0)
        }
        if isOf("DE") { return hasDigits(9) && text.digit(0) != 0 && text.hasMod11And10(0..<9) }
        if isOf("IT") { return hasDigits(11) && text.hasLuhn(0..<11) }
        if isOf("SE") { return hasDigits(12) && text.hasLuhn(0..<10) }
        if isOf("SK") { return hasDigits(10) && text.number(0..<10) % 11 == 0 }
        if isOf("LU") { return hasDigits(8) && text.number(0..<6) % 89 == text.number(6..<8) }
        if isOf("BE") {
            return hasDigits(10) && text.digit(0) < 2
                && 97 - text.number(0..<8) % 97 == text.number(8..<10)
        }
        return nil
    }

    /// Countries whose number is an identifier that has a validator of its own.
    private var checkByIdentity: Bool? {
        if isOf("EL") { return text.passes(.greekAFM) }
        if isOf("ES") {
            return text.passes(.spanishCIF) || text.passes(.spanishDNI) || text.passes(.spanishNIE)
        }
        if isOf("HR") { return text.passes(.croatianOIB) }
        if isOf("IE") { return text.passes(.irishPPS) }
        if isOf("PL") { return text.passes(.polishNIP) }
        if isOf("PT") { return text.passes(.portugueseNIF) }
        return nil
    }

    private var checkBySpecialRule: Bool? {
        if isOf("AT") { return isAustrian }
        if isOf("BG") { return isBulgarian }
        if isOf("CY") { return isCypriot }
        if isOf("CZ") { return isCzech }
        if isOf("FR") { return isFrench }
        if isOf("LT") { return isLithuanian }
        if isOf("LV") { return isLatvian }
        if isOf("NL") { return isDutch }
        if isOf("RO") { return isRomanian }
        if isOf("GB") || isOf("XI") { return isBritish }
        return nil
    }

    private func hasDigits(_ length: Int) -> Bool {
        text.count == length && text.isDigits(0..<length) && !text.isRepdigit
    }

    private func balances<let n: Int>(_ weights: InlineArray<n, Int>, _ modulus: Int) -> Bool {
        hasDigits(n) && text.balances(weights, modulus: modulus)
    }

    /// U, seven digits with weights 1 and 2, check digit of the cross sum and 4.
    private var isAustrian: Bool {
        guard text.count == 9, text[0] == 85, text.isDigits(1..<9) else { return false }
        return (10 - (text.luhnSum(1..<8) + 4) % 10) % 10 == text.digit(8)
    }

    /// Nine digits with weights 1…8, then 3…10; ten are a person's EGN or another's.
    private var isBulgarian: Bool {
        if hasDigits(10) {
            return text.passes(.bulgarianEGN)
                || text.hasRest([21, 19, 17, 13, 11, 9, 7, 3, 1], modulus: 10)
                || text.hasComplement([4, 3, 2, 7, 6, 5, 4, 3, 2], modulus: 11)
        }
        guard hasDigits(9) else { return false }
        if text.weightedSum([1, 2, 3, 4, 5, 6, 7, 8]) % 11 != 10 {
            return text.hasRest([1, 2, 3, 4, 5, 6, 7, 8], modulus: 11)
        }
        return text.hasRest([3, 4, 5, 6, 7, 8, 9, 10], modulus: 11, ten: 0)
    }

    /// Eight digits, every second one translated, letter modulo 26.
    private var isCypriot: Bool {
        guard text.count == 9, text.isDigits(0..<8), text.isLetters(8..<9) else { return false }
        let odd: InlineArray<10, Int> = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21]
        var sum = 0
        for index in 0..<8 {
            sum += index % 2 == 0 ? odd[text.digit(index)] : text.digit(index)
        }
        return sum % 26 == text.value(8) - 10
    }

    /// Eight digits for companies; a person's birth number.
    private var isCzech: Bool {
        guard hasDigits(8) else { return text.passes(.czechRC) }
        let check = (11 - text.weightedSum([8, 7, 6, 5, 4, 3, 2]) % 11) % 11
        return (check == 0 ? 1 : check % 10) == text.digit(7)
    }

    /// Key and SIREN; a key of digits is their rest modulo 97.
    private var isFrench: Bool {
        guard text.count == 11, text.isDigits(2..<11), text.hasLuhn(2..<11) else { return false }
        guard text.isDigits(0..<2) else { return true }
        return (text.number(2..<11) * 100 + 12) % 97 == text.number(0..<2)
    }

    /// Nine digits, or twelve for those registered for a time; two passes modulo 11.
    private var isLithuanian: Bool {
        guard hasDigits(9) || hasDigits(12) else { return false }
        let last = text.count - 1
        var first = 0
        var second = 0
        for index in 0..<last {
            first += text.digit(index) * (1 + index % 9)
            second += text.digit(index) * (1 + (index + 2) % 9)
        }
        let rest = first % 11
        return (rest == 10 ? second % 11 % 10 : rest) == text.digit(last)
    }

    /// Companies begin above 3 and leave 3 modulo 11; people have their code.
    private var isLatvian: Bool {
        guard hasDigits(11) else { return false }
        guard text.digit(0) > 3 else { return text.passes(.latvianPK) }
        return text.weightedSum([9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 == 3
    }

    /// BSN, B and two digits, or MOD 97-10 over all with NL in front (since 2020).
    private var isDutch: Bool {
        guard text.count == 12, text.isDigits(0..<9), text[9] == 66, text.isDigits(10..<12) else {
            return false
        }
        let isEleven = text.weightedSum([9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0
        // N L are 23 and 21.
        return isEleven || text.remainder(0..<12, by: 97, after: 2321 % 97) == 1
    }

    /// Two to ten digits, weights 7 5 3 2 1 7 5 3 2 from the right, ten times modulo 11.
    private var isRomanian: Bool {
        guard (2...10).contains(text.count), hasDigits(text.count) else { return false }
        let weights: InlineArray<9, Int> = [2, 3, 5, 7, 1, 2, 3, 5, 7]
        let last = text.count - 1
        var sum = 0
        for index in 0..<last { sum += weights[last - 1 - index] * text.digit(index) }
        return sum * 10 % 11 % 10 == text.digit(last)
    }

    /// Weights 8…2 and the last two digits modulo 97, since 2009 with 55 added.
    private var isBritish: Bool {
        guard hasDigits(9) || hasDigits(12) else { return false }
        let rest = (text.weightedSum([8, 7, 6, 5, 4, 3, 2]) + text.number(7..<9)) % 97
        return rest == 0 || rest == 42
    }
}
