import Detection
import FoundationEssentials
import Primitives
import Scanning

extension BenchmarkCommand {
    static let classification = BenchmarkCommand(
        name: "classification",
        summary: "columns judged and text searched with every rule of rules/"
    ) { arguments in
        try ClassificationBenchmark().run(arguments)
    }
}

/// Columns of 500 rows of every usual kind, and running text, through the whole engine.
private struct ClassificationBenchmark {
    private let rowCount = 500
    private let copies = 8
    private let manyColumns = 10_000

    func run(_ arguments: [String]) throws {
        let rules = try RuleFolder.load().ruleSet
        let kinds = ColumnKind.allCases
        let relations = (0..<copies).map { copy in
            kinds.map { $0.sample(rows: rowCount, seed: UInt64(copy)) }
        }
        let classifier = ColumnClassifier(rules)
        let columns = copies * kinds.count
        var report = BenchmarkReport(name: "classification")
        report.add(
            .take("columns of \(rowCount) rows", operations: columns, runs: 5) {
                for relation in relations { hold(classifier.classify(relation: relation)) }
            })
        addAllCores(classifier, relations, to: &report)
        for kind in kinds {
            let sample = kind.sample(rows: rowCount, seed: 99)
            var scratch = DetectionScratch()
            report.add(
                .take("column, \(kind.rawValue)", operations: 4, runs: 5) {
                    for _ in 0..<4 { hold(classifier.classify(sample, scratch: &scratch)) }
                })
        }
        addText(rules, to: &report)
        try report.finish(arguments)
    }

    /// As many columns as a large database has, on two cores.
    private func addAllCores(
        _ classifier: ColumnClassifier, _ relations: [[ColumnSample]],
        to report: inout BenchmarkReport
    ) {
        let columns = relations.count * relations[0].count
        let rounds = (manyColumns + columns - 1) / columns
        let name = "\(rounds * columns) columns of \(rowCount) rows, 2 cores"
        report.add(
            .take(name, operations: rounds * columns, runs: 5, wall: true) {
                hold(
                    concurrentMap(
                        count: rounds * relations.count, workers: 2,
                        makeContext: { DetectionScratch() }
                    ) { index, scratch in
                        let relation = relations[index % relations.count]
                        return classifier.classify(relation: relation, scratch: &scratch).count
                    })
            })
    }

    private func addText(_ rules: RuleSet, to report: inout BenchmarkReport) {
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

/// What benchmark columns hold.
private enum ColumnKind: String, CaseIterable {
    case id, email, phone, name, city, price, day, uuid, status, note, sku, epoch, flag, url
    case title, sentence

    func sample(rows: Int, seed: UInt64) -> ColumnSample {
        var context = ColumnSample.Context()
        context.table = "records"
        context.column = "field_\(rawValue.count)"
        return ColumnSample(
            context: context, cells: CellBatch(texts: texts(rows: rows, seed: seed)))
    }

    func texts(rows: Int, seed: UInt64) -> [String] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(rawValue.count)
        return (0..<rows).map { row in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return text(row: row, number: Int(state >> 33))
        }
    }

    private func text(row: Int, number: Int) -> String {
        let word = Self.words[number % Self.words.count]
        let other = Self.words[(number / 64) % Self.words.count]
        return switch self {
        case .id: String(row + 1)
        case .email: "\(word).\(other)\(number % 97)@example.org"
        case .phone: "+49 30 \(1_000_000 + number % 8_999_999)"
        case .name: "\(word.capitalized) \(other.capitalized)"
        case .city: word.capitalized
        case .price: "\(number % 900).\(10 + number % 89)"
        case .day: "20\(10 + number % 15)-0\(1 + number % 9)-1\(number % 9)"
        case .uuid: "3f2a6c1d-9b7e-4c5d-8a1f-\(100_000_000_000 + number)"
        case .status: ["open", "paid", "shipped"][number % 3]
        case .note: "\(word) asked \(other) to call back on \(number % 28) about order \(number)"
        case .sku: "SK-\(1_000 + number % 9_000)-\(word.prefix(2))"
        case .epoch: String(1_600_000_000 + number % 90_000_000)
        case .flag: number % 2 == 0 ? "true" : "false"
        case .url: "https://www.example.org/\(word)/\(other)?page=\(number % 50)"
        case .title: "\(word.capitalized) of the \(other) \(number % 12)"
        case .sentence: "The \(word) was late, so \(other) wrote to support again today."
        }
    }

    private static let words =
        ("anchor basil copper delta ember fable garnet harbor indigo juniper kernel lantern "
        + "meadow nectar oriole pepper quartz raven saffron timber umber velvet willow xenon "
        + "yonder zephyr").split(separator: " ").map(String.init)
}
