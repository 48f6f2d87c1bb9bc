import Cryptography
import Detection
import Masking
import Primitives
import Testing

/// Telephone numbers, UUIDs, hardware and network addresses.
@Suite struct FormatPreservingAddressTests {
    private func phone() throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair { PhoneMask(key: $0, domain: "contact.phone") }
    }

    @Test(arguments: [
        "N13-N99-9999", "(N17) N57-9999", "+1 N02 N23 9999", "1-N05-N33-9999", "+1N12N459999",
        "+44 20 7999 9999", "+49 (0)30 999999", "030/9999999", "06 99 99 99 99", "555-9999",
        "0049 30 999999", "+N9 99999999", "N99.N99.9999 x999", "+1 999 999 9999", "1999999999",
        "09999999999",
    ])
    func `telephone numbers keep form, country and length`(pattern: String) throws {
        var numbers = SeededGenerator(seed: 7)
        let texts = Set((0..<300).map { _ in numbers.text(pattern) }).sorted()
        let run = try phone()
        run.fixed.check(texts, otherKey: run.other)
        for (text, masked) in zip(texts, run.fixed.masked(texts)) {
            let masked = try #require(masked)
            #expect(text.count == masked.count)
            #expect(zip(text, masked).allSatisfy { $0.isNumber ? $1.isNumber : $0 == $1 })
            if text.hasPrefix("+4") { #expect(masked.prefix(3) == text.prefix(3)) }
        }
    }

    @Test func `American numbers never begin area or exchange with 0 or 1`() throws {
        var numbers = SeededGenerator(seed: 8)
        let texts = (0..<2_000).map { _ in numbers.text("N13-N57-9999") }
        for masked in try phone().fixed.masked(texts) {
            let masked = Array(try #require(masked))
            #expect(!["0", "1"].contains(masked[0]) && !["0", "1"].contains(masked[4]))
        }
    }

    @Test func `one American number is one, however written`() throws {
        let run = try phone().fixed
        let digits = ["+1 (212) 555-0173", "1-212-555-0173", "212.555.0173", "001 212 555 0173"]
            .map { run.masked($0)?.filter(\.isNumber).suffix(10) }
        #expect(Set(digits).count == 1)
        let german = ["+49 30 123456", "0049 30 123456", "+49-30-12-34-56"]
            .map { run.masked($0)?.filter(\.isNumber).suffix(8) }
        #expect(Set(german).count == 1)
    }

    @Test(arguments: [
        "911", "call me", "+", "12345678901234567890", "555-CALL", "12+345678", "0000000",
        "+049 30 123456",
    ])
    func `what isn't a telephone number is unfit`(text: String) throws {
        #expect(try phone().fixed.masked(text) == FormatPreservingRun.unfit)
    }

    private func uuid() throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair { UUIDMask(key: $0, domain: "user.id") }
    }

    @Test func `UUIDs keep version, variant, dashes and case`() throws {
        var numbers = SeededGenerator(seed: 9)
        let run = try uuid()
        let texts = (0..<500).map { _ in numbers.text("ffffffff-ffff-4fff-bfff-fffffffffffe") }
        run.fixed.check(texts, otherKey: run.other)
        for case let masked? in run.fixed.masked(texts) {
            let characters = Array(masked)
            #expect(characters[14] == "4" && "89ab".contains(characters[19]))
            #expect(masked.lowercased() == masked)
        }
        let upper = texts[0].uppercased()
        #expect(run.fixed.masked(upper) == run.fixed.masked(texts[0])?.uppercased())
        let bare = texts[0].replacing("-", with: "")
        #expect(run.fixed.masked(bare) == run.fixed.masked(texts[0])?.replacing("-", with: ""))
    }

    @Test(arguments: [
        "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
        "6ba7b810-9dad-11d1-80b4-00c04fd430c", "6ba7b8109-dad-11d1-80b4-00c04fd430c8", "g",
    ])
    func `other forms of UUID are unfit`(text: String) throws {
        #expect(try uuid().fixed.masked(text) == FormatPreservingRun.unfit)
    }

    private func mac() throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair { MACMask(key: $0, domain: "device.mac") }
    }

    @Test(arguments: [
        "ff:ff:ff:ff:ff:ff", "ff-ff-ff-ff-ff-ff", "ffff.ffff.ffff", "ffffffffffff", "ffffff:ffffff",
        "ff:ff:ff:ff:ff:ff:ff:ff",
    ])
    func `hardware addresses keep separators and flags`(pattern: String) throws {
        var numbers = SeededGenerator(seed: 10)
        let texts = Set((0..<300).map { _ in numbers.text(pattern) }).sorted()
        let run = try mac()
        run.fixed.check(texts, otherKey: run.other)
        let vendor = FormatPreservingRun(
            transform: MACMask(
                key: try FormatPreservingRun.key(), domain: "device.mac", keepsVendor: true))
        for (text, masked) in zip(texts, run.fixed.masked(texts)) {
            let masked = try #require(masked)
            #expect(zip(text, masked).allSatisfy { $0.isHexDigit == $1.isHexDigit })
            let flags = [text, masked].map { (Int($0.prefix(2), radix: 16) ?? 0) & 3 }
            #expect(flags[0] == flags[1])
            let kept = try #require(vendor.masked(text))
            #expect(kept.filter(\.isHexDigit).prefix(6) == text.filter(\.isHexDigit).prefix(6))
            #expect(vendor.unmasked([kept]) == [text])
        }
    }

    @Test(arguments: ["aa:bb:cc:dd:ee", "aa:bb-cc:dd:ee:ff", "gg:bb:cc:dd:ee:ff", "aabbccddeef"])
    func `other texts are no hardware addresses`(text: String) throws {
        #expect(try mac().fixed.masked(text) == FormatPreservingRun.unfit)
    }

    private func ip() throws -> (fixed: FormatPreservingRun, other: FormatPreservingRun) {
        try FormatPreservingRun.pair { IPMask(key: $0, domain: "network.ip") }
    }

    @Test func `addresses keep common prefixes and come back`() throws {
        var numbers = SeededGenerator(seed: 11)
        let texts = Set(
            (0..<400).map { index in
                let parts = (0..<4).map { _ in String(UInt8.random(in: 0...255, using: &numbers)) }
                return parts.joined(separator: ".") + ["", "/24", "/0", "/32"][index % 4]
            }
        ).filter { !$0.hasSuffix(".0/24") }.sorted()
        let run = try ip()
        run.fixed.check(texts, otherKey: run.other)
        let masked = run.fixed.masked(["10.1.2.3", "10.1.2.77", "10.1.9.3", "11.1.2.3"])
            .map { $0?.split(separator: ".") ?? [] }
        #expect(masked[0].prefix(3) == masked[1].prefix(3) && masked[0] != masked[1])
        #expect(masked[0].prefix(2) == masked[2].prefix(2) && masked[0][2] != masked[2][2])
        #expect(masked[0][0] != masked[3][0])
    }

    @Test func `networks stay networks`() throws {
        let run = try ip().fixed
        let networks = ["10.0.0.0/8", "192.168.7.0/24", "2001:db8::/32", "0.0.0.0/0", "::/0"]
        let masked = run.masked(networks)
        #expect(masked[0]?.hasSuffix(".0.0.0/8") == true)
        #expect(masked[1]?.hasSuffix(".0/24") == true)
        #expect(masked[2]?.hasSuffix("::/32") == true)
        #expect(masked[3] == "0.0.0.0/0" && masked[4] == "::/0")
        #expect(run.unmasked(masked) == networks)
        #expect(
            masked[1]?.split(separator: ".").prefix(3)
                == run.masked("192.168.7.9")?.split(separator: ".").prefix(3))
    }

    @Test func `a small network's addresses stay apart from the network`() throws {
        let run = try ip().fixed
        let texts = (0..<8).map { "10.9.8.\($0)/29" }
        let masked = run.masked(texts)
        #expect(Set(masked).count == 8)
        #expect(run.unmasked(masked) == texts)
    }

    @Test(arguments: [
        ("2001:DB8::1", true), ("2001:db8:0:0:1:0:0:1", false), ("::", true), ("::1", true),
        ("fe80::1:2/64", true), ("::ffff:10.1.2.3", true),
    ])
    func `version 6 comes back in canonical form`(text: String, isCanonical: Bool) throws {
        let run = try ip().fixed
        let masked = run.masked(text)
        #expect(masked != text && masked != FormatPreservingRun.unfit)
        let back = run.unmasked([masked])[0]
        #expect((back?.lowercased() == text.lowercased()) == isCanonical)
    }

    @Test(arguments: [
        "256.1.1.1", "1.2.3", "01.2.3.4", "1.2.3.4/33", "1.2.3.4/", "fe80::1%eth0", "1::2::3",
        "1:2:3:4:5:6:7:8:9", ":::", "12345::", "1:2:3:4:5:6:7:", "host", "1.2.3.4 ",
    ])
    func `other texts are no addresses`(text: String) throws {
        #expect(try ip().fixed.masked(text) == FormatPreservingRun.unfit)
    }

    @Test func `golden`() throws {
        let phonesMasked = try phone().fixed.masked(["(212) 555-0173", "+49 30 123456", "555-0173"])
        #expect(phonesMasked == ["(641) 643-9245", "+49 50 977607", "601-6536"])
        let uuidMasked = try uuid().fixed.masked("6ba7b810-9dad-11d1-80b4-00c04fd430c8")
        #expect(uuidMasked == "cae4ab4b-88ca-1afd-9468-deccb19c9eec")
        let macMasked = try mac().fixed.masked("00:1B:44:11:3A:B7")
        #expect(macMasked == "FC:0E:D7:C1:6C:A0")
        let addressesMasked = try ip().fixed.masked(["192.168.7.9", "2001:db8::1", "10.0.0.0/8"])
        #expect(
            addressesMasked == [
                "28.87.191.241", "2601:1205:fc37:f03a:3f:4ff1:ba43:9881", "232.0.0.0/8",
            ])
    }
}
