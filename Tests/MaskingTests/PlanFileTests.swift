import Configuration
import Masking
import Primitives
import Testing

struct PlanFileTests {
    @Test func `reads the plan of the design document`() throws {
        let file = try PlanFixture.file(
            """
            version = 1
            unknown = "refuse"
            [labels."contact.email"]
            transform = "email"
            domain = "person.email"
            [columns."public.customers.card_number"]
            transform = "card"
            keep-bin = true
            [columns."public.visits.notes"]
            transform = "text"
            """)
        #expect(file.unknown == .refuse)
        #expect(file.maximumUnfitShare == 0.01)
        #expect(file.labels["contact.email"]?.transform == .email(.reserved))
        #expect(file.labels["contact.email"]?.domain == "person.email")
        let card = try #require(ColumnReference("public.customers.card_number"))
        #expect(file.columns[card]?.transform == .card(.bin6))
    }

    @Test(arguments: [
        ("transform = \"constant\", value = \"x\"", MaskTransform.constant("x")),
        ("transform = \"hash\", length = 16", .hash(length: 16)),
        ("transform = \"hash\"", .hash(length: 64)),
        (
            "transform = \"name\", part = \"first\", unique = true",
            .name(part: .first, unique: true)
        ),
        (
            "transform = \"date-shift\", entity = \"id\", days = 30",
            .dateShift(entity: "id", days: 30)
        ),
        ("transform = \"date-truncate\", to = \"month\"", .dateTruncate(to: .month)),
        ("keep = \"unguarded\", reason = \"ours\"", .keep(unguardedReason: "ours")),
        ("transform = \"keep\"", .keep(unguardedReason: nil)),
        ("transform = \"email\", keep-domain = true", .email(.kept)),
        ("transform = \"email\", keep-provider = true", .email(.provider)),
        ("transform = \"card\", keep-bin = 8", .card(.bin8)),
        ("transform = \"card\", keep-bin = true", .card(.bin6)),
        ("transform = \"phone\", keep-area = true", .phone(.area)),
        ("transform = \"phone\", reserved = true", .phone(.reserved)),
    ]) func `reads a transform's options`(line: String, expected: MaskTransform) throws {
        let file = try PlanFixture.file("version = 1\n[columns]\n\"a.b.c\" = { \(line) }")
        #expect(file.columns.values.first?.transform == expected)
    }

    @Test func `knows a line for every transform name`() throws {
        for name in MaskTransform.allNames {
            let options = [
                "constant": ", value = \"\"", "date-shift": ", entity = \"e\"",
                "noise": ", amount = 2", "round": ", step = 5", "bucket": ", size = 5",
                "rank": ", size = 5", "age": ", as-of = \"2026-01-31\"", "geo": ", grid = 0.1",
                "postal": ", country = \"DE\"",
                "plate": ", country = \"DE\"",
                "persona": ", entity = \"e\", part = \"first\"",
                "lookup": ", file = \"x.csv\"", "template": ", template = \"{hash:8}\"",
                "external": ", command = \"cat\"",
            ][name]
            let file = try PlanFixture.file(
                "version = 1\n[columns]\n\"a.b.c\" = { transform = \"\(name)\"\(options ?? "") }")
            #expect(file.columns.values.first?.transform?.name == name)
        }
    }

    @Test func `reads a query's columns, plain or quoted`() throws {
        let file = try PlanFixture.file(
            """
            version = 1
            [columns."query.total"]
            transform = "keep"
            [columns.'query."Full Name"']
            transform = "redact"
            """)
        #expect(file.columns[PlanFile.queryReference("total")] != nil)
        #expect(file.columns[PlanFile.queryReference("Full Name")] != nil)
    }

    @Test(arguments: [
        ("", "mask.toml: missing key version; write version = 1"),
        ("version = 2", "mask.toml:1: version: this program reads version 1"),
        (
            "version = 1\nunkown = 1",
            "mask.toml:2: unkown: unknown key; expected columns, domains, environments, "
                + "expected-rows, ignore-constraints, imports, labels, max-unfit, unknown, "
                + "unknown-paths, version"
        ),
        (
            "version = 1\nunknown = \"keep\"",
            "mask.toml:2: unknown: expected \"refuse\" or \"redact\"; never keep"
        ),
        (
            "version = 1\nmax-unfit = 2",
            "mask.toml:2: max-unfit: expected a share from 0 to 1"
        ),
        (
            "version = 1\n[domains]\n\"a\" = { form = \"fold\" }",
            "mask.toml:3: domains.a.form: expected exact, casefold, digits or e164"
        ),
        (
            "version = 1\n[labels.\"a.b\"]\ndomain = \"x\"",
            "mask.toml:2: labels.\"a.b\": a label needs a transform; one of "
                + MaskTransform.allNames.joined(separator: ", ")
        ),
        (
            "version = 1\n[columns.\"b.c\"]\ntransform = \"keep\"",
            "mask.toml:2: columns.\"b.c\": isn't a column; write \"schema.table.column\""
        ),
    ]) func `refuses a bad file with file and line`(text: String, expected: String) {
        #expect(message { _ = try PlanFixture.file(text) } == expected)
    }

    @Test(arguments: [
        ("transform = \"emial\"", "transform: unknown transform; one of keep, redact"),
        ("transform = \"email\"\nkeep-bin = true", "keep-bin: is an option of card, not of email"),
        ("keep-bin = true", "keep-bin: is an option of card, and the line names no transform"),
        ("transform = \"hash\"\nlength = 4", "length: expected 8 to 64 hexadecimal digits"),
        ("transform = \"constant\"", "missing key value"),
        ("transform = \"date-shift\"", "date-shift needs entity = \"column\""),
        ("transform = \"date-shift\"\nentity = \"id\"\ndays = 0", "days: expected 1 to 3650 days"),
        ("transform = \"name\"\npart = \"middle\"", "part: expected one of \"full\", \"first\""),
        ("transform = \"email\"\nday-first = true", "is an option of date-shift, date-trunc"),
        ("keep = \"unguarded\"", "keep = \"unguarded\" needs a reason"),
        ("keep = \"yes\"", "keep: expected \"unguarded\""),
        ("transform = \"keep\"\nreason = \"x\"", "only keep = \"unguarded\" takes a reason"),
        ("transform = \"keep\"\nunfit = \"keep\"", "unfit: expected \"redact\" or \"refuse\""),
        ("transform = \"keep\"\ncolour = 1", "colour: unknown key; expected after, allow-dup"),
        ("transform = 7", "transform: expected a string, found an integer"),
    ]) func `refuses a bad line with its line`(line: String, expected: String) {
        let text = message {
            _ = try PlanFixture.file("version = 1\n[columns.\"public.t.c\"]\n\(line)")
        }
        #expect(text.contains(expected), "\(text)")
        #expect(text.hasPrefix("mask.toml:"))
    }

    @Test func `an environment lies over every file, a later file over an earlier one`() throws {
        let base = """
            version = 1
            max-unfit = 0.5
            [labels]
            "contact.email" = { transform = "email" }
            [columns]
            "public.a.b" = { transform = "redact" }
            "public.a.c" = { transform = "digits" }
            [environments.test]
            unknown = "redact"
            """
        let top = """
            version = 1
            ignore-constraints = ["public.a.a_check"]
            [columns]
            "public.a.b" = { transform = "hash", length = 16 }
            [environments.test.columns]
            "public.a.c" = { transform = "keep" }
            """
        let files = try [("base.toml", base), ("top.toml", top)].map {
            try ConfigurationFile(name: $0.0, text: $0.1)
        }
        let plain = try PlanFile(files)
        let b = ColumnReference(schema: "public", relation: "a", column: "b")
        let c = ColumnReference(schema: "public", relation: "a", column: "c")
        #expect(plain.unknown == .refuse && plain.maximumUnfitShare == 0.5)
        #expect(plain.columns[b]?.transform == .hash(length: 16))
        #expect(plain.columns[c]?.transform == .digits)
        #expect(plain.ignoredConstraints.count == 1 && plain.name == "top.toml")
        let test = try PlanFile(files, environment: "test")
        #expect(test.unknown == .redact && test.unknownPaths == .redact)
        #expect(test.columns[c]?.transform == .keep(unguardedReason: nil))
    }

    @Test func `keys of environments nobody chose are checked too`() {
        let text = "version = 1\n[environments.test]\ncolour = 1\n"
        let place = message { _ = try PlanFixture.file(text) }
        #expect(place.hasPrefix("mask.toml:3: environments.test.colour: unknown key"))
        let bad = message {
            _ = try PlanFixture.file("version = 1\nignore-constraints = [\"x\"]\n")
        }
        #expect(bad.contains("schema.table.constraint"))
    }
}
