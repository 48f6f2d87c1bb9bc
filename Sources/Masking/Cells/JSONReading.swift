internal import Primitives
internal import Structure

/// The leaves of a batch of documents that need masking, sorted into columns.
struct JSONReading {
    /// One leaf to be replaced.
    struct Entry {
        var row: Int
        /// The leaf's raw bytes within its document.
        var range: Range<Int>
        var kind: JSONLeaf.Kind
        var target: JSONMask.Target
        /// Where its value lies in the column's batch.
        var cell: Int
    }

    /// In the order of rows and of bytes.
    private(set) var entries: [Entry] = []
    /// By column: decoded strings, and other leaves as written.
    private(set) var leaves: [CellBatch]
    /// By column: the document of every leaf.
    private(set) var rows: [[Int]]
    /// By column: the leaves masked.
    var masked: [CellBatch]
    /// Documents that don't parse.
    var malformed: Set<Int> = []
    private var text: [UInt8] = []

    init(columnCount: Int) {
        leaves = Array(repeating: CellBatch(), count: columnCount)
        rows = Array(repeating: [], count: columnCount)
        masked = leaves
    }

    mutating func add(
        _ leaf: JSONLeaf, _ target: JSONMask.Target, of document: Span<UInt8>, row: Int
    ) {
        var entry = Entry(
            row: row, range: leaf.range, kind: leaf.kind, target: target, cell: 0)
        switch target {
        case .keep: return
        case .column(let column):
            entry.cell = leaves[column].count
            rows[column].append(row)
            let content = document.extracting(leaf.content)
            if leaf.hasEscapes {
                text.removeAll(keepingCapacity: true)
                JSONText.decode(content, into: &text)
                leaves[column].append(text)
            } else {
                leaves[column].append(content)
            }
        case .token, .unknown: break
        }
        entries.append(entry)
    }
}
