import Detection

/// Published by the issuer, or computed by the published algorithm where no example is.
extension ValidatorCase {
    /// An Ed25519 key made for this test.
    private static let body = "MC4CAQAwBQYDK2VwBCIEIHRxn2gtD14jWwaC/oNAo9p3qhmuA+KAnj6FeyhhqxP0"

    private static func armored(_ checksum: String) -> String {
        "-----BEGIN " + "PGP PRIVATE KEY BLOCK-----\nVersion: OpenPrivacy 0.99\n\n"
            + "yDgBO22WxBHv7O8X7O/jygAEzol56iUKiXmV+XmpCtmpqQUKiQrFqclFqUDBovzS\n"
            + "vBSFjNSiVHsuAA==\n\(checksum)-----END " + "PGP PRIVATE KEY BLOCK-----"
    }

    static let technical: [ValidatorCase] = [
        .init(
            .imei, valid: ["49-015420-323751-8", "490154203237518"],
            invalid: ["490154203237519", "590154203237518"]),
        .init(
            .iccid, valid: ["8991101200003204514"],
            invalid: ["8991101200003204515", "7991101200003204514"]),
        .init(
            .vin, valid: ["1M8GDM9AXKP042788"],
            invalid: [
                "1M8GDM9A1KP042788",
                "IM8GDM9AXKP042788",
            ]),
        .init(
            .gtin, valid: ["4006381333931", "73513537"], invalid: ["4006381333932", "73513538"]),
        .init(
            .isbn, valid: ["0-306-40615-2", "978-0-306-40615-7", "080442957X"],
            invalid: ["0-306-40615-3", "979-0-306-40615-7"]),
        .init(
            .email,
            valid: [
                "first.last@subdomain.museum", "x+y@a-b.co.uk", "o'brien@b.ie", "jörg@bücher.de",
            ],
            invalid: [
                "a@b", "a..b@c.de", ".a@b.de", "a@b..de", "a@b.c", "a@-b.de", "icon@2x.png",
                "a@b@c.de",
            ]),
        .init(
            .hostname, valid: ["www.w3.org", "xn--bcher-kva.de"],
            invalid: ["w3", "a..de", "-a.de", "1.2.3.4"]),
        .init(
            .url,
            valid: [
                "https://www.w3.org/TR/?a=b#c", "ftp://ftp.is.co.za/rfc/rfc1808.txt",
                "http://[::1]/",
            ], invalid: ["www.w3.org", "http:/w3.org", "https://", "https://a b.de"]),
        .init(
            .ipv4, valid: ["192.0.2.1", "255.255.255.255"],
            invalid: ["192.0.2.256", "192.0.2", "192.0.02.1", "1.2.3.4.5"]),
        .init(
            .ipv6,
            valid: [
                "2001:db8::1", "::1", "fe80::1%eth0", "2001:DB8:0:0:8:800:200C:417A",
                "::ffff:192.0.2.1",
            ],
            invalid: [
                "2001:db8::1::2", "12345::", "2001:db8:1:2:3:4:5", "1:2:3:4:5:6:7:8:9", "12:30:45",
            ]),
        .init(
            .mac, valid: ["00-00-5E-00-53-01", "02:00:5e:10:00:00:00:01", "0000.5e00.5301"],
            invalid: ["00-00-5E-00-53", "00:00-5E-00-53-01", "0g:00:5e:00:53:01"]),
        .init(
            .nanp, valid: ["(212) 456-7890", "+1 212 456 7890", "2124567890"],
            invalid: ["112-456-7890", "212-056-7890", "911-911-9111", "1700000000"]),
        .init(
            .e164,
            valid: ["+442079460958", "+49 (30) 901820", "0033 1 42 76 40 40", "+1 202 456 1111"],
            invalid: ["+9992079460958", "+44", "+1 202 456", "442079460958"]),
        .init(
            .date,
            valid: [
                "2024-02-29", "29.02.2024", "02/29/2024", "20240229", "1/2/99", "2024/02/29",
                "2024-02-29T10:00:00Z",
            ], invalid: ["2023-02-29", "31.04.2024", "13/13/2024", "20230229", "1.2.3"]),
        .init(
            .latitude, valid: ["48.8584", "-33.856159", "90.000"],
            invalid: ["90.001", "48.85", "48", "lat 48.8584"]),
        .init(
            .longitude, valid: ["-122.4194", "151.215256"],
            invalid: ["180.001", "-1222.4194", "2.29"]),
        .init(
            .isoDate, valid: ["2024-02-29", "2024-02-29 12:00:00"],
            invalid: ["2023-02-29", "29.02.2024", "2024-02-29x"]),
        .init(
            .datedNumber, valid: ["2403150041", "202403150041", "19022800007"],
            invalid: ["2413150041", "0403150041", "202402300041", "24031541x"]),
        .init(.epochSeconds, valid: ["1700000000"], invalid: ["100000000", "9999999999"]),
        .init(
            .epochMilliseconds, valid: ["1700000000000"], invalid: ["1700000000", "9999999999999"]),
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
            ]),
        .init(
            .ulid, valid: ["01ARZ3NDEKTSV4RRFFQ69G5FAV"],
            invalid: ["01ARZ3NDEKTSV4RRFFQ69G5FAI", "71ARZ3NDEKTSV4RRFFQ69G5FAV"]),
        .init(
            .jwt,
            valid: [
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
            ], invalid: ["a.b.c", "www.example.org", "eyJ0eXAiOiJKV1QifQ.eyJpc3MiOiJqb2UifQ.abc"]),
        .init(
            .mcf,
            valid: [
                "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy",
                "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjlO/O817G3uBnIFNjnQJuesI68OTLiQFdcYEdFCoEOfaS35inz1",
            ],
            invalid: [
                "$2a$10$N9qo8uLOickgx2ZMRZoMye", "$100.00 to $200.00 a month",
                "5f4dcc3b5aa765d61d8327deb882cf99",
            ]),
        .init(
            .bech32,
            valid: [
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
            ],
            invalid: [
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
                "Bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
            ]),
        .init(
            .crc32Base62, valid: ["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"],
            invalid: ["ghp_8aspm4G7VmSUfOoD6V1vrORcmn0iSH2JWh3e", "ghp_8aspm"]),
        .init(
            .gitlabToken,
            valid: [
                "glpat-YWFhYWFhYWFhYWFhYWFhYW86MQM.01.0r0i4k17x",
                "glpat-YWFhYWFhYWFhYWFhYWFhYWM6MnMKbzoxCA.01.0y046ey5w",
            ],
            invalid: [
                "glpat-YWFhYWFhYWFhYWFhYWFhYW86MQM.01.0r0i4k17y",
                "glpat-YWFhYWFhYWFhYWFhYWFhYW86MQM.01.0q0i4k17x",
                "glpat-YWFhYWFhYWFhYWFhYWFhYW86MQM", ".01.0r0i4k17x",
            ]),
        .init(
            .grafanaToken, valid: ["glsa_iNValIdinValiDinvalidinvalidinva_5b582697"],
            invalid: ["glsa_iNValIdinValiDinvalidinvalidinva_5b582698", "glsa_iNVal_5b582697"]),
        .init(
            .atlassianToken,
            valid: ["ATATT3" + "xFfGF0Nxk6-zY2gkLpoYjv9yzgwnKjNSRuGbHC=A7BB1C99"],
            invalid: ["ATATT3" + "xFfGF0Nxk6-zY2gkLpoYjv9yzgwnKjNSRuGbHC=00000000", "ATATT3="]),
        .init(
            .parcel,
            valid: [
                "1Z5R89390357567127", "1Z 999 AA1 01 2345 6784", "RB123456785GB", "RA473124829US",
                "9400111899223197428497",
            ],
            invalid: [
                "1Z5R89390357567128", "RB123456784GB", "9400111899223197428490",
                "00000000000000000000", "R1123456785GB", "1Z5R8939035756712A",
            ]),
        .init(
            .basicCredentials, valid: ["QWxhZGRpbjpvcGVuc2VzYW1l", "ZmVybjpIZXJvbjI5"],
            invalid: ["QWxhZGRpbm9wZW5zZXNhbWU=", "OnBhc3M=", "ZmVybjo=", "basic-plan"]),
        .init(
            .armor,
            // The message of RFC 4880 §6.6, and the same as strings and without its checksum.
            valid: [
                armored("=njUN\n"), armored(""), armored("=njUN\n").replacing("\n", with: "\\n"),
                armored("=njUN\n").replacing("\n", with: "\r\n"),
                armored("=njUN\n").replacing("\n", with: " "),
            ],
            invalid: [
                armored("=njUM\n"), armored("=njU\n"), armored("?njUN\n"),
                armored("=njUN\n").replacing("vBSF", with: "vBSG"), "yDgBO22W\n=njUN",
            ]),
        .init(
            .privateKey,
            valid: [
                "-----BEGIN " + "PRIVATE KEY-----\n\(body)\n-----END",
                "-----BEGIN " + "PRIVATE KEY-----\\n\(body)\\n-----END",
                "-----BEGIN " + "RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nabcd\n-----END",
                "-----BEGIN " + "OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END",
            ],
            invalid: [
                "-----BEGIN " + "PRIVATE KEY-----\n\(body.dropLast(4))\n-----END",
                "-----BEGIN -----", "MC4CAQAw",
            ]),
    ]
}
