/// The closed list of native checks that a rule may name: checksums, calendars, address syntax.
///
/// A check works on the bytes of one cell and never throws: what doesn't have the form is not
/// valid. Only those of cryptocurrencies allocate. `chanceRate` says what its consent is worth.
package enum Validator: String, CaseIterable, Sendable {
    // Check digits of no particular issuer.
    case luhn, verhoeff
    // Cards, accounts, securities.
    case card, iban, aba, bic, lei, isin, cusip, sedol
    case mexicanCLABE = "mx-clabe"
    case argentineCBU = "ar-cbu"
    case spanishCCC = "es-ccc"
    case portugueseNIB = "pt-nib"
    case indianIFSC = "in-ifsc"
    case belgianAccount = "be-account"
    case swissReference = "ch-reference"
    case polishAccount = "pl-account"
    case czechAccount = "cz-account"
    // Western and southern Europe.
    case dutchBSN = "nl-bsn"
    case spanishDNI = "es-dni"
    case spanishNIE = "es-nie"
    case spanishCIF = "es-cif"
    case portugueseNIF = "pt-nif"
    case italianCodiceFiscale = "it-codice-fiscale"
    case germanTaxId = "de-steuerid"
    case germanPension = "de-rvnr"
    case germanHealth = "de-kvnr"
    case frenchNIR = "fr-nir"
    case frenchSIREN = "fr-siren"
    case belgianNN = "be-nn"
    case irishPPS = "ie-pps"
    case austrianSVNR = "at-svnr"
    case swissAHV = "ch-ahv"
    case ukNHS = "uk-nhs"
    case ukNINO = "uk-nino"
    case ukUTR = "uk-utr"
    // Northern and eastern Europe.
    case swedishPersonnummer = "se-personnummer"
    case norwegianFNR = "no-fnr"
    case danishCPR = "dk-cpr"
    case finnishHETU = "fi-hetu"
    case icelandicKennitala = "is-kennitala"
    case estonianIK = "ee-ik"
    case polishPESEL = "pl-pesel"
    case polishNIP = "pl-nip"
    case czechRC = "cz-rc"
    case hungarianTAJ = "hu-taj"
    case romanianCNP = "ro-cnp"
    case bulgarianEGN = "bg-egn"
    case croatianOIB = "hr-oib"
    case slovenianEMSO = "si-emso"
    case greekAMKA = "gr-amka"
    case greekAFM = "gr-afm"
    case russianINN = "ru-inn"
    case russianSNILS = "ru-snils"
    case ukrainianRNOKPP = "ua-rnokpp"
    case turkishTCKN = "tr-tckn"
    case frenchTaxNumber = "fr-spi"
    case luxembourgNIN = "lu-nin"
    case spanishNUSS = "es-nuss"
    case portugueseCC = "pt-cc"
    case ukUPN = "uk-upn"
    case hungarianTaxId = "hu-tax"
    case latvianPK = "lv-pk"
    case europeanVAT = "eu-vat"
    // The Americas and Africa.
    case usSSN = "us-ssn"
    case usITIN = "us-itin"
    case usEIN = "us-ein"
    case usNPI = "us-npi"
    case usDEA = "us-dea"
    case usMBI = "us-mbi"
    case canadianSIN = "ca-sin"
    case brazilianCPF = "br-cpf"
    case brazilianCNPJ = "br-cnpj"
    case mexicanCURP = "mx-curp"
    case mexicanRFC = "mx-rfc"
    case argentineCUIT = "ar-cuit"
    case chileanRUT = "cl-rut"
    case colombianNIT = "co-nit"
    case peruvianRUC = "pe-ruc"
    case ecuadorianCI = "ec-ci"
    case uruguayanCI = "uy-ci"
    case southAfricanId = "za-id"
    case egyptianNID = "eg-nid"
    case paraguayanRUC = "py-ruc"
    case venezuelanRIF = "ve-rif"
    case brazilianCase = "br-cnj"
    case brazilianPIS = "br-pis"
    // Asia and the Pacific.
    case indianAadhaar = "in-aadhaar"
    case indianPAN = "in-pan"
    case indianGSTIN = "in-gstin"
    case chineseId = "cn-id"
    case hongKongId = "hk-id"
    case taiwaneseId = "tw-id"
    case japaneseMyNumber = "jp-my-number"
    case koreanRRN = "kr-rrn"
    case singaporeNRIC = "sg-nric"
    case malaysianNRIC = "my-nric"
    case thaiId = "th-id"
    case indonesianNIK = "id-nik"
    case israeliId = "il-id"
    case emiratesId = "ae-id"
    case saudiId = "sa-id"
    case australianTFN = "au-tfn"
    case australianABN = "au-abn"
    case australianACN = "au-acn"
    case australianMedicare = "au-medicare"
    case newZealandIRD = "nz-ird"
    case japaneseCorporate = "jp-corporate"
    case koreanFRN = "kr-frn"
    case koreanBRN = "kr-brn"
    case singaporeUEN = "sg-uen"
    case indianVoter = "in-voter"
    case sriLankanNIC = "lk-nic"
    // Travel documents and licences.
    case machineReadableZone = "mrz"
    case germanDocument = "de-document"
    case germanDrivingLicence = "de-driving-licence"
    case polishIdCard = "pl-id-card"
    case polishPassport = "pl-passport"
    case japaneseDrivingLicence = "jp-driving-licence"
    // Patients, providers, codes of medicine.
    case newZealandNHI = "nz-nhi"
    case ontarioOHIP = "ca-ohip"
    case britishColumbiaPHN = "ca-bc-phn"
    case quebecRAMQ = "ca-ramq"
    case swissHealthCard = "ch-health-card"
    case germanLANR = "de-lanr"
    case scottishCHI = "uk-chi"
    case loinc, snomed, udi
    // Devices, vehicles, articles, places.
    case imei, meid, imsi, iccid, vin, gtin, isbn, ewkb, parcel
    // Addresses of machines, mailboxes and telephones.
    case email, hostname, url, ipv4, ipv6, mac, nanp, e164
    // Dates and places.
    case date, latitude, longitude
    case isoDate = "iso-date"
    case datedNumber = "dated-number"
    case epochSeconds = "epoch-seconds"
    case epochMilliseconds = "epoch-milliseconds"
    // What machines make.
    case uuid, ulid, jwt, mcf, bech32
    case crc32Base62 = "crc32-base62"
    case gitlabToken = "gitlab-token"
    case grafanaToken = "grafana-token"
    case atlassianToken = "atlassian-token"
    case basicCredentials = "basic-credentials"
    case privateKey = "private-key"
    case armor = "armor-crc24"
    // Cryptocurrencies.
    case base58Check = "base58-check"
    case ethereumAddress = "eip-55"
    case rippleAddress = "ripple"
    case solanaAddress = "solana"
    case moneroAddress = "monero"
    case seedPhrase = "bip39"

    /// Whether the cell's bytes are a well-formed value whose checks hold.
    ///
    /// A value may come raw or normalised to digits or alphanumerics.
    package func isValid(_ cell: Span<UInt8>) -> Bool {
        if let answer = checkFinancial(cell) ?? checkSecurities(cell) { return answer }
        if let answer = checkAddress(cell) ?? checkTechnical(cell) { return answer }
        if let answer = checkSecret(cell) { return answer }
        if let answer = checkDate(cell) ?? checkThings(cell) { return answer }
        if let answer = checkHealth(cell) ?? checkCryptocurrency(cell) { return answer }
        if let answer = checkWesternEurope(cell) ?? checkNorthernEasternEurope(cell) {
            return answer
        }
        if let answer = checkAmericasAndAfrica(cell) ?? checkAsiaPacific(cell) { return answer }
        if let answer = checkEuropeanRegisters(cell) ?? checkOverseasRegisters(cell) {
            return answer
        }
        return checkDocuments(cell) ?? false
    }

    /// The share of random strings of `shape` that pass, measured.
    package var chanceRate: Double { profile.chanceRate }

    /// What a random string that could be mistaken for a valid value looks like: `9` a digit, `A`
    /// an upper-case letter, `X` either, `h` a hexadecimal digit, `x` a letter of either case or a
    /// digit, `\` before a character that stands for itself, and anything else itself.
    package var shape: String { profile.shape }
}
