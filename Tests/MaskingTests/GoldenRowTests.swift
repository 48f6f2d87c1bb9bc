import Masking
import Testing

/// Golden vectors of the transforms that need more than one cell, and of the lists they draw from.
struct GoldenRowTests {
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
