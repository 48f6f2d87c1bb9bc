internal import Cryptography
internal import Primitives

/// Moves the cells of a column among the rows of a window, by a keyed permutation of the window.
///
/// Windows are counted from the source's first row, so neither chunks nor workers matter. Columns
/// of one domain and window move alike and stay together. Every value stays in the column: who is
/// in it, and which values are rare, still shows, and about one cell a window stays in its row.
struct ShuffleMask: Sendable {
    private let key: MaskingKey
    private let domain: String
    private let window: Int

    init(key: MaskingKey, domain: String, window: Int) {
        self.key = key
        self.domain = domain
        self.window = window
    }

    /// - Parameter firstRow: of the batch in the source; a multiple of the window.
    func mask(_ cells: CellBatch, firstRow: Int, into output: inout CellBatch) {
        precondition(firstRow.isMultiple(of: window), "a batch begins with a window")
        for start in stride(from: 0, to: cells.count, by: window) {
            let size = min(window, cells.count - start)
            let subkey = key.subkey(
                purpose: "shuffle", domain: domain,
                template: "\(window) \((firstRow + start) / window)")
            let permutation = SmallPermutation(key: subkey, size: size)
            for place in 0..<size {
                let row = start + permutation.transform(place, .encrypt)
                if cells.isNull(row) {
                    output.appendNull()
                } else {
                    cells.withCell(row) { output.append($0) }
                }
            }
        }
    }
}
