extension IdentifierScheme {
    /// Control letters of the Spanish numbers, by remainder (Real Decreto 1553/2005).
    private static let spanishLetters: StaticString = "TRWAGMYFPDXBNJZSQVHLCKE"
    private static let finnishCheck: StaticString = "0123456789ABCDEFHJKLMNPRSTUVWXY"
    private static let checkOrX: StaticString = "0123456789X"

    var westernEurope: [[IdentifierField]]? {
        let letterCheck = IdentifierField.check(IdentifierField.alphabet, 1)
        switch self {
        case .ukNINO:
            return [[.letters(2), .digits(6), .characters("ABCD", 1)]]
        case .ukNHS, .portugueseNIF, .dutchBSN, .polishNIP: return [[.digits(ninePlus), .check]]
        case .irishPPS:
            return [[.digits(7), letterCheck], [.digits(7), letterCheck, .characters("ABHW", 1)]]
        case .germanTaxId, .croatianOIB: return [[.digits(10), .check]]
        case .frenchNIR: return Self.nir
        case .spanishDNI: return [[.digits(8), .check(Self.spanishLetters, 1)]]
        case .spanishNIE:
            return [[.characters("XYZ", 1), .digits(7), .check(Self.spanishLetters, 1)]]
        case .italianCodiceFiscale: return Self.codiceFiscale
        case .belgianNN:
            let check = IdentifierField.check(IdentifierField.decimals, 2)
            let date = dated(.yearFirst, months: [0, 20, 40])
            return [[.date(date), .digits(3), check], [.digits(9), check]]
        case .swissAHV: return [[.choice(["756"]), .digits(9), .check]]
        case .austrianSVNR:
            return [
                [.digits(3), .check, .date(.dayFirst)],
                [.digits(3), .check, .range(1...31, 2), .range(1...15, 2), .digits(2)],
            ]
        default: return nil
        }
    }

    /// Digits before the check digit of the numbers that are nothing else.
    private var ninePlus: Int { self == .ukNHS || self == .polishNIP ? 9 : 8 }

    private static var codiceFiscale: [[IdentifierField]] {
        let months = IdentifierField.characters("ABCDEHLMPRST", 1)
        let days = (Array(1...31) + Array(41...71)).map { IdentifierField.padded($0, 2) }
        let check = IdentifierField.check(IdentifierField.alphabet, 1)
        let places = { IdentifierField.sameClass(letters: IdentifierField.alphabet, $0) }
        return [
            [.letters(6), .digits(2), months, .choice(days), .letters(1), .digits(3), check],
            [.letters(6), places(2), months, places(2), .letters(1), places(3), check],
        ]
    }

    private static var nir: [[IdentifierField]] {
        let check = IdentifierField.check(IdentifierField.decimals, 2)
        let sexes = IdentifierField.characters("123478", 1)
        return [
            [
                .characters("12", 1), .digits(2), .range(1...12, 2), .choice(departments),
                .digits(6), check,
            ],
            [sexes, .digits(4), .choice(["2A", "2B"]), .digits(6), check],
            [sexes, .digits(12), check],
        ]
    }

    /// Mainland departments; Corsica as A and B; overseas.
    private static let departments =
        (1...95).filter { $0 != 20 }.map { IdentifierField.padded($0, 2) } + ["2A", "2B"]
        + (97...99).map(String.init)

    var rest: [[IdentifierField]] { nordicEastern ?? asiaPacific }

    private var nordicEastern: [[IdentifierField]]? {
        switch self {
        case .polishPESEL:
            return [[.date(dated(.yearFirst, months: [0, 20, 40, 60, 80])), .digits(4), .check]]
        case .czechRC:
            return [[.date(dated(.yearFirst, months: [0, 50, 20, 70])), .digits(3), .check]]
        case .swedishPersonnummer:
            let short = dated(.yearFirst, days: [0, 60])
            let long = dated(.longYearFirst, days: [0, 60])
            return [short, long].map { [.date($0), .digits(3), .check] }
        case .danishCPR: return [[.date(.dayFirst), .digits(4)]]
        case .norwegianFNR:
            return [
                [
                    .date(dated(.dayFirst, months: [0, 40], days: [0, 40])), .digits(3),
                    .check(IdentifierField.decimals, 2),
                ]
            ]
        case .finnishHETU:
            let check = IdentifierField.check(Self.finnishCheck, 1)
            return [
                [.date(.dayFirst), .digits(3), check],
                [.date(.dayFirst), .kept(1), .digits(3), check],
            ]
        case .romanianCNP:
            return [
                [
                    .characters("123456789", 1), .date(.yearFirst), .range(1...52, 2), .digits(3),
                    .check,
                ]
            ]
        case .turkishTCKN:
            return [[.digits(9), .check(IdentifierField.decimals, 2)]]
        default: return nil
        }
    }

    func dated(
        _ date: IdentifierDate, months: [Int] = [0], days: [Int] = [0]
    ) -> IdentifierDate {
        var date = date
        (date.monthOffsets, date.dayOffsets) = (months, days)
        return date
    }

    private var asiaPacific: [[IdentifierField]] {
        switch self {
        case .indianAadhaar: [[.characters("23456789", 1), .digits(10), .check]]
        case .indianPAN:
            [[.letters(3), .characters("ABCFGHJLPTEK", 1), .letters(1), .digits(4), .letters(1)]]
        case .chineseId: Self.residentId
        case .japaneseMyNumber: [[.digits(11), .check]]
        case .koreanRRN: [[.date(.yearFirst), .digits(6), .check]]
        case .singaporeNRIC:
            [[.characters("STFGM", 1), .digits(7), .check(IdentifierField.alphabet, 1)]]
        case .thaiId: [[.digits(12), .check]]
        case .israeliId: [[.digits(8), .check]]
        case .southAfricanId: [[.date(.yearFirst), .digits(6), .check]]
        case .australianTFN: [7, 8].map { [.digits($0), .check] }
        case .australianMedicare:
            [1, 2].map {
                [.characters("23456", 1), .digits(7), .check, .digits($0)]
            }
        default: [7, 8].map { [.digits($0), .check] }
        }
    }

    private static var residentId: [[IdentifierField]] {
        var date = IdentifierDate.longYearFirst
        date.years = 1850...2100
        let rest: [IdentifierField] = [.digits(3), .check(checkOrX, 1)]
        return [
            [.choice(chineseProvinces), .digits(4), .date(.longYearFirst)] + rest,
            [.range(11...82, 2), .digits(4), .date(date)] + rest,
        ]
    }

    /// Province codes of GB/T 2260.
    private static let chineseProvinces = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51,
        52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
    ].map(String.init)
}
