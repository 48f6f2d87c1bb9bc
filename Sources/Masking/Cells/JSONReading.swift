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
    /// How many documents there are, those that are NULL or don't parse included.
    let documentCount: Int
    /// The paths that decide how others are masked, and their values, one a document.
    private let deciding: [String: JSONPathID]
    private var decisions: [String: CellBatch]
    private var text: [UInt8] = []

    init(columnCount: Int, documentCount: Int, deciding: [String: JSONPathID]) {
        leaves = Array(repeating: CellBatch(), count: columnCount)
        rows = Array(repeating: [], count: columnCount)
        masked = leaves
        self.documentCount = documentCount
        self.deciding = deciding
        decisions = deciding.mapValues { _ in CellBatch(cellCapacity: documentCount) }
    }

    /// Notes what a document says at the paths that decide; of a repeated key the last one counts.
    mutating func decide(by leaves: [JSONLeaf], of document: Span<UInt8>, row: Int) {
        for (name, path) in deciding {
            var cells = CellBatch()
            swap(&cells, &decisions[name, default: CellBatch()])
            // Why: documents that are NULL, empty or broken didn't come here.
            while cells.count < row { cells.appendNull() }
            if let leaf = leaves.last(where: { $0.path == path && $0.kind != .key }),
                leaf.kind != .null
            {
                cells.appendCell { JSONText.decode(document.extracting(leaf.content), into: &$0) }
            } else {
                cells.appendNull()
            }
            swap(&cells, &decisions[name, default: CellBatch()])
        }
    }

    /// What every document says at a path that decides; NULL where it says nothing.
    func cells(of path: String) -> CellBatch {
        var cells = decisions[path] ?? CellBatch()
        while cells.count < documentCount { cells.appendNull() }
        return cells
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
