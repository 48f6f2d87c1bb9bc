/// Numbers of parcels.
extension Validator {
    /// UPS (`1Z`), the postal unions' S10 (`RB123456785GB`) and the USPS's twenty or twenty-two
    /// digits, each with its check digit.
    static func isParcel(_ cell: Span<UInt8>) -> Bool {
        guard let text = IdentifierText(cell, length: 13...22) else { return false }
        return switch text.count {
        case 13: isPostalItem(text)
        case 18: text.matches("1Z") && isUPS(text)
        case 20, 22:
            text.isDigits(0..<text.count) && !text.isRepdigit && text.hasGS1(0..<text.count)
        default: false
        }
    }

    /// UPU S10: two letters, eight digits, a check digit modulo 11, the country.
    private static func isPostalItem(_ text: IdentifierText) -> Bool {
        guard text.isLetters(0..<2), text.isDigits(2..<11), text.isLetters(11..<13) else {
            return false
        }
        let check = 11 - text.weightedSum([8, 6, 4, 2, 3, 5, 9, 7], from: 2) % 11
        return text.digit(10) == (check == 10 ? 0 : check == 11 ? 5 : check)
    }

    /// Characters after `1Z`, letters from A as 2, every second one doubled, modulo 10.
    private static func isUPS(_ text: IdentifierText) -> Bool {
        guard text.isDigits(17..<18) else { return false }
        var sum = 0
        for index in 2..<17 {
            let value = text.value(index)
            let digit = value < 10 ? value : (value - 8) % 10
            sum += index % 2 == 0 ? digit : 2 * digit
        }
        return (10 - sum % 10) % 10 == text.digit(17)
    }
}
