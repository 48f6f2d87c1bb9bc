/// What `evaluate`, `fit` and `peers` are asked to do.
struct EvaluationOptions {
    /// Folders with `labels.tsv` and `tables/SOURCE/TABLE.csv`.
    var folders: [String] = []
    /// Only columns of this split; all without one.
    var split: String?
    var ignoresNames = false
    var showsMisses = false
    /// A folder with what peers said before.
    var answers: String?
    /// No column is named: for tables that nobody may learn from.
    var showsTotalsOnly = false

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--eval": folders.append(try Self.value(of: argument, &rest))
            case "--split": split = try Self.value(of: argument, &rest)
            case "--from": answers = try Self.value(of: argument, &rest)
            case "--ignore-names": ignoresNames = true
            case "--fn": showsMisses = true
            case "--totals": showsTotalsOnly = true
            default: throw UsageError(description: "\(argument): no such option")
            }
        }
        if folders.isEmpty { folders = [EvaluationLabels.sharedFolder] }
    }

    private static func value(
        of option: String, _ rest: inout ArraySlice<String>
    ) throws -> String {
        guard let value = rest.popFirst() else {
            throw UsageError(description: "\(option) needs a value")
        }
        return value
    }

    private struct UsageError: Error, CustomStringConvertible {
        let description: String
    }
}
