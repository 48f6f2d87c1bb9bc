import Detection

/// Published by the issuer, or computed by the published algorithm where no example is.
extension ValidatorCase {
    static let overseas: [ValidatorCase] = [
        .init(
            .usSSN, valid: ["219-09-9999", "457555462"],
            invalid: ["000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000"]),
        .init(.usITIN, valid: ["912-70-1234"], invalid: ["812-70-1234", "912-45-1234"]),
        .init(.usNPI, valid: ["1234567893"], invalid: ["1234567894", "3234567893"]),
        .init(.usDEA, valid: ["AB1234563", "F91234563"], invalid: ["AB1234564", "1B1234563"]),
        .init(
            .usMBI, valid: ["1EG4-TE5-MK73"],
            invalid: ["1EG4-TE5-MK7B", "1SG4-TE5-MK73", "0EG4TE5MK73"]),
        .init(.canadianSIN, valid: ["130 692 544"], invalid: ["130 692 545", "046 454 286"]),
        .init(
            .brazilianCPF, valid: ["111.444.777-35"],
            invalid: [
                "111.444.777-36",
                "111.111.111-11",
            ]),
        .init(
            .brazilianCNPJ, valid: ["11.222.333/0001-81", "12.ABC.345/01DE-35"],
            invalid: ["11.222.333/0001-82", "12.ABC.345/01DE-36"]),
        .init(
            .mexicanCURP, valid: ["HEGG560427MVZRRL04"],
            invalid: ["HEGG560427MVZRRL05", "HEGG561327MVZRRL04"]),
        .init(.mexicanRFC, valid: ["GODE561231GR8"], invalid: ["GODE561231GR9", "GODE561331GR8"]),
        .init(
            .argentineCUIT, valid: ["20-12345678-6"], invalid: ["20-12345678-7", "21-12345678-6"]),
        .init(.chileanRUT, valid: ["12.345.678-5"], invalid: ["12.345.678-6", "11111111"]),
        .init(
            .colombianNIT, valid: ["899.999.068-1", "899.999.063-3"], invalid: ["899.999.068-2"]),
        .init(
            .peruvianRUC, valid: ["20100070970", "20131312955"],
            invalid: ["20100070971", "21100070970"]),
        .init(.ecuadorianCI, valid: ["1710034065"], invalid: ["1710034066", "9910034065"]),
        .init(.uruguayanCI, valid: ["1.234.567-2"], invalid: ["1.234.567-3"]),
        .init(
            .southAfricanId, valid: ["8001015009087"], invalid: ["8001015009088", "8013015009087"]),
        .init(
            .egyptianNID, valid: ["29001011234567"], invalid: ["29013011234567", "49001011234567"]),
        .init(
            .indianAadhaar, valid: ["2341 2341 2346", "234123412346"],
            invalid: ["2341 2341 2347", "1341 2341 2346"]),
        .init(.indianPAN, valid: ["AAAPL1234C"], invalid: ["AAAXL1234C", "AAAPL12345"]),
        .init(
            .indianGSTIN, valid: ["27AAPFU0939F1ZV"],
            invalid: ["27AAPFU0939F1ZW", "99AAPFU0939F1ZV"]),
        .init(
            .chineseId, valid: ["11010519491231002X"],
            invalid: ["110105194912310021", "11010519491331002X"]),
        .init(
            .hongKongId, valid: ["G123456(A)", "A123456(3)"],
            invalid: [
                "G123456(B)",
                "A123456(4)",
            ]),
        .init(.taiwaneseId, valid: ["A123456789"], invalid: ["A123456788", "A523456789"]),
        .init(.japaneseMyNumber, valid: ["1234 5678 9018"], invalid: ["1234 5678 9019"]),
        .init(
            .koreanRRN, valid: ["900101-1234568"], invalid: ["900101-1234567", "901301-1234568"]),
        .init(
            .singaporeNRIC,
            valid: ["S1234567D", "T1234567J", "F1234567N", "G1234567X", "M1234567K"],
            invalid: ["S1234567E", "A1234567D"]),
        .init(
            .malaysianNRIC, valid: ["770401-01-2345"],
            invalid: ["771301-01-2345", "770401-00-2345"]),
        .init(.thaiId, valid: ["1-2345-67890-12-1"], invalid: ["1-2345-67890-12-2"]),
        .init(
            .indonesianNIK, valid: ["3171010101900001", "3171014101900001"],
            invalid: ["3171013201900001", "0171010101900001"]),
        .init(.israeliId, valid: ["123456782"], invalid: ["123456783"]),
        .init(
            .emiratesId, valid: ["784-1990-1234567-6"],
            invalid: ["784-1990-1234567-7", "785-1990-1234567-6"]),
        .init(.saudiId, valid: ["1051234563"], invalid: ["1051234564", "3051234563"]),
        .init(.australianTFN, valid: ["123 456 782"], invalid: ["123 456 783"]),
        .init(
            .australianABN, valid: ["51 824 753 556", "83 914 571 673"], invalid: ["51 824 753 557"]
        ),
        .init(.australianACN, valid: ["004 085 616"], invalid: ["004 085 617"]),
        .init(
            .australianMedicare, valid: ["2123 45670 1"],
            invalid: [
                "2123 45671 1",
                "7123 45670 1",
            ]),
        .init(
            .newZealandIRD, valid: ["49-091-850", "35-901-981", "136-410-132"],
            invalid: ["49-091-851", "9-125-568"]),
    ]
}
