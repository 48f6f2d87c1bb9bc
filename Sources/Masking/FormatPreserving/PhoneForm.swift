/// How a telephone number is written: what of its digits stays and by which plan the rest goes.
struct PhoneForm {
    /// E.164 allows fifteen digits; a leading 00 makes it seventeen.
    private static let digitLimits = 5...17
    private static let extensionLimit = 6

    /// Two digits name the area, more or less, in most countries.
    private static let areaLength = 2

    /// Leading digits that stay: country code, international prefix, trunk zeros.
    let kept: Int
    /// Digits behind them that stay because they name the area; North America's don't count.
    let areaCount: Int
    /// Those, for the template.
    private let area: ArraySlice<UInt8>
    let isNorthAmerican: Bool
    /// Digits at the end that belong to an extension.
    let extensionCount: Int
    /// The country code, empty for a number in national form.
    private let country: ArraySlice<UInt8>
    /// Trunk zeros in front of the number, or what a spreadsheet padded it with.
    private let zeroCount: Int
    private let digitCount: Int

    /// `nil` for what isn't written like a telephone number.
    init?(_ cell: Span<UInt8>, digits: ArraySlice<UInt8>, keepsArea: Bool = false) {
        guard let extensionCount = Self.extensionDigits(cell) else { return nil }
        let number = digits.dropLast(extensionCount)
        guard Self.digitLimits.contains(number.count), extensionCount <= Self.extensionLimit else {
            return nil
        }
        self.extensionCount = extensionCount
        digitCount = number.count
        let isPlus =
            cell.count > 1 && (cell[0] == UInt8(ascii: "+") || cell[1] == UInt8(ascii: "+"))
        let prefix = isPlus ? 0 : 2
        let isInternational =
            isPlus || number.starts(with: [48, 48]) && number.dropFirst(2).first != 48
        if isInternational {
            guard number.dropFirst(prefix).first != 48 else { return nil }
            let code = Self.countryCodeCount(number.dropFirst(prefix))
            country = number.dropFirst(prefix).prefix(code)
            let subscriber = number.dropFirst(prefix + code)
            isNorthAmerican =
                country.elementsEqual([UInt8(ascii: "1")])
                && NorthAmericanNumber.rank(of: subscriber) != nil
            zeroCount = subscriber.prefix { $0 == 48 }.count
            kept = prefix + code + zeroCount
        } else {
            country = []
            let isLong = number.count == 11 && number.first == UInt8(ascii: "1")
            isNorthAmerican =
                NorthAmericanNumber.rank(of: isLong ? number.dropFirst() : number) != nil
            zeroCount = number.prefix { $0 == 48 }.count
            kept = isNorthAmerican && isLong ? 1 : zeroCount
        }
        guard digitCount - kept >= 2 else { return nil }
        let isPlain = isNorthAmerican || !keepsArea
        areaCount = isPlain ? 0 : min(Self.areaLength, digitCount - kept - 2)
        area = number.dropFirst(kept).prefix(areaCount)
    }

    /// The digits to permute, `8` for one that is never 0, behind the country code in letters and
    /// the digits kept in front, which the ranking leaves out.
    var template: [UInt8] {
        let plan = country.map { $0 - 48 + UInt8(ascii: "a") }
        let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: zeroCount)
        let nine = UInt8(ascii: "9")
        let count = digitCount - kept - areaCount
        guard areaCount == 0 else {
            let name = [UInt8(ascii: "-")] + area.map { $0 - 48 + UInt8(ascii: "a") }
            return plan + zeros + name + [UInt8](repeating: nine, count: count)
        }
        return plan + zeros + [nine - 1] + [UInt8](repeating: nine, count: count - 1)
    }

    /// Whether a permuted number of this form could be taken for a North American one.
    var mayTurnNorthAmerican: Bool {
        let count = digitCount - kept
        guard zeroCount == 0 else { return false }
        if country.isEmpty { return count == 10 || count == 11 }
        return country.elementsEqual([UInt8(ascii: "1")]) && count == 10
    }

    /// Checks the characters and counts the digits after `x` or `ext`; `nil` for other text.
    private static func extensionDigits(_ cell: Span<UInt8>) -> Int? {
        var count: Int?
        var word: [UInt8] = []
        for index in cell.indices {
            let byte = cell[index]
            if byte.isLetter {
                guard count == nil || count == 0 else { return nil }
                count = 0
                word.append(byte | 0x20)
            } else if byte.isDigit {
                if let known = count { count = known + 1 }
            } else if byte == UInt8(ascii: "+") {
                guard index == 0 || index == 1 && cell[0] == UInt8(ascii: "(") else { return nil }
            } else if !" -./()#".utf8.contains(byte) {
                return nil
            }
        }
        if let count {
            let words = ["x", "ext", "extension"].map { Array($0.utf8) }
            return count > 0 && words.contains(word) ? count : nil
        }
        return 0
    }

    /// One to three digits by the first two (ITU-T E.164 list of assigned country codes).
    private static func countryCodeCount(_ digits: ArraySlice<UInt8>) -> Int {
        let first = Int(digits.first ?? 48) - 48
        let second = Int(digits.dropFirst().first ?? 48) - 48
        switch first * 10 + second {
        case 10...19, 70...79: return 1
        case 20, 27, 28, 30...34, 36, 39, 40, 41, 43...49, 51...58, 60...66: return 2
        case 81...84, 86, 89...95, 98: return 2
        default: return 3
        }
    }
}
