/// Numbers printed on passports, identity cards and driving licences, where they carry a check.
extension Validator {
    /// `nil` when the validator isn't one of these.
    func checkDocuments(_ cell: Span<UInt8>) -> Bool? {
        switch self {
        case .machineReadableZone: MachineReadableZone(cell)?.isValid ?? false
        case .germanDocument: Self.isGermanDocument(cell)
        case .germanDrivingLicence: Self.isGermanDrivingLicence(cell)
        case .polishIdCard: Self.isPolishIdCard(cell)
        case .polishPassport: Self.isPolishPassport(cell)
        case .japaneseDrivingLicence: Self.isJapaneseDrivingLicence(cell)
        default: nil
        }
    }

    /// Nine characters without vowels and their ICAO 9303 check digit; a letter first.
    private static func isGermanDocument(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 10...10), text.isLetters(0..<1),
            text.isDigits(9..<10)
        else { return false }
        let letters: StaticString = "CFGHJKLMNPRTVWXYZ"
        for index in 0..<9 where !text[index].isDigit && !letters.contains(text[index]) {
            return false
        }
        return text.machineReadableSum(0..<9) == text.digit(9)
    }

    /// Authority, serial, check character with weights 9…1 modulo 11, copy (FeV annex 8).
    private static func isGermanDrivingLicence(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 11...11), text.isDigits(1..<3) else {
            return false
        }
        let rest = text.weightedValues([9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11
        return text[9] == (rest == 10 ? 88 : UInt8(48 + rest))
    }

    /// Three letters, check digit, five digits; weights 7 3 1, the check digit's 9.
    private static func isPolishIdCard(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...9), text.isLetters(0..<3),
            text.isDigits(3..<9)
        else { return false }
        return text.weightedValues([7, 3, 1, 9, 7, 3, 1, 7, 3]) % 10 == 0
    }

    /// Two letters, check digit, six digits; weights as on the identity card.
    private static func isPolishPassport(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 9...9), text.isLetters(0..<2),
            text.isDigits(2..<9)
        else { return false }
        return text.weightedValues([7, 3, 9, 1, 7, 3, 1, 7, 3]) % 10 == 0
    }

    /// Prefecture, year, serial, check digit modulo 11, times reissued.
    private static func isJapaneseDrivingLicence(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(digits: cell, length: 12), text.digit(0) != 0 else {
            return false
        }
        let rest = text.weightedSum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11
        return (11 - rest) % 10 == text.digit(10)
    }
}
