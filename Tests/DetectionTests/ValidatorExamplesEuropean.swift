import Detection

/// Published by the issuer, or computed by the published algorithm where no example is.
extension ValidatorCase {
    static let european: [ValidatorCase] = [
        .init(.dutchBSN, valid: ["111222333", "123456782"], invalid: ["123456789", "111111111"]),
        .init(.spanishDNI, valid: ["12345678Z"], invalid: ["12345678A", "12345678"]),
        .init(.spanishNIE, valid: ["X1234567L"], invalid: ["X1234567M", "W1234567L"]),
        .init(.spanishCIF, valid: ["A58818501"], invalid: ["A58818502", "X58818501"]),
        .init(
            .portugueseNIF, valid: ["123456789", "501964843"], invalid: ["123456780", "401964843"]),
        .init(
            .italianCodiceFiscale, valid: ["MRTMTT25D09F205Z", "RSSMRA85T10A562S"],
            invalid: ["MRTMTT25D09F205A", "MRTMTT25F09F205Z"]),
        .init(
            .germanTaxId, valid: ["86095742719", "47036892816"],
            invalid: ["86095742718", "12345678901"]),
        .init(
            .germanPension, valid: ["65170839J003", "15070649C103"],
            invalid: ["65170839J004", "65173239J003"]),
        .init(.germanHealth, valid: ["A123456780"], invalid: ["A123456781", "1123456780"]),
        .init(
            .frenchNIR, valid: ["2 55 08 14 168 025 38"],
            invalid: ["2 55 08 14 168 025 83", "9 55 08 14 168 025 38"]),
        .init(
            .frenchSIREN, valid: ["732 829 320", "73282932000074"],
            invalid: ["732829321", "73282932000075"]),
        .init(
            .belgianNN, valid: ["85.07.30-033.28"],
            invalid: [
                "85.07.30-033.29",
                "85.17.30-033.28",
            ]),
        .init(.irishPPS, valid: ["1234567T", "1234567FA"], invalid: ["1234567A", "1234567FB"]),
        .init(.austrianSVNR, valid: ["1237 010180"], invalid: ["1238 010180", "0237 010180"]),
        .init(
            .swissAHV, valid: ["756.9217.0769.85", "756.1234.5678.97"],
            invalid: ["756.9217.0769.84", "757.9217.0769.85"]),
        .init(
            .ukNHS, valid: ["943 476 5919", "4010232137"], invalid: ["9434765918", "4444444444"]),
        .init(
            .ukNINO, valid: ["AB 12 34 56 C", "JG103759A"],
            invalid: ["QQ123456C", "BG123456A", "AO123456A", "AB123456E"]),
        .init(.ukUTR, valid: ["1123456789"], invalid: ["2123456789", "1111111111"]),
        .init(
            .swedishPersonnummer, valid: ["811228-9874", "198112289874", "670919-9530"],
            invalid: ["811228-9873", "811328-9874"]),
        .init(
            .norwegianFNR, valid: ["01020300163", "15084512300"],
            invalid: ["01020300164", "01130300163"]),
        .init(.danishCPR, valid: ["070761-4285"], invalid: ["320761-4285", "071361-4285"]),
        .init(
            .finnishHETU, valid: ["131052-308T"],
            invalid: ["131052-308U", "131352-308T", "131052X308T0"]),
        .init(
            .icelandicKennitala, valid: ["120174-3399"], invalid: ["120174-3389", "120174-3395"]),
        .init(.estonianIK, valid: ["37605030299"], invalid: ["37605030298", "97605030299"]),
        .init(.polishPESEL, valid: ["44051401359"], invalid: ["44051401358", "44053401359"]),
        .init(.polishNIP, valid: ["123-456-32-18"], invalid: ["123-456-32-19"]),
        .init(.czechRC, valid: ["710319/2745"], invalid: ["710319/2746", "711319/2745"]),
        .init(.hungarianTAJ, valid: ["123 456 788"], invalid: ["123 456 789"]),
        .init(.romanianCNP, valid: ["1800101221144"], invalid: ["1800101221145", "1801301221144"]),
        .init(.bulgarianEGN, valid: ["7523169263"], invalid: ["7523169264", "7513169263"]),
        .init(.croatianOIB, valid: ["33392005961"], invalid: ["33392005962"]),
        .init(
            .slovenianEMSO, valid: ["0101006500006"], invalid: ["0101006500007", "3201006500006"]),
        .init(.greekAMKA, valid: ["01018001238"], invalid: ["01018001239", "32018001238"]),
        .init(.greekAFM, valid: ["094259216"], invalid: ["094259217"]),
        .init(
            .russianINN, valid: ["7830002293", "500100732259", "49825979170"],
            invalid: ["7830002294", "500100732258", "50010073225"]),
        .init(.russianSNILS, valid: ["112-233-445 95"], invalid: ["112-233-445 96"]),
        .init(.ukrainianRNOKPP, valid: ["3123456789"], invalid: ["3123456788"]),
        .init(.turkishTCKN, valid: ["10000000146"], invalid: ["10000000147", "00000000146"]),
    ]
}
