import Cryptography
import Dispatch
import Masking
import Primitives
import Synchronization
import Testing

/// What every transform holds to, on values made for it.
@Suite struct TransformCaseTests {
    @Test func `every transform of a plan has a case`() {
        #expect(Set(TransformCase.all.map(\.transform.name)) == Set(MaskTransform.allNames))
    }

    @Test(arguments: TransformCase.all)
    func `valid becomes valid, and nothing stays itself`(_ one: TransformCase) throws {
        let values = one.values(200)
        let masked = try one.mask(values)
        for (value, output) in zip(values, masked) {
            #expect(one.isValid(value) || one.isFixed)
            if let output { #expect(one.isValid(output), "\(output)") }
        }
        guard !one.keeps.contains(.value) else { return }
        // Why: a permutation of few values has a fixed point now and then.
        #expect(zip(values, masked).count { $0 == $1 } <= 4)
    }

    @Test(arguments: TransformCase.all.filter { !$0.invalid.isEmpty })
    func `invalid becomes invalid or a redaction, never itself`(_ one: TransformCase) throws {
        for (value, output) in zip(one.invalid, try one.mask(one.invalid)) {
            #expect(output != value)
            let isRedacted = output == nil || output == "[REDACTED]" || output == "0"
            #expect(isRedacted || !one.isValid(output ?? ""), "\(output ?? "NULL")")
        }
    }

    @Test(arguments: TransformCase.all)
    func `text beside a value never comes out`(_ one: TransformCase) throws {
        // Why: these keep what they aren't asked to mask.
        let keeping = ["keep", "shuffle", "text"]
        guard !keeping.contains(one.transform.name), one.transform != .email(.kept) else { return }
        let canary = "Kestrelheim"
        let texts = one.values(5).flatMap { (value: String) -> [String] in
            [
                "\(value)\(canary)", "\(canary) \(value)", "\(value), \(canary)",
                "\(canary)\0\(value)",
            ]
        }
        for output in try one.mask(texts + [canary]) {
            #expect(output?.lowercased().contains("kestrelheim") != true, "\(output ?? "")")
        }
    }

    @Test(arguments: TransformCase.all.filter { !$0.keeps.isEmpty })
    func `length, separators and case stay where they have to`(_ one: TransformCase) throws {
        let values = one.values(200)
        for (value, output) in zip(values, try one.mask(values)) {
            let output = try #require(output)
            if one.keeps.contains(.length) { #expect(output.count == value.count) }
            for (before, after) in zip(value, output) where !before.isLetter && !before.isNumber {
                #expect(!one.keeps.contains(.separators) || before == after)
            }
            for (before, after) in zip(value, output) where before.isLetter && after.isLetter {
                #expect(!one.keeps.contains(.letterCase) || before.isCased == after.isCased)
            }
        }
    }

    @Test(arguments: TransformCase.all.filter { $0.transform.isReversible && !$0.isKept })
    func `what a key can take back comes back`(_ one: TransformCase) throws {
        let values = one.values(200)
        #expect(try one.unmask(one.mask(values)) == values)
    }

    /// A shared masker on four threads, each with a scratch of its own, gives what one gives.
    @Test(arguments: TransformCase.all)
    func `threads and batches change nothing`(_ one: TransformCase) throws {
        guard one.transform.name != "shuffle" else { return }
        let values = one.values(120) + [""] + one.invalid
        let whole = try one.mask(values)
        let masker = try one.masker()
        let parts = Mutex([Int: [String?]]())
        DispatchQueue.concurrentPerform(iterations: 4) { part in
            let rows = stride(from: part * 7, to: values.count, by: 28)
            for first in rows {
                let end = min(first + 7, values.count)
                let masked = try? one.mask(Array(values[first..<end]), masker, firstRow: first)
                parts.withLock { $0[first] = masked }
            }
        }
        let found = parts.withLock { $0 }
        #expect(found.keys.sorted().flatMap { found[$0] ?? [] } == whole)
    }

    @Test(arguments: TransformCase.all)
    func `NULL stays NULL and rows keep their number`(_ one: TransformCase) throws {
        let masked = try one.mask([nil] + one.values(3) + [nil])
        guard one.transform.name != "shuffle" else {
            return #expect(masked.count { $0 == nil } == 2)
        }
        #expect(masked.count == 5 && masked[0] == nil && masked[4] == nil)
    }
}

extension TransformCase {
    fileprivate var isKept: Bool { transform.name == "keep" }

    /// Whether values and masked values differ in form.
    var isFixed: Bool {
        switch transform {
        case .redact, .null, .constant: true
        case .hash, .token, .round, .url, .username: true
        default: false
        }
    }

    /// The column and, beside it, the key of its row, which three rows share.
    func masker(_ direction: MaskDirection = .mask) throws -> RowMasker {
        var column = MaskFixture.column(transform, type: type)
        column.entityColumn = transform.entity == nil ? nil : 1
        var columns = [column, MaskFixture.column(.keep(unguardedReason: "key"), name: "id")]
        if direction.isBack { columns = try MaskPlan(columns: columns).reversal(of: nil).columns }
        return try RowMasker(
            plan: MaskPlan(columns: columns, spans: MaskFixture.spans, unknownPath: .redact),
            key: MaskFixture.key, rules: MaskFixture.rules(), surrogates: Self.surrogates(),
            direction: direction, lookups: lookups,
            startsExternal: { _ in BackwardsFilter() })
    }

    func mask(_ values: [String?]) throws -> [String?] { try mask(values, masker()) }

    func mask(
        _ values: [String?], _ masker: RowMasker, firstRow: Int = 0
    ) throws -> [String?] {
        let keys = values.indices.map { "\((firstRow + $0) / 3)" }
        return try MaskFixture.mask(masker, [values, keys]).texts[0]
    }

    func unmask(_ values: [String?]) throws -> [String?] {
        try mask(values, masker(.unmask(KeyRing(MaskFixture.key))))
    }

    private var lookups: [String: LookupTable] {
        guard case .lookup = transform else { return [:] }
        let entries = (0..<400).map { (Array(value($0).utf8), Array("place \($0)".utf8)) }
        let table = LookupTable(
            file: "map.csv", digest: "sha256:00",
            entries: Dictionary(entries, uniquingKeysWith: { first, _ in first }))
        return ["map.csv": table]
    }

    private static let lists = Result { try InstalledLists.read() }
    private static func surrogates() throws -> SurrogateLists { try lists.get() }
}

extension MaskDirection {
    fileprivate var isBack: Bool { if case .unmask = self { true } else { false } }
}

extension Character {
    /// Capital, small or neither.
    fileprivate var isCased: Int { isUppercase ? 2 : isLowercase ? 1 : 0 }
}

/// An external command that spells values backwards.
private final class BackwardsFilter: ExternalFilter, Sendable {
    func answer(_ cells: CellBatch, into output: inout CellBatch) throws(ExternalFailure) {
        for row in 0..<cells.count { cells.withCell(row) { output.append(Self.reversed($0)) } }
    }

    private static func reversed(_ cell: Span<UInt8>) -> [UInt8] {
        cell.indices.reversed().map { cell[$0] }
    }
}
