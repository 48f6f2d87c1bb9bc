import Detection
import FoundationEssentials
import Primitives
import Scanning

extension BenchmarkCommand {
    static let classification = BenchmarkCommand(
        name: "classification",
        summary: "[KIND ...]: columns judged and text searched with every rule of rules/"
    ) { arguments in
        try ClassificationBenchmark(RuleFolder.load().ruleSet).run(arguments)
    }
}

/// Columns of every usual kind, and running text, through the whole engine; a figure is one cell's.
private struct ClassificationBenchmark {
    private static let floor = "floor: every byte hashed, cell by cell"
    /// Columns and rows that a large database has, and what is promised for them.
    private static let many = (columns: 10_000, rows: 500, seconds: 5.0)
    private static let thousand = (columns: 1_000, rows: 1_000, seconds: 1.0)
    private static let cores = 2

    private let rules: RuleSet
    private let classifier: ColumnClassifier

    init(_ rules: RuleSet) {
        self.rules = rules
        classifier = ColumnClassifier(rules)
    }

    func run(_ arguments: [String]) throws {
        var report = BenchmarkReport(name: "classification", floor: Self.floor)
        let relations = Self.relations(copies: 40, rows: Self.many.rows)
        addFloor(relations, to: &report)
        let chosen = arguments.compactMap(ColumnKind.init)
        guard chosen.isEmpty else {
            addKinds(chosen, to: &report)
            return try report.finish(arguments)
        }
        addOneCore("columns of 500 rows", relations, to: &report)
        addOneCore("columns of 4,000 rows", Self.relations(copies: 4, rows: 4_000), to: &report)
        addKinds(ColumnKind.allCases, to: &report)
        let promises = [Self.many, Self.thousand].map { promise in
            let relations = Self.relations(copies: 40, rows: promise.rows)
            return addAllCores(promise.columns, relations, to: &report)
        }
        addText(to: &report)
        try report.finish(arguments)
        for (promise, seconds) in zip([Self.many, Self.thousand], promises) {
            print(
                "\(promise.columns) columns of \(promise.rows) rows on \(Self.cores) cores: "
                    + "\(decimal(seconds, 2)) s, promised \(decimal(promise.seconds, 0))")
        }
    }

    /// Tables of one column of each kind.
    private static func relations(copies: Int, rows: Int) -> [[ColumnSample]] {
        (0..<copies).map { copy in
            ColumnKind.allCases.map { $0.sample(rows: rows, seed: UInt64(copy)) }
        }
    }

    private static func cells(_ relations: [[ColumnSample]]) -> Int {
        relations.joined().reduce(0) { $0 + $1.cells.count }
    }

    /// FNV-1a over every cell: what finding equal values costs at least.
    private func addFloor(_ relations: [[ColumnSample]], to report: inout BenchmarkReport) {
        report.add(
            .take(Self.floor, operations: Self.cells(relations), runs: 5) {
                var sum: UInt64 = 0
                for sample in relations.joined() {
                    for row in 0..<sample.cells.count {
                        sample.cells.withCell(row) { cell in
                            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                            for index in cell.indices {
                                hash = (hash ^ UInt64(cell[index])) &* 0x0000_0100_0000_01B3
                            }
                            sum ^= hash
                        }
                    }
                }
                hold(sum)
            })
    }

    private func addOneCore(
        _ name: String, _ relations: [[ColumnSample]], to report: inout BenchmarkReport
    ) {
        var scratch = DetectionScratch()
        report.add(
            .take(name, operations: Self.cells(relations), runs: 5) {
                for relation in relations {
                    hold(classifier.classify(relation: relation, scratch: &scratch))
                }
            })
    }

    private func addKinds(_ kinds: [ColumnKind], to report: inout BenchmarkReport) {
        for kind in kinds {
            let relations = (0..<8).map { [kind.sample(rows: Self.many.rows, seed: 99 + $0)] }
            addOneCore("column, \(kind.rawValue)", relations, to: &report)
        }
    }

    /// As many columns as promised; returns the seconds of the best run.
    private func addAllCores(
        _ columns: Int, _ relations: [[ColumnSample]], to report: inout BenchmarkReport
    ) -> Double {
        let rows = relations[0][0].cells.count
        let rounds = (columns + relations[0].count - 1) / relations[0].count
        let count = rounds * relations[0].count
        let row = Measurement.take(
            "\(count) columns of \(rows) rows, \(Self.cores) cores", operations: count * rows,
            runs: 5, wall: true
        ) {
            hold(
                concurrentMap(
                    count: rounds, workers: Self.cores, makeContext: { DetectionScratch() }
                ) { index, scratch in
                    let relation = relations[index % relations.count]
                    return classifier.classify(relation: relation, scratch: &scratch).count
                })
        }
        report.add(row)
        return row.minimum * Double(columns) / Double(count)
    }

    private func addText(to report: inout BenchmarkReport) {
        let lines = ColumnKind.note.texts(rows: 4_000, seed: 5).map { Array($0.utf8) }
        let bytes = lines.reduce(0) { $0 + $1.count }
        let finder = SpanFinder(rules)
        var scratch = DetectionScratch()
        report.add(
            .take("notes searched", operations: lines.count, bytes: bytes, runs: 5) {
                for line in lines { hold(finder.find(in: line.span, scratch: &scratch).spans) }
            })
    }
}
