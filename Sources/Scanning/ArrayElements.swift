internal import Primitives
internal import Structure

/// Takes the elements out of PostgreSQL array text: `{a,"b c",NULL,{d}}`.
///
/// Nested arrays are flattened. A text cut short gives the elements before the cut; one that is no
/// array is one element.
enum ArrayElements {
    /// Appends each element of each cell; a NULL array is one NULL cell.
    static func explode(_ cells: CellBatch) -> CellBatch {
        var exploded = CellBatch(cellCapacity: cells.count * 2, byteCapacity: cells.bytes.count)
        var elements: [PostgresArray.Element] = []
        for index in 0..<cells.count {
            if cells.isNull(index) {
                exploded.appendNull()
                continue
            }
            cells.withCell(index) { text in
                elements.removeAll(keepingCapacity: true)
                let isArray = PostgresArray.walk(text, into: &elements)
                if !isArray && elements.isEmpty { exploded.append(text) }
                for element in elements {
                    if element.isNull {
                        exploded.appendNull()
                    } else {
                        exploded.appendCell {
                            PostgresArray.decode(element, of: text, into: &$0)
                        }
                    }
                }
            }
        }
        return exploded
    }
}
