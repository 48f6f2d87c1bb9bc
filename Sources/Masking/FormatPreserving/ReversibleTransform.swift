package import Cryptography
package import Primitives

/// A keyed one-to-one rewriting of cells and its inverse: permutations that keep the format, and
/// tokens.
///
/// A pure function of key, domain and cell: what else is in the batch never matters. NULL stays
/// NULL and an empty cell stays empty.
package protocol ReversibleTransform: Sendable {
    /// Appends one cell for every cell of `cells`.
    ///
    /// For a cell that the transform can't take, `unfit` gets its row and has to append what stands
    /// in its place. Rows come in ascending order.
    func transform(
        _ cells: CellBatch, _ direction: CipherDirection, into output: inout CellBatch,
        scratch: inout FormatPreservingScratch, unfit: (Int, inout CellBatch) -> Void)
}

extension ReversibleTransform {
    /// Masks every cell of a batch; `unfit` is told of a cell that the transform can't take.
    package func mask(
        _ cells: CellBatch, into output: inout CellBatch,
        scratch: inout FormatPreservingScratch, unfit: (Int, inout CellBatch) -> Void
    ) {
        transform(cells, .encrypt, into: &output, scratch: &scratch, unfit: unfit)
    }

    /// Gives back what `mask` took, under the same key and domain.
    package func unmask(
        _ cells: CellBatch, into output: inout CellBatch,
        scratch: inout FormatPreservingScratch, unfit: (Int, inout CellBatch) -> Void
    ) {
        transform(cells, .decrypt, into: &output, scratch: &scratch, unfit: unfit)
    }
}

/// Buffers of one worker, used again for every batch.
package struct FormatPreservingScratch: Sendable {
    var work = CellBatch()
    var unfitRows: [Int] = []
    var runs = DigitRuns()
    var plainStarts = StartsByCount()
    var otherRows: [Int] = []

    package init() {}
}

/// A transform whose cells keep their width, so that it works in place on a copy of the batch.
protocol WidthPreservingTransform: ReversibleTransform {
    /// Rewrites `bytes`, a copy of the cells' bytes, and names the cells that don't fit.
    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch)
}

extension WidthPreservingTransform {
    /// Copies the batch and permutes it in place.
    package func transform(
        _ cells: CellBatch, _ direction: CipherDirection, into output: inout CellBatch,
        scratch: inout FormatPreservingScratch, unfit: (Int, inout CellBatch) -> Void
    ) {
        var work = CellBatch()
        swap(&work, &scratch.work)
        work.removeAll()
        work.append(contentsOf: cells, rows: 0..<cells.count)
        scratch.unfitRows.removeAll(keepingCapacity: true)
        work.withMutableBytes { bytes in
            rewrite(&bytes, of: cells, direction, scratch: &scratch)
        }
        scratch.unfitRows.sort()
        var next = 0
        for row in scratch.unfitRows {
            output.append(contentsOf: work, rows: next..<row)
            unfit(row, &output)
            next = row + 1
        }
        output.append(contentsOf: work, rows: next..<cells.count)
        swap(&work, &scratch.work)
    }
}
