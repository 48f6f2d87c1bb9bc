import Masking
import Testing

/// Golden vectors of the transforms that need more than one cell, and of the lists they draw from.
struct GoldenRowTests {
    /// The transforms that have their committed values here.
    static let names = ["date-shift", "json", "persona", "shuffle", "template"]

    @Test(arguments: PersonaPart.allCases)
    func `a persona is who it ever was`(part: PersonaPart) throws {
        let view = PersonaView(entity: "id", part: part)
        let one = TransformCase(transform: .persona(view)) { _ in "" }
        let masked = try one.mask([part == .sex ? "male" : "1970"])
        #expect(masked == [Self.persona[part]])
    }

    private static let persona: [PersonaPart: String] = [
        .first: "Mollie", .last: "Butcher", .full: "Mollie Butcher",
        .username: "mollie.butchercdq4",
        .email: "mollie.butchercdq4@mail.example", .phone: "+13035550106",
        .street: "98 Rowan Street", .city: "Denver", .state: "Colorado",
        .country: "United States", .birthYear: "1960", .postalCode: "80253", .sex: "female",
    ]

    @Test func `cells change places as ever`() throws {
        let one = TransformCase(transform: .shuffle(window: 4)) { "\($0)" }
        let masked = try one.mask(one.values(10))
        #expect(masked == ["0", "3", "2", "1", "7", "4", "6", "5", "9", "8"])
    }

    @Test func `a number kept for fiction is drawn as ever`() throws {
        let one = TransformCase(transform: .phone(.reserved)) { "\($0)" }
        let masked = try one.mask(["+1 415 555 2671", "+44 20 7123 4567"])
        #expect(masked == ["+1 214-555-0187", "+44 28 9649 6743"])
    }

    @Test func `a template is filled as ever`() throws {
        let template = try TextTemplate("{hash:6}-{token:9}-{digits:4}-{letters:5}")
        let masked = try MaskFixture.mask(.template(template), "value")
        #expect(masked == "5dabcd-xdqbdqac7-0926-thkej")
    }

    @Test func `dates of an entity move by the same days as ever`() throws {
        let masker = try MaskFixture.masker([
            MaskFixture.column(.dateShift(entity: "id", days: 365), name: "at", entity: 1),
            MaskFixture.column(.keep(unguardedReason: "key"), name: "id"),
        ])
        let masked = try MaskFixture.mask(
            masker,
            [
                ["2024-02-29", "2024-03-01 23:59:59.5+02", "31.12.1999", nil],
                ["7", "7", "8", "8"],
            ])
        #expect(
            masked.texts[0] == ["2023-11-19", "2023-11-20 23:59:59.5+02", "25.08.1999", nil])
    }

    @Test func `a document is masked path by path as ever`() throws {
        var column = MaskFixture.column(.json, type: "jsonb", nullable: false)
        column.paths = [
            ("$.email", MaskTransform.email(.reserved)), ("$.tags[]", .digits),
            ("$.kept", .keep(unguardedReason: "number")),
        ].map { path, transform in
            MaskFixture.column(transform, path: path)
        }
        let document = #"{"email": "bob@x.org", "tags": ["1234567", null], "kept": 1.50}"#
        let expected =
            #"{"email": "epsrulbokayf4hsp@chruf6xc.example", "tags": ["5120114", null], "kept": 1.50}"#
        let masked = try MaskFixture.mask(column, [document]).texts[0]
        #expect(masked == expected)
    }

    @Test func `the installed surrogate lists are frozen`() throws {
        let digest = try InstalledLists.read().digest
        #expect(
            digest == "sha256:b57825e558ad0d8e2a495832a32e30a196fc97e2ccb0905a664359aaeb782ea0")
    }
}
