/// An order of columns in which each comes after those it needs.
enum ColumnOrder {
    /// - Throws: the first column that needs its own result in a circle.
    static func of(
        _ columns: [PlannedColumn], dependencies: [Set<Int>]
    ) throws(MaskingError) -> [Int] {
        var order: [Int] = []
        var done = [Bool](repeating: false, count: columns.count)
        while order.count < columns.count {
            let ready = columns.indices.filter { index in
                !done[index] && dependencies[index].allSatisfy { done[$0] }
            }
            guard !ready.isEmpty else {
                let stuck = columns.indices.first { !done[$0] } ?? 0
                throw .badColumn(
                    columns[stuck].reference,
                    "takes the masked value of a column that takes its own, in a circle")
            }
            for index in ready { done[index] = true }
            order += ready
        }
        return order
    }
}
