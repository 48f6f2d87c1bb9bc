import FoundationEssentials

/// The hand-made labels and the map from our labels to their coarser types.
struct EvaluationLabels {
    struct Column {
        var column: EvaluationColumn
        var type: String
        /// A place that belongs to a person.
        var isLinked: Bool

        /// Neither sensitive nor harmless by itself.
        var isNeutral: Bool { TypeFamilies.isNeutral(type, isLinked: isLinked) }
    }

    /// Where the labels of this project's users lie, beside the checkout.
    static let sharedFolder = "../shared/eval"

    /// Those that aren't ambiguous, of the split that was asked for.
    let columns: [Column]
    private let map: [(pattern: String, type: String)]

    /// - Parameter folder: it may lack `label-map.tsv`; then the shared folder's counts.
    init(folder: String, split: String?) throws {
        let rows = try Self.lines(folder + "/labels.tsv")
        let header = rows.first ?? []
        func place(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }
        let (type, ambiguous) = (place("type"), place("ambiguous"))
        let (linked, part) = (place("linked"), place("split"))
        columns = rows.dropFirst().compactMap { row in
            guard row[ambiguous] == "0", split == nil || row[part] == split else { return nil }
            return Column(
                column: EvaluationColumn(source: row[0], table: row[1], name: row[2]),
                type: row[type], isLinked: row[linked] == "1")
        }
        let own = folder + "/label-map.tsv"
        let isThere = FileManager.default.fileExists(atPath: own)
        map = try Self.lines(isThere ? own : Self.sharedFolder + "/label-map.tsv")
            .filter { $0.count == 2 && !$0[0].hasPrefix("#") }
            .map { (pattern: $0[0], type: $0[1]) }
    }

    /// The type that one of our labels counts as; the first pattern that fits decides.
    func type(of label: String) -> String {
        map.first { Self.fits(Array(label.utf8)[...], Array($0.pattern.utf8)[...]) }?.type ?? label
    }

    private static func lines(_ path: String) throws -> [[String]] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    /// Shell patterns with `*` only.
    private static func fits(_ text: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == UInt8(ascii: "*") {
            return (text.startIndex...text.endIndex).contains {
                fits(text[$0...], pattern.dropFirst())
            }
        }
        return text.first == first && fits(text.dropFirst(), pattern.dropFirst())
    }
}

/// A column of the evaluation by name.
struct EvaluationColumn: Hashable, CustomStringConvertible {
    var source: String
    var table: String
    var name: String

    var description: String { "\(source).\(table).\(name)" }
}
