/// Facts by ISO 3166-1 alpha-2 country code.
enum CountryTable {
    /// Registered IBAN length of a country (SWIFT IBAN registry, release 99), 0 for none.
    static func ibanLength(_ first: UInt8, _ second: UInt8) -> Int {
        let code = UInt16(first) << 8 | UInt16(second)
        var index = 0
        return ibanLengths.withUTF8Buffer { table in
            while index < table.count {
                if unsafe UInt16(table[index]) << 8 | UInt16(table[index + 1]) == code {
                    return unsafe Int(table[index + 2] - 48) * 10 + Int(table[index + 3] - 48)
                }
                index += 4
            }
            return 0
        }
    }

    /// Country and length, four characters each.
    private static let ibanLengths: StaticString = """
        AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29\
        ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20\
        LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29\
        PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20\
        YE30
        """
}
