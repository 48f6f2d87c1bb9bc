import Cryptography
import Testing

@Suite struct KeyRingTests {
    /// The key of bytes 101…132.
    private static let otherKeyLine = "bauta-key-1:ZWZnaGlqa2xtbm9wcXJzdHV2d3h5ent8fX5_gIGCg4Q:"

    private static func otherKey(number: Int) throws -> MaskingKey {
        let bytes = (101...132).map { UInt8($0) }
        return try MaskingKey(secret: SecretBytes(copying: bytes.span), number: number)
    }

    private static func text(_ secret: SecretBytes) -> String {
        secret.withSpan { bytes in String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
        }
    }

    private static func ring(_ text: String) throws -> KeyRing {
        let bytes = Array(text.utf8)
        return try KeyRing(text: bytes.span)
    }

    @Test func `a key line alone is a ring of one active key`() throws {
        let ring = try Self.ring(fixedKeyLine + "\n")
        #expect(ring.entries.count == 1 && ring.active.number == 1)
        #expect(ring.active.id == "70f46330c36512a4")
        #expect(
            Self.text(ring.text())
                == "bauta-ring-1\n1 active 70f46330c36512a4 \(fixedKeyLine)\n")
    }

    @Test func `a ring reads its own text back`() throws {
        let ring = try KeyRing(MaskingKey(text: fixedKeyLine)).rotated().rotated()
        let again = try Self.ring(Self.text(ring.text()))
        #expect(again.entries.map(\.key.id) == ring.entries.map(\.key.id))
        #expect(again.entries.map(\.state) == [.retired, .retired, .active])
        #expect(again.active.number == 3)
    }

    struct Broken: Sendable {
        var lines: [String]
        var line: Int
        var defect: CryptographyError.RingDefect
    }

    private static let first = "1 retired 70f46330c36512a4 \(fixedKeyLine)"

    @Test(arguments: [
        Broken(lines: [], line: 1, defect: .active),
        Broken(lines: [first], line: 2, defect: .active),
        Broken(lines: ["1 active 70f46330c36512a4"], line: 2, defect: .fields),
        Broken(lines: ["1  active 70f46330c36512a4 x"], line: 2, defect: .fields),
        Broken(lines: [first.replacing("1 retired", with: "0 retired")], line: 2, defect: .number),
        Broken(
            lines: [first.replacing("1 retired", with: "256 active")], line: 2, defect: .number),
        Broken(lines: [first.replacing("retired", with: "Active")], line: 2, defect: .state),
        Broken(lines: [first.replacing(" 70f4", with: " 70f5")], line: 2, defect: .id),
        Broken(lines: [first, first], line: 3, defect: .order),
        Broken(lines: [first + "0"], line: 2, defect: .key(.length)),
        Broken(lines: [first, ""], line: 3, defect: .fields),
        Broken(
            lines: [
                first.replacing("retired", with: "active"),
                "2"
                    + first.dropFirst()
                    .replacing("retired", with: "active"),
            ], line: 3, defect: .active),
    ])
    func `refuses a broken ring by line and defect`(broken: Broken) {
        let text = (["bauta-ring-1"] + broken.lines).map { $0 + "\n" }.joined()
        let error = #expect(throws: CryptographyError.self) { try Self.ring(text) }
        #expect(error == .malformedRing(line: broken.line, broken.defect))
        #expect(error?.description.contains("AAEC") == false)
    }

    @Test func `a full ring takes no more keys`() throws {
        let last = try Self.otherKey(number: 255)
        let line = Self.text(last.line())
        #expect(line.hasPrefix(Self.otherKeyLine))
        let ring = try Self.ring("bauta-ring-1\n255 active \(last.id) \(line)\n")
        #expect(throws: CryptographyError.fullRing) { try ring.rotated() }
    }
}
