/// Row-aligned cells of several columns: cell `i` of every column belongs to row `i`.
///
/// Transforms that need siblings (entity shift, personas, conditions) read them from here.
package struct RowBatch: Sendable, Equatable {
    /// One batch a column, in the order of the plan's columns, all of `rowCount` cells.
    package var columns: [CellBatch]

    package init(columns: [CellBatch]) {
        precondition(
            columns.allSatisfy { $0.count == columns[0].count }, "columns differ in row count")
        self.columns = columns
    }

    package init(columnCount: Int) {
        columns = Array(repeating: CellBatch(), count: columnCount)
    }

    package var rowCount: Int { columns.first?.count ?? 0 }

    /// Empties every column and keeps the storage.
    package mutating func removeAll() {
        for index in columns.indices { columns[index].removeAll() }
    }
}
