import Cryptography
import FoundationEssentials

/// Why the false alarms that remain do remain: what a person found who looked at each.
///
/// Labelled tables aren't part of the project and their columns' names stay out of it, so a digest
/// of the name stands for a column. An explanation holds for the label it was written for; when
/// another is said, the alarm is a new one.
struct EvaluationExplanations {
    private struct Place: Hashable {
        var key: String
        var label: String
    }

    /// Digits of the digest that name a column.
    private static let keyLength = 12

    private let texts: [Place: String]

    /// Reads `explanations.tsv` beside this file: key, label and explanation, separated by tabs.
    init() throws {
        let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let path = (folder + ["explanations.tsv"]).joined(separator: "/")
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        var texts: [Place: String] = [:]
        for (index, line) in lines.enumerated() where !line.hasPrefix("#") {
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count == 3 else {
                throw BenchmarkError("\(path): line \(index + 1): needs key, label, explanation")
            }
            texts[Place(key: cells[0], label: cells[1])] = cells[2]
        }
        self.texts = texts
    }

    /// What `explanations.tsv` calls a column.
    static func key(of column: EvaluationColumn) -> String {
        String(MessageDigest.sha256(Array(column.description.utf8)).hex.prefix(keyLength))
    }

    subscript(_ said: EvaluationPrediction) -> String? {
        texts[Place(key: Self.key(of: said.column), label: said.label)]
    }
}
