internal import Primitives

/// Sends the cells of a column through the program of an `external` transform.
struct ExternalMask: Sendable {
    let command: ExternalCommand
    let start: ExternalStarter

    /// NULL stays NULL and empty stays empty; neither is shown to the program.
    ///
    /// - Throws: when the program fails, so that the run ends.
    func mask(
        _ cells: CellBatch, in column: CompiledColumn, into output: inout CellBatch,
        scratch: inout MaskScratch
    ) throws(MaskingError) {
        let asked = (0..<cells.count).filter { !cells.isNull($0) && !cells.range($0).isEmpty }
        var answers = CellBatch(cellCapacity: asked.count)
        do throws(ExternalFailure) {
            let filter = try filter(for: column.plan.reference, &scratch)
            if !asked.isEmpty { try filter.answer(cells.gathering(asked), into: &answers) }
            guard answers.count == asked.count else {
                throw ExternalFailure("gave another number of answers")
            }
        } catch {
            throw .external(column.plan.reference, error)
        }
        var next = 0
        for row in 0..<cells.count {
            if cells.isNull(row) {
                output.appendNull()
            } else if cells.range(row).isEmpty {
                output.append([])
            } else {
                output.append(contentsOf: answers, rows: next..<next + 1)
                next += 1
            }
        }
    }

    /// The worker's own program for the column, started when first needed.
    private func filter(
        for column: ColumnReference, _ scratch: inout MaskScratch
    ) throws(ExternalFailure) -> any ExternalFilter {
        if let running = scratch.externals[column] { return running }
        let filter = try start(command)
        scratch.externals[column] = filter
        return filter
    }
}
