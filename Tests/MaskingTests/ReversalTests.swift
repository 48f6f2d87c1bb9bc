import Cryptography
import Masking
import Primitives
import Testing

/// Unmask after mask gives back the source, for every transform that says it is reversible.
@Suite struct ReversalTests {
    static let reversible =
        TransformSample.wide.filter { $0.transform.isReversible }
        + IdentifierScheme.allCases.map { scheme in
            TransformSample(transform: .identifier(scheme)) { "\(100_000_000 + $0 * 7)" }
        }

    private func roundTrip(
        _ columns: [PlannedColumn], _ cells: [[String?]]
    ) throws -> (masked: [[String?]], back: [[String?]], tally: MaskTally) {
        let masked = try MaskFixture.mask(MaskFixture.masker(columns), cells).texts
        let plan = try MaskPlan(columns: columns).reversal(of: nil)
        let unmasker = try MaskFixture.masker(
            plan.columns, direction: .unmask(KeyRing(MaskFixture.key)))
        let back = try MaskFixture.mask(unmasker, masked)
        return (masked, back.texts, back.tally)
    }

    @Test(arguments: reversible)
    func `every value comes back`(_ sample: TransformSample) throws {
        let values: [String?] = sample.values(500) + [nil, ""]
        let trip = try roundTrip([sample.column], [values])
        #expect(trip.back[0] == values)
        #expect(trip.masked[0] != values)
        #expect(trip.tally.columns[0].unfitTotal == 0)
    }

    @Test(arguments: reversible)
    func `hostile cells come back or stay redacted`(_ sample: TransformSample) throws {
        let values: [String?] = TransformPropertyTests.hostile
        let trip = try roundTrip([sample.column], [values])
        for (index, value) in values.enumerated() where trip.masked[0][index] != "[REDACTED]" {
            // Why: identifiers are read in one case; mixed case comes back in capitals.
            let back = trip.back[0][index]
            #expect(back == value || back == value?.uppercased() && sample.isIdentifier)
        }
        for (index, masked) in trip.masked[0].enumerated() where masked == "[REDACTED]" {
            #expect(trip.back[0][index] == "[REDACTED]")
        }
        #expect(trip.tally.columns[0].unfitTotal == 0)
    }

    @Test func `at least a dozen transforms and every identifier are reversible`() {
        #expect(Self.reversible.count >= 12 + IdentifierScheme.allCases.count)
    }

    @Test func `dates come back with their entity`() throws {
        let columns = [
            MaskFixture.column(.dateShift(entity: "id", days: 365), name: "at", entity: 1),
            MaskFixture.column(.permute, name: "id", type: "integer"),
        ]
        let cells: [[String?]] = [
            ["2024-02-29", "2024-03-01 23:59:59.5+02", nil, "infinity"], ["7", "8", "9", "10"],
        ]
        let trip = try roundTrip(columns, cells)
        #expect(trip.back == cells)
        #expect(trip.masked[0][0] != cells[0][0] && trip.masked[1] != cells[1])
    }

    @Test func `documents come back path by path, other paths as they are`() throws {
        var column = MaskFixture.column(.json, type: "jsonb", nullable: false)
        column.paths = [
            ("$.id", MaskTransform.permute), ("$.tags[]", .token), ("$.scores.*", .digits),
        ].map { path, transform in MaskFixture.column(transform, path: path) }
        let document = #"{"id": 42, "tags": ["a", null, "é"], "kept" : 1.50}"#
        let trip = try roundTrip([column], [[document]])
        let (masked, back) = (try #require(trip.masked[0][0]), try #require(trip.back[0][0]))
        #expect(!masked.contains("42") && !masked.contains("é") && !masked.contains("kept"))
        #expect(back.hasPrefix(#"{"id": 42, "tags": ["a", null, "é"], "#))
        #expect(back.suffix(20) == masked.suffix(20) && back.hasSuffix(" : null}"))
    }

    @Test func `one-way columns are refused by name, unless others were asked for`() throws {
        let plan = MaskPlan(columns: [
            MaskFixture.column(.email(.reserved), name: "email"),
            MaskFixture.column(.redact, name: "note"), MaskFixture.column(.permute, name: "id"),
            MaskFixture.column(.dateShift(entity: "id", days: 9), name: "born", entity: 2),
        ])
        let refused = message { _ = try plan.reversal(of: nil) }
        #expect(refused.contains("public.t.email (email), public.t.note (redact)"))
        #expect(refused.contains("--column") && !refused.contains("public.t.id"))
        let id = ColumnReference(schema: "public", relation: "t", column: "id")
        let reversal = try plan.reversal(of: [id])
        #expect(reversal.reversedColumns == [id])
        #expect(reversal.columns[0].transform.name == "keep")
        let born = ColumnReference(schema: "public", relation: "t", column: "born")
        #expect(message { _ = try plan.reversal(of: [born]) }.contains("born (date-shift)"))
        #expect(try plan.reversal(of: [born, id]).reversedColumns == [id, born])
        let stray = ColumnReference(schema: "public", relation: "t", column: "x")
        #expect(message { _ = try plan.reversal(of: [stray]) }.contains("public.t.x"))
        let kept = MaskPlan(columns: [MaskFixture.column(.keep(unguardedReason: nil))])
        #expect(message { _ = try kept.reversal(of: nil) }.contains("no column"))
    }

    @Test func `a masker made to unmask refuses one-way columns`() {
        let made = message {
            _ = try MaskFixture.masker(
                [MaskFixture.column(.username)], direction: .unmask(KeyRing(MaskFixture.key)))
        }
        #expect(made.contains("public.t.c") && made.contains("one-way"))
    }

    @Test func `masking again keeps redactions`() throws {
        let masker = try MaskFixture.masker(
            [MaskFixture.column(.alphanumeric)], direction: .remask)
        let again = try MaskFixture.mask(masker, [["[REDACTED]", "AB-1234-xy"]])
        #expect(again.texts[0] == ["[REDACTED]", "MM-7464-hx"])
        #expect(again.tally.columns[0].unfitTotal == 0)
    }
}

extension TransformSample {
    fileprivate var isIdentifier: Bool {
        if case .identifier = transform { true } else { false }
    }
}
