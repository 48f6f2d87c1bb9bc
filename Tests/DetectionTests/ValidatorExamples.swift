import Detection

extension ValidatorCase {
    static let financial: [ValidatorCase] = [
        .init(
            .luhn, valid: ["79927398713", "7992 7398 713"],
            invalid: ["79927398710", "00000000000", "7992739871", "7992--7398713"]),
        .init(
            .verhoeff, valid: ["2363", "758722"].filter { $0.count > 5 } + ["1428570"],
            invalid: ["758721", "1428507"]),
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
    ]

    static let national: [ValidatorCase] = [
        .init(
            .usSSN, valid: ["219-09-9999", "457555462"],
            invalid: ["000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000"])
    ]

    static let technical: [ValidatorCase] = [
        .init(
            .uuid,
            valid: [
                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "919108F7-52D1-4320-9BAC-F847DB4148A8",
                "{017F22E2-79B0-7CC3-98C4-DC0C0C07398F}",
                "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
                "00000000-0000-0000-0000-000000000000", "919108f752d143209bacf847db4148a8",
            ],
            invalid: [
                "f81d4fae-7dec-01d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-c765-00a0c91e6bf6",
                "f81d4fae7-dec-11d0-a765-00a0c91e6bf6", "f81d4fae-7dec-11d0-a765-00a0c91e6bfg",
            ])
    ]
}
