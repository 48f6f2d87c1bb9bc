package import Detection

/// Identifiers with a structure of their own, by the name they have in `mask.toml`.
///
/// Valid becomes valid by the check of the same name, invalid stays invalid, one-to-one.
package enum IdentifierScheme: String, Sendable, CaseIterable {
    // North and South America.
    case aba, imei, vin, bic, ulid
    case usITIN = "us-itin"
    case usEIN = "us-ein"
    case usNPI = "us-npi"
    case usMBI = "us-mbi"
    case canadianSIN = "ca-sin"
    case mexicanCURP = "mx-curp"
    case brazilianCPF = "br-cpf"
    case brazilianCNPJ = "br-cnpj"
    case argentineCUIT = "ar-cuit"
    case chileanRUT = "cl-rut"
    // Europe.
    case ukNINO = "uk-nino"
    case ukNHS = "uk-nhs"
    case irishPPS = "ie-pps"
    case germanTaxId = "de-steuerid"
    case frenchNIR = "fr-nir"
    case spanishDNI = "es-dni"
    case spanishNIE = "es-nie"
    case portugueseNIF = "pt-nif"
    case italianCodiceFiscale = "it-codice-fiscale"
    case dutchBSN = "nl-bsn"
    case belgianNN = "be-nn"
    case swissAHV = "ch-ahv"
    case austrianSVNR = "at-svnr"
    case polishPESEL = "pl-pesel"
    case polishNIP = "pl-nip"
    case czechRC = "cz-rc"
    case swedishPersonnummer = "se-personnummer"
    case danishCPR = "dk-cpr"
    case norwegianFNR = "no-fnr"
    case finnishHETU = "fi-hetu"
    case romanianCNP = "ro-cnp"
    case croatianOIB = "hr-oib"
    case turkishTCKN = "tr-tckn"
    // Asia, Africa, the Pacific.
    case indianAadhaar = "in-aadhaar"
    case indianPAN = "in-pan"
    case chineseId = "cn-id"
    case japaneseMyNumber = "jp-my-number"
    case koreanRRN = "kr-rrn"
    case singaporeNRIC = "sg-nric"
    case thaiId = "th-id"
    case israeliId = "il-id"
    case southAfricanId = "za-id"
    case australianTFN = "au-tfn"
    case australianMedicare = "au-medicare"
    case newZealandIRD = "nz-ird"

    /// The engine's check of these identifiers, which has the same name.
    package var validator: Validator? { Validator(rawValue: rawValue) }

    /// How many texts with one and the same rest can be valid by other check characters: Belgium
    /// counts births since 2000 with a 2 in front, Korea adds 2 for foreigners.
    var checksOfOneRest: Int { self == .belgianNN || self == .koreanRRN ? 2 : 1 }

    /// log₂ of how many valid texts there are, on the low side.
    var domainBits: Double {
        // Why: checks refuse up to nineteen of twenty texts that the layout allows.
        let refused = 5.0
        return (layouts.map { IdentifierLayout($0).bits }.min() ?? 0) - refused
    }
}
