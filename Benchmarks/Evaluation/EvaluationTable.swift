import Detection
import Dispatch
import FoundationEssentials
import Primitives
import Scanning
import Synchronization

/// A labelled table as the classifier gets it.
struct EvaluationTable: Sendable {
    let source: String
    let name: String
    let samples: [ColumnSample]

    /// Reads every `tables/SOURCE/TABLE.csv` of a folder as a scan reads it.
    static func load(_ options: EvaluationOptions, folder: String) throws -> [EvaluationTable] {
        let seen = Mutex<[ColumnSample]>([])
        var scan = ScanOptions()
        scan.ignoresNames = options.ignoresNames
        scan.header = .yes
        let scanner = FileScanner(
            scan: scan,
            judge: { samples in
                seen.withLock { $0 = samples }
                let none = ColumnVerdict.Judgement(label: "none", probability: 1)
                return samples.map { _ in
                    ColumnVerdict(status: .clean, best: none, byValues: none, byName: none)
                }
            }, recogniser: { _ in false })
        var tables: [EvaluationTable] = []
        let root = folder + "/tables"
        for source in try FileManager.default.contentsOfDirectory(atPath: root).sorted() {
            let path = root + "/" + source
            for file in try FileManager.default.contentsOfDirectory(atPath: path).sorted() {
                let report = try scanner.run(paths: [path + "/" + file])
                for failure in report.failures { print(failure) }
                tables.append(
                    EvaluationTable(
                        source: source, name: String(file.prefix { $0 != "." }),
                        samples: seen.withLock { $0 }))
            }
        }
        return tables
    }

    func column(_ index: Int) -> EvaluationColumn {
        EvaluationColumn(source: source, table: name, name: samples[index].context.column)
    }
}

extension [EvaluationTable] {
    /// Classifies every table, in parallel and in order.
    func predictions(_ rules: @Sendable (String) -> RuleSet) -> [EvaluationPrediction] {
        let classifiers = Dictionary(
            uniqueKeysWithValues: Set(map(\.source)).map { source in
                (source, (rules(source), ColumnClassifier(rules(source))))
            })
        return concurrentMap(
            count: count, workers: Self.workers, makeContext: { DetectionScratch() }
        ) { index, scratch -> [EvaluationPrediction] in
            let table = self[index]
            guard let (rules, classifier) = classifiers[table.source] else { return [] }
            let verdicts = classifier.classify(relation: table.samples, scratch: &scratch)
            return verdicts.enumerated().map { place, verdict in
                EvaluationPrediction(table.column(place), verdict, rules)
            }
        }.flatMap { $0 }
    }

    static var workers: Int { 2 }
}
