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
    private let columns: [MaskedColumn]
    /// Positions of `columns`, each after those whose results it needs.
    private let order: [Int]
    /// Those of `after` columns, each behind the one it depends on.
    private let orders: [OrderKeeping]

    /// Derives every subkey and compiles every column.
    ///
    /// - Parameters:
    ///   - direction: to unmask, `plan` comes from `MaskPlan.reversal`.
    ///   - lookups: the files of the plan's lookups, by name.
    ///   - startsExternal: runs the plan's external commands.
    /// - Throws: the first column whose plan can't work, before any row is read.
    package init(
        plan: MaskPlan, key: MaskingKey, rules: RuleSet, surrogates: SurrogateLists,
        direction: MaskDirection = .mask, lookups: [String: LookupTable] = [:],
        startsExternal: ExternalStarter? = nil
    ) throws(MaskingError) {
        self.plan = plan
        let compiler = try ColumnCompiler(
            plan: plan, key: key, rules: rules, surrogates: surrogates, direction: direction,
            lookups: lookups, startsExternal: startsExternal)
        var columns: [MaskedColumn] = []
        for column in plan.columns { columns.append(try MaskedColumn(column, compiler, direction)) }
        self.columns = columns
        orders = direction.isUnmasking ? [] : OrderKeeping.sorted(plan.columns)
        order = try ColumnOrder.of(plan.columns, dependencies: columns.map(\.needsResults))
    }

    /// Rows that have to be masked together, so that a batch begins with a multiple of it and only
    /// the last one holds no multiple; 1 unless a column is shuffled.
    package var rowWindow: Int {
        plan.columns.reduce(1) { window, column in
            guard case .shuffle(let own) = column.transform else { return window }
            return Self.leastMultiple(window, own)
        }
    }

    private static func leastMultiple(_ left: Int, _ right: Int) -> Int {
        var (larger, smaller) = (left, right)
        while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
        return left / larger * right
    }

    /// Working memory for one worker; never shared.
    package func makeScratch() -> MaskScratch { MaskScratch(columnCount: columns.count) }

    /// Masks every column of `input` and replaces the contents of `output`.
    ///
    /// NULL stays NULL. A cell its transform can't take is redacted and counted in
    /// `scratch.tally`; whether there were too many is for the caller to decide at the end.
    ///
    /// - Parameter firstRow: the number of the batch's first row in the source, from 0.
    /// - Throws: an unfit cell or unknown path that the plan says to refuse; `output` is then
    /// empty.
    package func mask(
        _ input: borrowing RowBatch, firstRow: Int = 0, into output: inout RowBatch,
        scratch: inout MaskScratch
    ) throws(MaskingError) {
        guard input.columns.count == columns.count else {
            throw .columnCount(expected: columns.count, found: input.columns.count)
        }
        if output.columns.count != columns.count {
            output = RowBatch(columnCount: columns.count)
        }
        do throws(MaskingError) {
            for index in order { try mask(index, input, firstRow, &output, &scratch) }
            for order in orders { order.apply(input, to: &output) }
        } catch {
            output.removeAll()
            throw error
        }
    }

    private func mask(
        _ index: Int, _ input: borrowing RowBatch, _ firstRow: Int, _ output: inout RowBatch,
        _ scratch: inout MaskScratch
    ) throws(MaskingError) {
        let column = columns[index]
        var masked = CellBatch()
        swap(&masked, &output.columns[index])
        masked.removeAll()
        var notes = CellNotes()
        do throws(MaskingError) {
            try column.mask(
                index, of: input, firstRow: firstRow, beside: output, into: &masked,
                notes: &notes, scratch: &scratch)
        } catch {
            swap(&masked, &output.columns[index])
            throw error
        }
        swap(&masked, &output.columns[index])
        scratch.tally.columns[index].add(
            column.main.tally(of: input.columns[index], output.columns[index], notes: notes))
        if column.main.plan.unfit == .refuse,
            let first = notes.unfit.min(by: { $0.row < $1.row })
        {
            throw .unfitCell(column.main.plan.reference, row: first.row + 1, first.reason)
        }
    }
}
