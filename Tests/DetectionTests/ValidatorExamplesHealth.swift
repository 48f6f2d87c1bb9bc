import Detection

/// Published by the issuer, or computed by the published algorithm where no example is.
extension ValidatorCase {
    static let health: [ValidatorCase] = [
        .init(
            .newZealandNHI, valid: ["TRN8078", "mxf6030", "ZBN77VL", "ALU18KZ"],
            invalid: ["TRN8079", "TRI8078", "ZBN77VM", "TRN80788"]),
        .init(
            .ontarioOHIP, valid: ["6992-475-712", "6992475712AB"],
            invalid: ["6992475713", "0992475712", "6992475712A1"]),
        .init(
            .britishColumbiaPHN, valid: ["9595799266", "9485 405 729"],
            invalid: ["9595799267", "8595799266"]),
        .init(
            .quebecRAMQ, valid: ["DMMN68512506", "TDDC 3554 1862"],
            invalid: ["DMMN68132506", "DMM168512506", "DMMN68513206"]),
        .init(
            .swissHealthCard, valid: ["80756513546377679172", "80756 607800140919184"],
            invalid: ["80756513546377679173", "80757513546377679172"]),
        .init(.germanLANR, valid: ["325716981", "390150895"], invalid: ["325715981", "32571698"]),
        .init(
            .scottishCHI, valid: ["0301962995", "1510519602"],
            invalid: ["0301962996", "3101162995"]),
        .init(.loinc, valid: ["45839-8", "2951-2"], invalid: ["45839-9", "45839", "458398"]),
        .init(
            .snomed, valid: ["297328000", "97332387000"], invalid: ["297328001", "297328040"]),
        .init(
            .udi, valid: ["(01)50055613438622(17)290301", "0135518342858709", "+D473B53D04F41 "],
            invalid: ["(01)50055613438623", "(02)50055613438622", "+D473B53D04F42 "]),
        .init(
            .meid, valid: ["F27EE0D511C7E4", "A9EEB497-DDBB1E", "268435456001234567"],
            invalid: ["927EE0D511C7E4", "F27EE0D511C7", "168435456001234567"]),
        .init(
            .imsi, valid: ["262011234567890", "310150123456789"],
            invalid: ["999011234567890", "2620112345678"]),
        .init(
            .ewkb,
            valid: [
                "0101000020E6100000DEE6D166DE982D408705D779F7424440",
                "00000000014002000000000000400E000000000000",
            ],
            invalid: ["0101000020E6100000DEE6D1", "0199000020E6100000DEE6D166DE982D408705D779"]),
    ]

    static let cryptocurrency: [ValidatorCase] = [
        .init(
            .seedPhrase,
            valid: [
                String(repeating: "abandon ", count: 11) + "about",
                "legal winner thank year wave sausage worth useful legal winner thank yellow",
                "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
                String(repeating: "zoo ", count: 11) + "wrong",
                String(repeating: "abandon ", count: 17) + "agent",
                String(repeating: "abandon ", count: 23) + "art",
                String(repeating: "zoo ", count: 23) + "vote",
            ],
            invalid: [
                String(repeating: "abandon ", count: 12), String(repeating: "zoo ", count: 12),
                String(repeating: "abandon ", count: 11) + "above",
                String(repeating: "abandon ", count: 10) + "about",
                "the quick brown fox jumps over the lazy dog and runs away",
                String(repeating: "zoo ", count: 26) + "zoo",
            ]),
        .init(
            .base58Check,
            valid: [
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "3NUfuSp2gcmNKnGUL8uxVZm6jEkp7WGZNx",
                "LKJ8mtvPX8Wa9WzwCj1kmALfVgd5HNvyEL", "TA4ohwNfmU7JQS8sLZjxYEohfnoK7UaujL",
                "5JHkuUQ5GDSP5M2wmSdrXHy8gbBKNVbXqX4Ut5L5QUfb4r6Z9A8",
            ],
            invalid: [
                "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", "1A1zP1eP5QGefi2DMPTfTL5SLmv7Div0Na",
                "1111",
            ]),
        .init(
            .ethereumAddress,
            valid: [
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
                "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
            ],
            invalid: [
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeaEd",
                "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed00",
            ]),
        .init(
            .rippleAddress,
            valid: ["rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", "r3GzjxdrzPVbqKWr7KPQCAYq7Xm399QDCh"],
            invalid: ["rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTj"]),
        .init(
            .solanaAddress,
            valid: [
                "11111111111111111111111111111111", "CXeFBpvkwN6PqLxHBPvMfTCH6G3TirFcM4UNXZGaHqhu",
            ],
            invalid: ["CXeFBpvkwN6PqLxHBPvMfTCH6G3TirFcM4UNXZ", "0xFB"]),
        .init(
            .moneroAddress,
            valid: [
                "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3"
                    + "RVGQBEP3A"
            ],
            invalid: [
                "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3"
                    + "RVGQBEP3B"
            ]),
    ]
}
