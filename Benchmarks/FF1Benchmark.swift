import Cryptography
import Detection
import Masking
import Primitives

extension BenchmarkCommand {
    static let ff1 = BenchmarkCommand(
        name: "ff1", summary: "FF1 over ASCII digits beside the AES calls it can't do without"
    ) { arguments in
        try FF1Benchmark().run(arguments)
    }
}

/// FF1 with AES-256 on batches of 4,096 cells: the raw AES work, the digit kernel, other lengths.
private struct FF1Benchmark {
    let cellCount = 4_096
    let passes = 64
    let key = try? MaskingKey(text: fixedKeyLine)

    func run(_ arguments: [String]) throws {
        guard let key else { return }
        let subkey = key.subkey(purpose: "benchmark", domain: "ff1")
        // Why: what is left when everything but the ten EVP calls is taken away.
        let floor = CryptographyFloor.blocks(10)
        var report = BenchmarkReport(name: "ff1", floor: floor.name)
        let cells = CellBatch(texts: [String?](repeating: "", count: cellCount))
        report.add(floor.measure(cells, passes: passes, key: key))
        let form = FF1Digits(key: subkey)
        try check(form, subkey)
        for count in [6, 9, 16, 19, 24] { report.add(digits(form, count)) }
        report.add(oneByOne(form))
        report.add(try masker("16 digits", key) { 1_000_000_000_000_000 + $0 * 7_919 })
        report.add(
            try masker("8 to 19 digits", key) { row in
                (0..<(7 + row % 12)).reduce(1 + row % 8) { number, _ in number * 10 + row % 10 }
            })
        report.add(
            try masker("16 digits, three dashes", key, dashed: true) {
                1_000_000_000_000_000 + $0 * 7_919
            })
        try report.finish(arguments)
    }

    private func digits(_ form: FF1Digits, _ count: Int) -> Measurement {
        var bytes = [UInt8](repeating: 55, count: 8 + cellCount * count)
        let starts = (0..<cellCount).map { UInt32(8 + $0 * count) }
        return .take(
            "FF1Digits, \(count) digits", operations: cellCount * passes,
            bytes: cellCount * passes * count
        ) {
            for _ in 0..<passes {
                var span = bytes.mutableSpan
                form.transform(
                    &span, starts: starts.span, digitCount: count, direction: .encrypt)
            }
        }
    }

    private func oneByOne(_ form: FF1Digits) -> Measurement {
        var bytes = [UInt8](repeating: 55, count: 24)
        let starts: [UInt32] = [8]
        return .take("FF1Digits, 16 digits, one by one", operations: 20_000) {
            for _ in 0..<20_000 {
                var span = bytes.mutableSpan
                form.transform(&span, starts: starts.span, digitCount: 16, direction: .encrypt)
            }
        }
    }

    /// `digits` through the masker's own entry: 1 % of the cells NULL, 1 % unfit.
    private func masker(
        _ name: String, _ key: MaskingKey, dashed: Bool = false, _ number: (Int) -> Int
    ) throws -> Measurement {
        let column = PlannedColumn(
            reference: ColumnReference(schema: "b", relation: "b", column: "b"),
            domain: "benchmark", transform: .digits)
        let lists = SurrogateLists.baseNames.map { ($0, Array("One\nTwo\n".utf8)) }
        let masker = try RowMasker(
            plan: MaskPlan(columns: [column]), key: key, rules: RuleSet(files: []),
            surrogates: SurrogateLists(files: Dictionary(uniqueKeysWithValues: lists)))
        let texts = (0..<cellCount).map { row -> String? in
            switch row % 100 {
            case 13: nil
            case 57: "not a number"
            default: dashed ? Self.dashed(number(row)) : String(number(row))
            }
        }
        let input = RowBatch(columns: [CellBatch(texts: texts)])
        var output = RowBatch(columnCount: 1)
        var scratch = masker.makeScratch()
        try masker.mask(input, into: &output, scratch: &scratch)
        precondition(scratch.tally.columns[0].fixedPoints == 0)
        precondition(
            (0..<cellCount).allSatisfy {
                $0 % 100 == 57
                    || output.columns[0].range($0).count == input.columns[0].range($0).count
            })
        return try .take(
            "RowMasker, " + name, operations: cellCount * passes,
            bytes: input.columns[0].bytes.count * passes
        ) {
            for _ in 0..<passes { try masker.mask(input, into: &output, scratch: &scratch) }
        }
    }

    /// The digits in groups of four.
    private static func dashed(_ number: Int) -> String {
        let digits = Array(String(number))
        return stride(from: 0, to: digits.count, by: 4).map {
            String(digits[$0..<min($0 + 4, digits.count)])
        }
        .joined(separator: "-")
    }

    /// The batch has to give what the general form gives before any clock starts.
    private func check(_ form: FF1Digits, _ key: SubKey) throws {
        let general = try FF1(cipher: BlockCipher(key: key), radix: 10)
        var bytes = Array("        0123456789012345".utf8)
        let starts: [UInt32] = [8]
        var span = bytes.mutableSpan
        form.transform(&span, starts: starts.span, digitCount: 16, direction: .encrypt)
        let expected = try general.encrypt((0..<16).map { $0 % 10 })
        precondition(bytes.dropFirst(8).elementsEqual(expected.map { UInt8($0 + 48) }))
    }
}

/// The published test key, bytes 0…31.
let fixedKeyLine = "bauta-key-1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8:91267e8a"
