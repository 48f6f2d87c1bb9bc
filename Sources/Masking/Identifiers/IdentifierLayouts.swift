extension IdentifierScheme {
    /// The ways these identifiers are written; of two of one length the first that a text has,
    /// which is the usual one, while the other takes what else is valid. What no layout says is
    /// left to `validator`: texts it refuses are walked by.
    var layouts: [[IdentifierField]] { americas ?? westernEurope ?? rest }

    /// Letters of vehicle numbers: all but I, O and Q (ISO 3779).
    private static let vehicleLetters: StaticString = "ABCDEFGHJKLMNPRSTUVWXYZ"
    /// Crockford's base 32.
    private static let crockford: StaticString = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    private static let medicareLetters: StaticString = "ACDEFGHJKMNPQRTUVWXY"
    private static let medicareAny: StaticString = "0123456789ACDEFGHJKMNPQRTUVWXY"
    private static let checkOrX: StaticString = "0123456789X"
    private static let checkOrK: StaticString = "0123456789K"

    private var americas: [[IdentifierField]]? {
        switch self {
        case .aba: [[.choice(Self.routingPrefixes), .digits(6), .check]]
        case .imei: [[.digits(14), .check]]
        case .vin:
            [
                [
                    .sameClass(letters: Self.vehicleLetters, 8), .check(Self.checkOrX, 1),
                    .sameClass(letters: Self.vehicleLetters, 8),
                ]
            ]
        case .bic:
            [[.letters(4), .kept(2), .sameClass(letters: IdentifierField.alphabet, 2)]]
                + [[.letters(4), .kept(2), .sameClass(letters: IdentifierField.alphabet, 5)]]
        case .ulid: [[.kept(1), .characters(Self.crockford, 25)]]
        case .usITIN: [[.kept(1), .digits(2), .choice(Self.itinGroups), .digits(4)]]
        case .usEIN: [[.choice(Self.einPrefixes), .digits(7)]]
        case .usNPI: [[.choice(["1", "2"]), .digits(8), .check]]
        case .usMBI: [Self.medicareBeneficiary]
        case .canadianSIN: [[.digits(8), .check]]
        case .mexicanCURP: [Self.curp, Self.looseCURP]
        case .brazilianCPF: [[.digits(9), .check(IdentifierField.decimals, 2)]]
        case .brazilianCNPJ: [[.digits(12), .check(IdentifierField.decimals, 2)]]
        case .argentineCUIT: [[.choice(Self.cuitKinds), .digits(8), .check]]
        case .chileanRUT: [7, 8].map { [.digits($0), .check(Self.checkOrK, 1)] }
        default: nil
        }
    }

    private static let routingPrefixes =
        [0...12, 21...32, 61...72, 80...80].joined().map { IdentifierField.padded($0, 2) }
    private static let itinGroups =
        [50...65, 70...88, 90...92, 94...99].joined().map { IdentifierField.padded($0, 2) }
    /// Prefixes that the Internal Revenue Service assigns.
    private static let einPrefixes =
        [1...6, 10...16, 20...27, 30...48, 50...68, 71...77, 80...88, 90...95, 98...99].joined()
        .map { IdentifierField.padded($0, 2) }
    private static let cuitKinds = ["20", "23", "24", "25", "26", "27", "30", "33", "34"]

    private static var medicareBeneficiary: [IdentifierField] {
        let letter = IdentifierField.characters(medicareLetters, 1)
        let any = IdentifierField.sameClass(letters: medicareLetters, 1)
        return [
            .characters("123456789", 1), letter, any, .digits(1), letter, any, .digits(1), letter,
            letter, .digits(2),
        ]
    }

    private static var curp: [IdentifierField] {
        let consonants: StaticString = "BCDFGHJKLMNPQRSTVWXYZ"
        return [
            .letters(1), .characters("AEIOUX", 1), .letters(2), .date(.yearFirst),
            .characters("HM", 1), .choice(mexicanStates), .characters(consonants, 3),
            .sameClass(letters: IdentifierField.alphabet, 1), .check,
        ]
    }

    /// What else the check takes.
    private static var looseCURP: [IdentifierField] {
        [
            .letters(4), .date(.yearFirst), .characters("HMX", 1), .letters(5),
            .sameClass(letters: IdentifierField.alphabet, 1), .check,
        ]
    }

    private static let mexicanStates = [
        "AS", "BC", "BS", "CC", "CL", "CM", "CS", "CH", "DF", "DG", "GT", "GR", "HG", "JC", "MC",
        "MN", "MS", "NT", "NL", "OC", "PL", "QT", "QR", "SP", "SL", "SR", "TC", "TS", "TL", "VZ",
        "YN", "ZS", "NE",
    ]
}
