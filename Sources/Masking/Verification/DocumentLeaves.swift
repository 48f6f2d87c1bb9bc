package import Primitives
internal import Structure

/// Takes the leaves of JSON documents apart by declared path.
package struct DocumentLeaves: Sendable {
    /// Positions of the paths among what verification looks at.
    let slots: Range<Int>
    private let table: JSONPathTable
    /// By path id: which of the declared paths it is, or −1.
    private let positions: [Int]
    /// Whether cells are arrays of documents, whose paths begin with `$[]`.
    private let areElements: Bool

    /// - Parameter document: the column as planned, its paths in `paths`.
    package init(_ document: PlannedColumn, firstSlot: Int = 0) {
        let columns = document.paths
        areElements = document.element != nil
        var table = JSONPathTable()
        var found: [(id: Int, position: Int)] = []
        for (position, column) in columns.enumerated() {
            guard let text = column.reference.path, let id = table.insert(text) else { continue }
            found.append((id.index, position))
        }
        var positions = [Int](repeating: -1, count: table.count)
        for entry in found { positions[entry.id] = entry.position }
        table.seal()
        slots = firstSlot..<firstSlot + columns.count
        self.table = table
        self.positions = positions
    }

    /// The leaves of each path over all documents, in their order, strings decoded; last the rest:
    /// undeclared leaves, object keys that stand for values, and documents that don't parse.
    ///
    /// A document and what masking made of it give each path as many leaves.
    package func gather(_ cells: CellBatch) -> [CellBatch] {
        let documents = areElements ? Self.arrays(cells) : cells
        var batches = [CellBatch](repeating: CellBatch(), count: slots.count + 1)
        var walker = JSONWalker()
        var table = table
        var leaves: [JSONLeaf] = []
        for row in 0..<documents.count where !documents.range(row).isEmpty {
            documents.withCell(row) { document in
                guard (try? walker.walk(document, paths: &table, into: &leaves)) != nil else {
                    batches[slots.count].append(document)
                    return
                }
                for leaf in leaves { add(leaf, of: document, to: &batches) }
            }
            // Why: paths of one document must not use up the room of the next one.
            if table.count > positions.count { table = self.table }
        }
        return batches
    }

    /// Arrays of documents as one JSON array each; what is no array stays.
    private static func arrays(_ cells: CellBatch) -> CellBatch {
        var documents = CellBatch(cellCapacity: cells.count, byteCapacity: cells.bytes.count)
        var elements: [PostgresArray.Element] = []
        for row in 0..<cells.count {
            elements.removeAll(keepingCapacity: true)
            cells.withCell(row) { cell in
                guard PostgresArray.walk(cell, into: &elements) else {
                    return documents.append(cell)
                }
                documents.appendCell { bytes in
                    bytes.append(UInt8(ascii: "["))
                    for (index, element) in elements.enumerated() {
                        if index > 0 { bytes.append(UInt8(ascii: ",")) }
                        if element.isNull {
                            bytes.append(contentsOf: "null".utf8)
                        } else {
                            PostgresArray.decode(element, of: cell, into: &bytes)
                        }
                    }
                    bytes.append(UInt8(ascii: "]"))
                }
            }
        }
        return documents
    }

    private func add(
        _ leaf: JSONLeaf, of document: Span<UInt8>, to batches: inout [CellBatch]
    ) {
        let id = leaf.path.index
        let position = leaf.kind != .key && id < positions.count ? positions[id] : -1
        let target = position >= 0 ? position : slots.count
        if leaf.kind == .null {
            if position >= 0 { batches[target].appendNull() }
            return
        }
        let content = document.extracting(leaf.content)
        if leaf.hasEscapes {
            batches[target].appendCell { JSONText.decode(content, into: &$0) }
        } else {
            batches[target].append(content)
        }
    }
}
