import Cryptography
import FoundationEssentials
import Testing

/// The fixed key of golden tests: bytes 0…31.
let fixedKeyLine = "bauta-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8:91267e8a"

@Suite struct MaskingKeyTests {
    @Test func `reads its own line back and keeps the id`() throws {
        let key = try MaskingKey.random()
        let again = try key.line().withSpan { line in try MaskingKey(text: line) }
        #expect(again.id == key.id)
        #expect(key.id.utf8.count == 16)
        #expect(
            again.subkey(purpose: "p", domain: "d").secret
                .isEqual(to: key.subkey(purpose: "p", domain: "d").secret))
    }

    @Test func `gives a fixed key a fixed line, id and subkey`() throws {
        let key = try MaskingKey(text: fixedKeyLine)
        let line = key.line().withSpan { text in
            String(decoding: text.indices.map { text[$0] }, as: UTF8.self)
        }
        #expect(line == fixedKeyLine)
        #expect(key.id == "70f46330c36512a4")
        let subkey = key.subkey(purpose: "digits", domain: "customer.id", template: "99")
        #expect(
            subkey.secret.hex
                == "831907396b14b1ec15ed1e8d9c31bc9a39e7a8cfaa1b41d43240522fc777273f")
    }

    @Test func `one newline may end the line, nothing else`() throws {
        #expect(throws: Never.self) { try MaskingKey(text: fixedKeyLine + "\n") }
        #expect(throws: CryptographyError.malformedKey(.length)) {
            try MaskingKey(text: fixedKeyLine + "\n\n")
        }
    }

    struct Broken: Sendable {
        var text: String
        var defect: CryptographyError.KeyDefect
    }

    @Test(arguments: [
        Broken(text: "", defect: .prefix),
        Broken(text: "bauta-key-2" + fixedKeyLine.dropFirst(11), defect: .prefix),
        Broken(text: String(fixedKeyLine.dropLast()), defect: .length),
        Broken(text: fixedKeyLine + "0", defect: .length),
        Broken(text: fixedKeyLine.replacing("AAEC", with: "AA+C"), defect: .encoding),
        Broken(text: fixedKeyLine.replacing("dHh8:", with: "dHh9:"), defect: .encoding),
        Broken(text: fixedKeyLine.replacing("AAEC", with: "AAED"), defect: .checksum),
        Broken(text: fixedKeyLine.dropLast() + "b", defect: .checksum),
    ])
    func `refuses a broken line by its defect`(broken: Broken) {
        #expect(throws: CryptographyError.malformedKey(broken.defect)) {
            try MaskingKey(text: broken.text)
        }
    }

    @Test func `prints neither a key nor a subkey`() throws {
        let key = try MaskingKey(text: fixedKeyLine)
        let subkey = key.subkey(purpose: "p", domain: "d")
        var dumped = ""
        dump(key, to: &dumped)
        dump(subkey, to: &dumped)
        let printed = "\(key) \(subkey) \(subkey.secret) \(String(reflecting: key))" + dumped
        #expect(!printed.contains("AAEC"))
        #expect(!printed.contains("0x"))
        #expect(printed.hasPrefix("key 70f46330c36512a4 <redacted> <redacted>"))
    }

    @Test func `subkeys differ by purpose, domain, template and escaped bars`() throws {
        let key = try MaskingKey(text: fixedKeyLine)
        let triples = [
            ("a", "b", ""), ("b", "a", ""), ("a", "b", "c"), ("a", "b | c", ""), ("a | b", "c", ""),
            ("a", "b \\| c", ""), ("a", "", "b"),
        ]
        let keys = triples.map {
            key.subkey(purpose: $0.0, domain: $0.1, template: $0.2).secret.hex
        }
        #expect(Set(keys).count == triples.count)
    }

    @Test func `key bytes lie in locked memory where the system allows it`() throws {
        let secret = SecretBytes(copying: [1, 2, 3].span)
        let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = status?.split(separator: "\n").first { $0.hasPrefix("VmLck:") }
        let locked = line.flatMap { Int($0.split(whereSeparator: { !$0.isNumber }).first ?? "0") }
        #expect(secret.isLocked == ((locked ?? 0) > 0))
        // Why: more than any locked heap holds must still be had.
        let large = SecretBytes(count: 1 << 20) { $0[1 << 20 - 1] = 9 }
        #expect(large.withSpan { $0[0] == 0 && $0[1 << 20 - 1] == 9 })
        #expect(SecretBytes(count: 0) { _ in }.withSpan { $0.isEmpty })
    }

    @Test func `a raw key must be 32 bytes`() {
        #expect(throws: CryptographyError.keyLength(bytes: 31)) {
            try SubKey(bytes: [UInt8](repeating: 1, count: 31))
        }
    }
}

extension SecretBytes {
    /// The bytes as text, for comparison with published vectors.
    var hex: String {
        withSpan { bytes in Hexadecimal.text(bytes.indices.map { bytes[$0] }) }
    }

    /// The secret of a published vector.
    convenience init(hex: String) throws {
        let bytes = try #require(Hexadecimal.bytes(hex))
        self.init(copying: bytes.span)
    }
}
