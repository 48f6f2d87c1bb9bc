internal import Masking
internal import Primitives
internal import Structure

/// The lines that an external command reads and writes: `{"value":"…"}` and `{"value":null}`.
struct FilterLines {
    /// As for the records of a source.
    private static let lineLimit = 16 << 20

    private var bytes: [UInt8] = []
    /// Up to here there is no line feed.
    private var searched = 0

    /// Whether all that was received has been taken.
    var isEmpty: Bool { bytes.isEmpty }

    /// A line for every cell.
    static func questions(_ cells: CellBatch) -> [UInt8] {
        var lines: [UInt8] = []
        lines.reserveCapacity(cells.bytes.count + 16 * cells.count)
        for row in 0..<cells.count {
            lines.append(contentsOf: #"{"value":"#.utf8)
            cells.withCell(row) { JSONText.encode($0, into: &lines) }
            lines.append(contentsOf: "}\n".utf8)
        }
        return lines
    }

    /// Adds what the command wrote.
    mutating func append(_ received: UnsafeRawBufferPointer) {
        unsafe bytes.append(contentsOf: received)
    }

    /// Moves the whole lines to `answers`, which may grow to `limit`.
    mutating func take(into answers: inout CellBatch, limit: Int) throws(ExternalFailure) {
        var start = 0
        while let end = bytes[max(start, searched)...].firstIndex(of: 0x0A) {
            guard answers.count < limit else {
                throw ExternalFailure("wrote more than it was asked for")
            }
            try Self.append(bytes[start..<end], to: &answers)
            start = end + 1
        }
        bytes.removeSubrange(..<start)
        searched = bytes.count
        if bytes.count > Self.lineLimit {
            throw ExternalFailure("wrote a line of more than 16 MiB")
        }
    }

    private static func append(
        _ line: ArraySlice<UInt8>, to answers: inout CellBatch
    ) throws(ExternalFailure) {
        let line = Array(line)
        var members: [JSONMembers.Member] = []
        let isRead = (try? JSONMembers.read(line.span, into: &members)) != nil
        guard isRead, members.count == 1, line[members[0].key].elementsEqual(#""value""#.utf8),
            String(validating: line, as: UTF8.self) != nil
        else { throw malformed }
        let value = line.span.extracting(members[0].value)
        switch members[0].kind {
        case .null: answers.appendNull()
        case .string:
            var text: [UInt8] = []
            JSONText.decode(value.extracting(1..<value.count - 1), into: &text)
            guard !text.contains(0) else { throw malformed }
            answers.append(text)
        default: throw malformed
        }
    }

    private static var malformed: ExternalFailure {
        ExternalFailure(#"wrote a line that isn't {"value":"…"} or {"value":null}"#)
    }
}
