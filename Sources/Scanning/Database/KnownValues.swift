internal import Detection
internal import Primitives

/// Values a column is known to hold, or allowed to, without reading the relation.
enum KnownValues {
    /// Cells with a value from which on a sample speaks for itself.
    private static let enoughCells = 50

    /// The sample, completed when it holds few values: by the server's statistics, which come from
    /// 30,000 rows and so know a column filled in one row of a thousand; without any value, by the
    /// closed list the schema allows.
    ///
    /// - Returns: the cells to judge, and where further ones came from.
    static func complete(
        _ cells: CellBatch, statistics: CellBatch?, allowed: [String]
    ) -> (cells: CellBatch, note: String?) {
        let filled = cells.count - cells.nullCount
        if filled >= enoughCells { return (cells, nil) }
        if let statistics, statistics.count > filled {
            var completed = cells
            completed.append(contentsOf: statistics, rows: 0..<statistics.count)
            return (completed, "with \(statistics.count) values of the server's statistics")
        }
        guard filled == 0, !allowed.isEmpty else { return (cells, nil) }
        return (CellBatch(texts: allowed), "by the \(allowed.count) values the schema allows")
    }
}
