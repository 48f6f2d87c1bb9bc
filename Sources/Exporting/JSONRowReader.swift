internal import Formats
internal import Primitives
internal import Structure

/// Reads rows that `JSONRowFormatter` wrote back into cells.
struct JSONRowReader {
    private let file: String
    private let columns: [ExportColumn]
    private let keys: [[UInt8]]

    init(_ file: String, _ columns: [ExportColumn]) {
        self.file = file
        self.columns = columns
        keys = columns.map { column in
            var key: [UInt8] = []
            JSONText.encode(Array(column.name.utf8).span, into: &key)
            return key
        }
    }

    /// Replaces the rows of `batch` by those of the chunk.
    func decode(_ chunk: InputChunk, into batch: inout RowBatch) throws(FormatError) {
        batch.removeAll()
        let bytes = chunk.bytes
        var members: [JSONMembers.Member] = []
        try JSONLines.forEach(in: chunk, file: file) { range, line throws(FormatError) in
            do throws(JSONError) {
                try JSONMembers.read(bytes.span.extracting(range), into: &members)
            } catch {
                throw FormatError(file: file, line: line, .json(error.description))
            }
            guard matches(members, bytes, from: range.lowerBound) else {
                throw FormatError(
                    file: file, line: line, .json("the members aren't the export's columns"))
            }
            for (index, member) in members.enumerated() {
                append(
                    bytes.span.extracting(range).extracting(member.value), member.kind,
                    columns[index].jsonKind, to: &batch.columns[index])
            }
        }
    }

    private func matches(
        _ members: [JSONMembers.Member], _ bytes: [UInt8], from start: Int
    ) -> Bool {
        members.count == keys.count
            && zip(members, keys).allSatisfy { member, key in
                bytes[start + member.key.lowerBound..<start + member.key.upperBound]
                    .elementsEqual(key)
            }
    }

    private func append(
        _ value: borrowing Span<UInt8>, _ kind: JSONMembers.Kind,
        _ column: ExportColumn.JSONKind, to cells: inout CellBatch
    ) {
        switch (kind, column) {
        case (.null, _): cells.appendNull()
        case (.string, .text), (.string, .number), (.string, .boolean):
            let content = value.extracting(1..<value.count - 1)
            cells.appendCell { JSONText.decode(content, into: &$0) }
        case (.boolean, .boolean): cells.append([value[0]])
        default: cells.append(value)
        }
    }
}
