internal import Primitives

/// A column of a plan and the columns of the row that it reads.
struct MaskedColumn: Sendable {
    private let column: ConditionalColumn
    private let isUnmasking: Bool

    init(
        _ column: PlannedColumn, _ compiler: ColumnCompiler, _ direction: MaskDirection
    ) throws(MaskingError) {
        self.column = try ConditionalColumn(column, compiler)
        isUnmasking = direction.isUnmasking
    }

    /// The column as its transform masks it.
    var main: CompiledColumn { column.main }

    /// Positions of the columns that have to be done before: those a template takes the masked
    /// values of and, when unmasking, those whose source values decide.
    var needsResults: Set<Int> {
        let plan = main.plan
        return isUnmasking ? plan.readColumns.union(pathColumns) : Set(templateColumns.values)
    }

    private var templateColumns: [String: Int] {
        guard case .template(let template) = main.plan.transform else { return [:] }
        return main.plan.siblings.filter { template.columns.contains($0.key) }
    }

    /// Positions of the columns that the paths of a document read.
    private var pathColumns: Set<Int> {
        main.plan.paths.reduce(into: []) { $0.formUnion($1.readColumns) }
    }

    /// Masks column `index` of a batch into `masked`, which is empty; see `RowMasker.mask`.
    ///
    /// - Parameter output: what has been done of the batch so far.
    func mask(
        _ index: Int, of input: borrowing RowBatch, firstRow: Int,
        beside output: borrowing RowBatch, into masked: inout CellBatch,
        notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        let plan = main.plan
        // Why: what decided when masking were source values, which unmasking writes to the output.
        let source = isUnmasking ? copy output : copy input
        var row = RowContext(first: firstRow)
        row.entities = plan.entityColumn.map { source.columns[$0] }
        for position in pathColumns { row.siblings[position] = source.columns[position] }
        for (name, position) in templateColumns { row.masked[name] = output.columns[position] }
        let cells = input.columns[index]
        try column.mask(
            cells,
            taken: plan.condition?.rows(
                of: plan.siblings.mapValues { source.columns[$0] }, count: cells.count) ?? [],
            row: row, into: &masked, notes: &notes, scratch: &scratch)
    }
}

extension PlannedColumn {
    /// Positions of the columns of the row that decide how it is masked.
    fileprivate var readColumns: Set<Int> {
        Set(siblings.values).union(entityColumn.map { [$0] } ?? [])
    }
}
