import Masking
import Primitives
import Testing

/// What is written into columns too narrow for it.
struct WidthFitTests {
    private static let values: [MaskTransform: [String]] = [
        .name(part: .full, unique: false): [
            "Dr. Alice van der Berg", "Bo Li", "Zoë", "Jean-Paul Smith, PhD", "J. R. Smith",
        ],
        .name(part: .full, unique: true): ["Alice Smith", "Zoë", "J. Lo"],
        .name(part: .last, unique: false): ["Okafor-García", "Li"],
        .street(): ["12 Main Street", "Hauptstraße 112", "A"],
        .city(): ["Paris", "NEW YORK"],
        .email(.reserved): ["bob@x.org", "a.very.long.name@mail.example.org"],
        .username: ["bobby", "@bobby"],
        .url: ["https://www.x.org/a/b?c=d", "x.org/a", "http://10.1.2.3/"],
    ]

    private static let leastWidths: [MaskTransform: Int] = [
        .email(.reserved): 13, .username: 4, .url: 20,
    ]

    struct Case: Sendable, CustomTestStringConvertible {
        var transform: MaskTransform
        var testDescription: String { "\(transform)" }
    }

    static let cases = values.keys.sorted { "\($0)" < "\($1)" }.map(Case.init)

    private func mask(_ transform: MaskTransform, _ texts: [String?], type: String) throws
        -> (texts: [String?], tally: ColumnTally)
    {
        try MaskFixture.mask(MaskFixture.column(transform, type: type), texts)
    }

    @Test(arguments: cases)
    func `fits every width from its least one on and is itself where there is room`(
        _ sample: Case
    ) throws {
        let texts = try #require(Self.values[sample.transform])
        let free = try mask(sample.transform, texts, type: "text").texts
        for width in (Self.leastWidths[sample.transform] ?? 1)...60 {
            let type = "character varying(\(width))"
            let masked = try mask(sample.transform, texts, type: type)
            #expect(masked.tally.unfitTotal == 0, "width \(width)")
            for (text, whole) in zip(masked.texts, free) {
                let count = try #require(text?.unicodeScalars.count)
                #expect(count <= width && count > 0, "width \(width)")
                let isEmail = text?.contains("@") == true && text?.contains(".example") == true
                if !isEmail, try #require(whole).unicodeScalars.count <= width {
                    #expect(text == whole, "width \(width)")
                }
            }
        }
    }

    @Test func `a narrow e-mail stays an address and a thousand of them stay distinct`() throws {
        for width in [17, 20, 25, 30] {
            let type = "varchar(\(width))"
            let masked = try mask(
                .email(.reserved), (0..<1_000).map { "user\($0)@x.org" }, type: type
            ).texts.compactMap(\.self)
            #expect(Set(masked).count == 1_000)
            #expect(masked.allSatisfy { $0.hasSuffix(".example") && $0.contains("@") })
        }
    }

    @Test func `a kept domain that leaves no room is redacted and counted`() throws {
        let masked = try mask(
            .email(.kept), ["bob@a-very-long-domain.org", "bob@x.org"],
            type: "varchar(16)")
        #expect(masked.texts[0] == "[REDACTED]")
        #expect(masked.texts[1]?.hasSuffix("@x.org") == true)
        #expect(masked.tally.unfit(.width) == 1)
    }

    @Test func `the blanks that fill up character(n) mean nothing`() throws {
        let padded = try mask(
            .name(part: .first, unique: false), ["Alice     "], type: "character(10)"
        ).texts
        let plain = try mask(.name(part: .first, unique: false), ["Alice"], type: "text").texts
        #expect(padded == plain)
    }

    @Test func `text that grew is cut to its column`() throws {
        let masked = try mask(.text, ["mail a@b.org now ü"], type: "varchar(20)")
        #expect(masked.texts[0]?.unicodeScalars.count == 20)
        #expect(masked.texts[0]?.hasPrefix("mail ") == true)
        #expect(masked.tally.unfitTotal == 0)
    }

    @Test(arguments: [
        (MaskTransform.email(.reserved), 33, 80), (.email(.reserved), 20, 45),
        (.email(.reserved), 13, 10), (.username, 9, 40), (.username, 40, 75),
        (.name(part: .full, unique: true), 8, 37), (.name(part: .full, unique: true), 40, 56),
    ]) func `promises what the width allows`(
        transform: MaskTransform, width: Int, bits: Int
    ) {
        #expect(transform.promise(width: width) == .injective(bits: bits))
    }
}
