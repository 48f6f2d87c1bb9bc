internal import Catalog
internal import FoundationEssentials

/// Ship or don't ship, with the numbers behind it; holds no value.
package struct ShipVerdict: Sendable, Codable, Equatable {
    /// What one column showed.
    package struct Column: Sendable, Codable, Equatable {
        /// The column as everywhere.
        package let column: String
        package let transform: String
        package let rows: Int
        package let nulls: Int
        /// Cells equal to their own source, and how many distinct values chance would leave.
        package internal(set) var fixedCells: Int?
        package internal(set) var expectedFixedValues: Double?
        /// Distinct source values that were looked for, found, and expected by chance.
        package internal(set) var sampledValues: Int?
        package internal(set) var survivors: Int?
        package internal(set) var expectedSurvivors: Double?
        /// The smallest share of surviving source values that would have been noticed; `nil` when
        /// the domain is so small that none would.
        package internal(set) var smallestVisibleShare: Double?
        /// What cells of the transform look like, and the share that does in source and output.
        package internal(set) var form: String?
        package internal(set) var sourceFormShare: Double?
        package internal(set) var outputFormShare: Double?
        /// Rows that an attacker with the true histogram gets right by matching ranks.
        package internal(set) var rankMatchingShare: Double?
        /// Why the output mustn't be shipped; empty when the column passes.
        package internal(set) var problems: [String] = []
        /// What is worth knowing and no reason to stop.
        package internal(set) var notes: [String] = []

        package var passes: Bool { problems.isEmpty }

        init(column: String, transform: String, rows: Int, nulls: Int) {
            self.column = column
            self.transform = transform
            self.rows = rows
            self.nulls = nulls
        }
    }

    package let ship: Bool
    package let columns: [Column]
    /// Whether the engine read the output again.
    package let isRescanned: Bool
    package let anonymity: AnonymityReport?

    init(columns: [Column], isRescanned: Bool, anonymity: AnonymityReport?) {
        ship = columns.allSatisfy(\.passes)
        self.columns = columns
        self.isRescanned = isRescanned
        self.anonymity = anonymity
    }

    /// The verdict as one JSON document, keys sorted, ended by a newline.
    package func json() -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        // Why: the only thing JSON can't hold is a number that isn't finite, and none is made.
        let data = try? encoder.encode(self)
        return data.map(Array.init).map { $0 + [0x0A] } ?? []
    }

    /// The verdict as text of at most 80 columns.
    package func text() -> String {
        var table = TextTable([
            .init("column", limit: 34), .init("transform", limit: 13),
            .init("survivors", limit: 9, isNumber: true),
            .init("by chance", limit: 9, isNumber: true),
            .init("sees", limit: 7, isNumber: true),
        ])
        for column in columns {
            table.append([
                column.column, column.transform, column.survivors.map(String.init) ?? "",
                column.expectedSurvivors.map { $0.fixed($0 < 10 ? 2 : 0) } ?? "",
                Self.visible(column),
            ])
        }
        return table.text() + notes + (ship ? "Ship.\n" : "Don't ship.\n")
    }

    private static func visible(_ column: Column) -> String {
        guard column.sampledValues ?? 0 > 0 else { return "" }
        guard let share = column.smallestVisibleShare else { return "nothing" }
        return (share * 100).fixed(share < 0.001 ? 4 : 2) + "%"
    }

    private var notes: String {
        var text = "\n"
        for column in columns {
            for problem in column.problems { text += Self.wrapped("\(column.column): \(problem)") }
        }
        for column in columns {
            for note in column.notes { text += Self.wrapped("Note: \(column.column): \(note)") }
        }
        if !isRescanned { text += "Note: the output wasn't scanned again.\n" }
        if let anonymity {
            let share = (anonymity.smallClassShare * 100).fixed(2)
            text += Self.wrapped(
                "Note: \(share) % of the rows share their quasi-identifiers with fewer than"
                    + " \(AnonymityReport.smallClass - 1) others; the smallest class has"
                    + " \(anonymity.smallestClass).")
        }
        return text == "\n" ? text : text + "\n"
    }

    /// Lines of at most 80 columns, broken at blanks; later ones are indented.
    private static func wrapped(_ sentence: String) -> String {
        var lines = [""]
        for word in TextTable.printable(sentence).split(separator: " ") {
            let line = lines[lines.count - 1]
            if line.isEmpty || TextTable.width(line) + TextTable.width(String(word)) < 80 {
                lines[lines.count - 1] += (line.isEmpty ? "" : " ") + word
            } else {
                lines.append("  " + TextTable.truncated(String(word), to: 78))
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
