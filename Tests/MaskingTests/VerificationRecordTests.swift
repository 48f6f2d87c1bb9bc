import Cryptography
import Masking
import Primitives
import Testing

struct VerificationRecordTests {
    private typealias Fixture = VerificationFixture
    private let plan = MaskPlan(columns: [
        Fixture.column("email", .email(.reserved)),
        Fixture.column("note", .keep(unguardedReason: nil)),
    ])
    private let source: [[String?]] = [
        (0..<5000).map { $0 % 17 == 0 ? nil : Fixture.email($0 % 3000) },
        (0..<5000).map { "note \($0)" },
    ]
    private let output: [[String?]] = [
        (0..<5000).map { $0 % 17 == 0 ? nil : Fixture.masked($0 % 3000) },
        (0..<5000).map { "note \($0)" },
    ]

    @Test(arguments: [1, 7, 999, 5000]) func `doesn't depend on how rows are cut`(size: Int) throws
    {
        let key = try Fixture.key()
        let whole = Fixture.record(plan, source: source, output: output, size: 1000, key: key)
        let cut = Fixture.record(plan, source: source, output: output, size: size, key: key)
        #expect(whole == cut)
        #expect(Fixture.file(whole, key: key) == Fixture.file(cut, key: key))
    }

    @Test(arguments: [1, 2, 3, 5]) func `doesn't depend on the number of workers`(workers: Int)
        throws
    {
        let key = try Fixture.key()
        let expected = Fixture.record(plan, source: source, output: output, key: key)
        let recorder = VerificationRecorder(plan: plan, key: key)
        let before = Fixture.batches(source, size: 300)
        let after = Fixture.batches(output, size: 300)
        _ = concurrentMap(count: workers, workers: workers, makeContext: { 0 }) { worker, _ in
            var scratch = recorder.makeScratch()
            for index in stride(from: worker, to: before.count, by: workers) {
                recorder.observe(source: before[index], output: after[index], scratch: &scratch)
            }
        }
        #expect(recorder.finish() == expected)
    }

    @Test func `doesn't depend on the split when there are more values than the sketch holds`()
        throws
    {
        let columns = (0..<64).map { Fixture.column("c\($0)", .alphanumeric) }
        let plan = MaskPlan(columns: columns)
        let key = try Fixture.key()
        let values: [String?] = (0..<80_000).map { "value-\($0 * 31)" }
        let source =
            [values] + [[String?]](repeating: [String?](repeating: nil, count: 80_000), count: 63)
        let one = Fixture.record(plan, source: source, output: source, size: 80_000, key: key)
        let two = Fixture.record(plan, source: source, output: source, size: 6_161, key: key)
        #expect(one == two)
    }

    @Test func `reads back what it wrote`() throws {
        let key = try Fixture.key()
        let record = Fixture.record(plan, source: source, output: output, key: key)
        let bytes = Fixture.file(record, key: key)
        #expect(try SketchFile.decode(bytes, key: key, file: "OUT.verify") == record)
    }

    @Test func `shows nothing of the values without the key`() throws {
        let key = try Fixture.key()
        let bytes = Fixture.file(
            Fixture.record(plan, source: source, output: output, key: key), key: key)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.contains("public"))
        #expect(!text.contains("person"))
    }

    @Test func `refuses another key, another file and any changed byte`() throws {
        let key = try Fixture.key()
        let other = try Fixture.key(8)
        let record = Fixture.record(plan, source: source, output: output, key: key)
        let bytes = Fixture.file(record, key: key)
        #expect(throws: VerificationError.otherKey(file: "f", expected: other.id, found: key.id)) {
            try SketchFile.decode(bytes, key: other, file: "f")
        }
        #expect(throws: VerificationError.notASketch(file: "f")) {
            try SketchFile.decode(Array("id,email\n1,x\n".utf8), key: key, file: "f")
        }
        for position in [33, 40, 60, bytes.count / 2, bytes.count - 1] {
            var changed = bytes
            changed[position] ^= 1
            #expect(throws: VerificationError.damaged(file: "f")) {
                try SketchFile.decode(changed, key: key, file: "f")
            }
        }
        for count in [0, 5, 20, 32, 40, bytes.count - 1] {
            #expect(throws: VerificationError.self) {
                try SketchFile.decode(Array(bytes[..<count]), key: key, file: "f")
            }
        }
    }

    @Test func `refuses a record of another plan`() throws {
        let key = try Fixture.key()
        let record = Fixture.record(plan, source: source, output: output, key: key)
        var other = plan
        other.columns[0].transform = .keep(unguardedReason: nil)
        #expect(
            throws: VerificationError.otherPlan(
                column: "public.t.email", reason: "was masked otherwise")
        ) { try OutputVerifier(plan: other, record: record, key: key) }
        other = plan
        other.columns[1].reference.column = "text"
        #expect(
            throws: VerificationError.otherPlan(
                column: "public.t.text", reason: "wasn't in the mask run")
        ) { try OutputVerifier(plan: other, record: record, key: key) }
    }
}
