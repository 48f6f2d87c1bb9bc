import Cryptography
import Masking
import Primitives
import Testing

/// Cards, social security numbers, IBANs and integers.
@Suite struct FormatPreservingNumberTests {
    private func card(
        _ prefix: MaskTransform.CardPrefix
    ) throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair {
            CardMask(key: $0, domain: "card.pan", prefix: prefix)
        }
    }

    /// The Luhn sum modulo ten, written another way than in the source.
    private func luhn(_ text: String) -> Int {
        let digits = text.compactMap(\.wholeNumberValue).reversed()
        return digits.enumerated().reduce(0) { sum, digit in
            sum
                + (digit.offset % 2 == 0
                    ? digit.element : [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit.element])
        } % 10
    }

    @Test(arguments: [
        "999999999999", "4999 9999 9999 9999", "37-9999-9999-99999", "6011999999999999999",
    ])
    func `cards keep separators, prefix and Luhn remainder`(pattern: String) throws {
        var numbers = SeededGenerator(seed: 3)
        let texts = Set((0..<400).map { _ in numbers.text(pattern) }).sorted()
        for prefix in MaskTransform.CardPrefix.allCases {
            let run = try card(prefix)
            if prefix == .brand || texts[0].count > 12 {
                run.fixed.check(texts, otherKey: run.other)
            }
            for (text, masked) in zip(texts, run.fixed.masked(texts)) {
                let masked = try #require(masked)
                #expect(luhn(text) == luhn(masked))
                #expect(text.first == masked.first && text.count == masked.count)
                #expect(zip(text, masked).allSatisfy { $0.isNumber == $1.isNumber })
                if prefix != .brand {
                    #expect(
                        text.filter(\.isNumber).prefix(6) == masked.filter(\.isNumber).prefix(6))
                }
            }
        }
    }

    @Test func `valid cards stay valid, one way or another written`() throws {
        let run = try card(.brand).fixed
        for text in ["4111111111111111", "5500000000000004", "340000000000009", "6011000000000004"]
        {
            #expect(luhn(text) == 0)
            let masked = try #require(run.masked(text))
            #expect(luhn(masked) == 0 && masked != text)
        }
        let plain = run.masked("4111111111111111")
        #expect(run.masked("4111 1111 1111 1111")?.replacing(" ", with: "") == plain)
    }

    @Test(arguments: ["41111111111", "41111111111111111111", "4111x11111111111", "card"])
    func `what isn't a card number is unfit`(text: String) throws {
        #expect(try card(.brand).fixed.masked(text) == FormatPreservingRun.unfit)
    }

    private func ssn() throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair { SSNMask(key: $0, domain: "person.ssn") }
    }

    private func isValidSSN(_ text: String) -> Bool {
        let digits = text.filter(\.isNumber)
        let area = Int(digits.prefix(3)) ?? 0
        return digits.count == 9 && area > 0 && area < 900 && area != 666
            && digits.dropFirst(3).prefix(2) != "00" && digits.suffix(4) != "0000"
    }

    @Test(arguments: ["999-99-9999", "999 99 9999", "999999999"])
    func `social security numbers stay valid and in their spelling`(pattern: String) throws {
        var numbers = SeededGenerator(seed: 4)
        var texts = (0..<600).map { _ in numbers.text(pattern) }.filter(isValidSSN)
        texts = Set(texts).sorted()
        let run = try ssn()
        run.fixed.check(texts, otherKey: run.other)
        for (text, masked) in zip(texts, run.fixed.masked(texts)) {
            let masked = try #require(masked)
            #expect(isValidSSN(masked))
            #expect(zip(text, masked).allSatisfy { $0.isNumber == $1.isNumber })
        }
        #expect(
            run.fixed.masked("001010001")
                == run.fixed.masked("001-01-0001")?.replacing("-", with: ""))
        #expect(
            run.fixed.unmasked(run.fixed.masked(["899-99-9999", "665-01-0001", "667-01-0001"])) == [
                "899-99-9999", "665-01-0001", "667-01-0001",
            ])
    }

    @Test(arguments: [
        "000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000", "123-45 6789",
        "12-345-6789", "1234567890",
    ])
    func `invalid social security numbers are unfit`(text: String) throws {
        #expect(try ssn().fixed.masked(text) == FormatPreservingRun.unfit)
    }

    private func iban() throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair { IBANMask(key: $0, domain: "bank.iban") }
    }

    /// ISO 7064 over the digits, letter by letter.
    private func remainder(_ text: String) -> Int {
        let characters = text.filter { $0 != " " }.uppercased()
        let moved = characters.dropFirst(4) + characters.prefix(4)
        let digits = moved.map { $0.isNumber ? String($0) : String(Int($0.asciiValue ?? 0) - 55) }
        return digits.joined().reduce(0) { ($0 * 10 + ($1.wholeNumberValue ?? 0)) % 97 }
    }

    @Test(arguments: [
        "DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "FR1420041010050500013M02606",
        "NO9386011117947", "mt84MALT011000012345MTLCAST001S",
    ])
    func `IBANs keep country, places and validity`(text: String) throws {
        let run = try iban()
        let masked = try #require(run.fixed.masked(text))
        #expect(remainder(text) == 1 && remainder(masked) == 1)
        #expect(masked.prefix(2) == text.prefix(2) && masked != text)
        for (before, after) in zip(text, masked) {
            #expect(before.isNumber == after.isNumber && before.isUppercase == after.isUppercase)
        }
        #expect(run.fixed.unmasked([masked]) == [text])
        #expect(run.other.masked(text) != masked)
    }

    @Test func `wrong IBANs stay wrong by the same remainder`() throws {
        let run = try iban()
        var numbers = SeededGenerator(seed: 5)
        let texts = (0..<300).map { _ in numbers.text("DEN9999999999999999999") }
            .filter { $0.dropFirst(2).prefix(2) != "99" }
        run.fixed.check(Set(texts).sorted(), otherKey: run.other)
        for (text, masked) in zip(texts, run.fixed.masked(texts)) {
            #expect(remainder(text) == remainder(try #require(masked)))
        }
    }

    @Test(arguments: [
        "DE99370400440532013000", "DE8937", "1289370400440532013000", "DE89-3704004405320130",
    ])
    func `what isn't an IBAN is unfit`(text: String) throws {
        #expect(try iban().fixed.masked(text) == FormatPreservingRun.unfit)
    }

    private func integer() throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair { IntegerMask(key: $0, domain: "customer.id") }
    }

    @Test(arguments: [
        1...32_767 as ClosedRange<Int64>, 32_768...2_147_483_647, 2_147_483_648...Int64.max,
        -32_768 ... -2, -2_147_483_648 ... -32_769, Int64.min ... -2_147_483_649,
    ])
    func `integers stay in the range of their type`(range: ClosedRange<Int64>) throws {
        var numbers = SeededGenerator(seed: 6)
        var values = Set((0..<500).map { _ in Int64.random(in: range, using: &numbers) })
        values.formUnion([range.lowerBound, range.upperBound])
        let run = try integer()
        run.fixed.check(values.sorted().map(String.init), otherKey: run.other)
        for masked in run.fixed.masked(values.map(String.init)) {
            #expect(range.contains(try #require(Int64(masked ?? ""))))
        }
    }

    @Test func `zero and minus one stay, other texts are unfit`() throws {
        let run = try integer().fixed
        #expect(run.masked(["0", "-1", nil, ""]) == ["0", "-1", nil, ""])
        for text in [
            "01", "-0", "+1", "1.0", "9223372036854775808", "-9223372036854775809", "-", "a",
        ] {
            #expect(run.masked(text) == FormatPreservingRun.unfit)
        }
    }

    @Test func `golden`() throws {
        let cardMasked = try card(.brand).fixed.masked("4111 1111 1111 1111")
        #expect(cardMasked == "4500 6740 9712 3540")
        let cardWithIssuerMasked = try card(.bin6).fixed.masked("4111111111111111")
        #expect(cardWithIssuerMasked == "4111116680596915")
        let ssnMasked = try ssn().fixed.masked("123-45-6789")
        #expect(ssnMasked == "675-48-8672")
        let ibanMasked = try iban().fixed.masked("DE89 3704 0044 0532 0130 00")
        #expect(ibanMasked == "DE48 2129 9118 7215 5062 63")
        let integersMasked = try integer().fixed.masked(["1", "100000", "-7", "3000000000"])
        #expect(integersMasked == ["19862", "1409775197", "-9684", "8784886011802820547"])
    }
}
