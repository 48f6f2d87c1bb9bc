import FoundationEssentials

/// The hand-made labels and the map from our labels to their coarser types.
struct EvaluationLabels {
    struct Column {
        var column: EvaluationColumn
        var type: String
        var isAmbiguous: Bool
        /// A place that belongs to a person.
        var isLinked: Bool
    }

    let columns: [Column]
    private let map: [(pattern: String, type: String)]

    init(folder: String) throws {
        func lines(_ name: String) throws -> [[String]] {
            try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
                .split(separator: "\n").map { line in
                    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
                }
        }
        let rows = try lines("labels.tsv")
        let header = rows.first ?? []
        func place(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }
        let (type, ambiguous, linked) = (place("type"), place("ambiguous"), place("linked"))
        columns = rows.dropFirst().map { row in
            Column(
                column: EvaluationColumn(source: row[0], table: row[1], name: row[2]),
                type: row[type], isAmbiguous: row[ambiguous] != "0", isLinked: row[linked] == "1")
        }
        map = try lines("label-map.tsv").filter { $0.count == 2 && !$0[0].hasPrefix("#") }
            .map { (pattern: $0[0], type: $0[1]) }
    }

    /// The type that one of our labels counts as; the first pattern that fits decides.
    func type(of label: String) -> String {
        map.first { Self.fits(Array(label.utf8)[...], Array($0.pattern.utf8)[...]) }?.type ?? label
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
