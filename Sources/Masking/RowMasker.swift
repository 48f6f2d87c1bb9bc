package import Cryptography
package import Detection
package import Primitives

/// Masks row batches by a plan and a key: the one place where source values become masked ones, and
/// where reversible ones come back.
///
/// Output depends on plan, key, rules, lists and the rows alone: not on batch size, worker count or
/// file format. Any number of workers share one masker, each with a scratch of its own.
package final class RowMasker: Sendable {
    package let plan: MaskPlan
    private let columns: [CompiledColumn]
    private let direction: MaskDirection
    /// Positions of `columns`, each after those whose results it needs.
    private let order: [Int]
    /// Those of `after` columns, each behind the one it depends on.
    private let orders: [OrderKeeping]

    /// Derives every subkey and compiles every column.
    ///
    /// - Parameter direction: to unmask, `plan` comes from `MaskPlan.reversal`.
    /// - Throws: the first column whose plan can't work, before any row is read.
    package init(
        plan: MaskPlan, key: MaskingKey, rules: RuleSet, surrogates: SurrogateLists,
        direction: MaskDirection = .mask
    ) throws(MaskingError) {
        self.plan = plan
        self.direction = direction
        let compiler = try ColumnCompiler(
            plan: plan, key: key, rules: rules, surrogates: surrogates, direction: direction)
        var columns: [CompiledColumn] = []
        for column in plan.columns { columns.append(try compiler.compile(column)) }
        self.columns = columns
        orders = direction.isUnmasking ? [] : OrderKeeping.sorted(plan.columns)
        order = plan.columns.indices.sorted { left, right in
            plan.columns[left].entityColumn == nil && plan.columns[right].entityColumn != nil
        }
    }

    /// Working memory for one worker; never shared.
    package func makeScratch() -> MaskScratch { MaskScratch(columnCount: columns.count) }

    /// Masks every column of `input` and replaces the contents of `output`.
    ///
    /// NULL stays NULL. A cell its transform can't take is redacted and counted in
    /// `scratch.tally`; whether there were too many is for the caller to decide at the end.
    ///
    /// - Throws: an unfit cell or unknown path that the plan says to refuse; `output` is then
    /// empty.
    package func mask(
        _ input: borrowing RowBatch, into output: inout RowBatch, scratch: inout MaskScratch
    ) throws(MaskingError) {
        guard input.columns.count == columns.count else {
            throw .columnCount(expected: columns.count, found: input.columns.count)
        }
        if output.columns.count != columns.count {
            output = RowBatch(columnCount: columns.count)
        }
        do throws(MaskingError) {
            for index in order { try mask(index, input, &output, &scratch) }
            for order in orders { order.apply(input, to: &output) }
        } catch {
            output.removeAll()
            throw error
        }
    }

    private func mask(
        _ index: Int, _ input: borrowing RowBatch, _ output: inout RowBatch,
        _ scratch: inout MaskScratch
    ) throws(MaskingError) {
        let column = columns[index]
        let cells = input.columns[index]
        // Why: the entity as it was before masking decides, which here is what comes out.
        let siblings = column.plan.entityColumn.map {
            direction.isUnmasking ? output.columns[$0] : input.columns[$0]
        }
        var notes = CellNotes()
        output.columns[index].removeAll()
        try column.mask(
            cells, siblings: siblings, into: &output.columns[index], notes: &notes,
            scratch: &scratch)
        scratch.tally.columns[index].add(
            column.tally(of: cells, output.columns[index], notes: notes))
        if column.plan.unfit == .refuse, let first = notes.unfit.min(by: { $0.row < $1.row }) {
            throw .unfitCell(column.plan.reference, row: first.row + 1, first.reason)
        }
    }
}
