/// Facts by ISO 3166-1 alpha-2 country code.
enum CountryTable {
    /// Registered IBAN length of a country (SWIFT IBAN registry, release 99), 0 for none.
    static func ibanLength(_ first: UInt8, _ second: UInt8) -> Int {
        var (least, end) = (0, ibanLengths.utf8CodeUnitCount / 4)
        while least < end {
            let middle = (least + end) / 2
            let place = middle * 4
            let (one, two) = (ibanLengths.byte(place), ibanLengths.byte(place + 1))
            if (one, two) == (first, second) {
                return Int(ibanLengths.byte(place + 2) - 48) * 10
                    + Int(ibanLengths.byte(place + 3) - 48)
            }
            if (one, two) < (first, second) { least = middle + 1 } else { end = middle }
        }
        return 0
    }

    /// Country and length, four characters each, in order.
    private static let ibanLengths: StaticString = """
        AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29\
        ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20\
        LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29\
        PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20\
        YE30
        """

    /// Whether ISO 3166-1 assigns the two upper-case letters, or Kosovo uses them.
    static func isCountry(_ first: UInt8, _ second: UInt8) -> Bool {
        for index in stride(from: 0, to: codes.utf8CodeUnitCount, by: 2)
        where codes.byte(index) == first && codes.byte(index + 1) == second { return true }
        return false
    }

    private static let codes: StaticString = """
        ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCI\
        CKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQ\
        GRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLS\
        LTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPG\
        PHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTK\
        TLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW
        """
}
