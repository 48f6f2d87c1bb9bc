import Detection

/// Published by the issuer, or computed by the published algorithm where no example is.
extension ValidatorCase {
    static let financial: [ValidatorCase] = [
        .init(
            .luhn, valid: ["79927398713", "7992 7398 713"],
            invalid: ["79927398710", "00000000000", "7992739871", "7992--7398713"]),
        .init(
            .verhoeff, valid: ["123456789010", "84736430950"],
            invalid: ["123456789011", "84736430905"]),
        .init(
            .card,
            valid: [
                "4111 1111 1111 1111", "5555555555554444", "378282246310005", "6011111111111117",
                "30569309025904", "3530111333300000",
            ],
            invalid: [
                "4111111111111112", "1111111111111117", "411111111111111", "9999999999999995",
            ]),
        .init(
            .polishAccount,
            valid: ["61109010140000071219812874", "61 1090 1014 0000 0712 1981 2874"],
            invalid: ["61109010140000071219812875", "6110901014000007121981287"]),
        .init(
            .czechAccount,
            valid: ["19-2000145399/0800", "000019-2000145399/0800", "2000145399/0800"],
            invalid: [
                "19-2000145398/0800", "18-2000145399/0800", "2000145399", "0/0800", "19-/0800",
                "2000145399/080", "1-1-2000145399/0800", "20001453990/0800",
            ]),
        .init(
            .iban,
            valid: [
                "GB29 NWBK 6016 1331 9268 19", "DE89370400440532013000",
                "FR1420041010050500013M02606", "NO9386011117947", "MT84MALT011000012345MTLCAST001S",
            ],
            invalid: [
                "GB29NWBK60161331926818", "DE8937040044053201300", "XX89370400440532013000",
                "GB92NWBK60161331926819",
            ]),
        .init(.aba, valid: ["111000025", "122105155"], invalid: ["111000026", "991000025"]),
        .init(
            .bic, valid: ["DEUTDEFF", "CHASUS33XXX"],
            invalid: ["DEUTXZFF", "DEUT1EFF", "CHASUS33XX"]),
        .init(
            .lei, valid: ["5493001KJTIIGC8Y1R12"],
            invalid: ["5493001KJTIIGC8Y1R21", "5493001KJTIIGC8Y1R1"]),
        .init(
            .isin, valid: ["US0378331005", "DE0007164600"],
            invalid: ["US0378331006", "UX0378331005"]),
        .init(.cusip, valid: ["037833100", "38259P508"], invalid: ["037833101", "38259P580"]),
        .init(.sedol, valid: ["0263494", "B0WNLY7"], invalid: ["0263495", "A0WNLY7"]),
        .init(
            .mexicanCLABE, valid: ["032180000118359719"],
            invalid: ["032180000118359718", "000000000000000000"]),
        .init(
            .argentineCBU, valid: ["2850590940090418135201"],
            invalid: ["2850590940090418135202", "2850590840090418135201"]),
        .init(
            .spanishCCC, valid: ["1234 1234 16 1234567890"], invalid: ["1234 1234 61 1234567890"]),
        .init(.portugueseNIB, valid: ["000201231234567890154"], invalid: ["000201231234567890155"]),
        .init(
            .belgianAccount, valid: ["597-1293040-06", "253013977015"],
            invalid: ["597129304007", "597129304"]),
        .init(
            .swissReference,
            valid: ["96 29228 27066 76610 30089 26561", "5888126973722065"],
            invalid: ["962922827066766103008926562", "58881269737220"]),
        .init(.indianIFSC, valid: ["SBIN0005943"], invalid: ["SBIN1005943", "SB1N0005943"]),
    ]
}
