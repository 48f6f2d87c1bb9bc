/// Cuts a file into chunks of whole records without parsing them.
///
/// Serial and cheap, so that workers can parse chunks in parallel. Not `Sendable`: one reader.
package final class RecordCutter {
    /// Where records end.
    package enum Rule: Sendable {
        /// A line feed outside quotes. libcsv's rule: a quote opens only at the start of a field,
        /// so a stray quote never flips the state for the rest of the file.
        case csv(delimiter: UInt8)
        /// Every line feed: JSON lines and COPY text escape theirs.
        case lines
    }

    /// The default size of a chunk in bytes, and of the longest record taken.
    package static let defaultChunkSize = 1 << 20
    package static let defaultRecordLimit = 16 << 20

    package let input: InputFile
    private let chunkSize: Int
    private let recordLimit: Int
    private var scan: RecordScan
    private var pending: [UInt8] = []
    private var line = 1
    private var isAtStart = true
    private var isAtEnd = false

    /// A cutter over `input`.
    ///
    /// `chunkSize` may be as small as one byte, which gives a chunk a record; `recordLimit` bounds
    /// one record's bytes.
    package init(
        input: InputFile, rule: Rule, chunkSize: Int = defaultChunkSize,
        recordLimit: Int = defaultRecordLimit
    ) {
        precondition(chunkSize > 0 && recordLimit > 0)
        self.input = input
        self.chunkSize = min(chunkSize, recordLimit)
        self.recordLimit = recordLimit
        scan = RecordScan(rule: rule)
    }

    /// The next chunk, or `nil` at the end of the file.
    ///
    /// Only the last chunk may lack a line feed at its end; the parser judges that. Throws `.empty`
    /// when the file holds no byte beyond a byte order mark, `.recordTooLong` with its line.
    package func next() throws(FormatError) -> InputChunk? {
        var bytes = pending
        pending = []
        var cut: Int?
        while true {
            cut = scan.lastRecordEnd(in: bytes)
            if cut == nil && bytes.count > recordLimit { throw tooLong() }
            if isAtEnd || (cut != nil && bytes.count >= chunkSize) { break }
            let grown = cut == nil ? min(bytes.count * 2, recordLimit + 1) : 0
            let target = max(chunkSize, grown, bytes.count + 1)
            isAtEnd = try !input.read(upTo: target - bytes.count, into: &bytes)
        }
        return try finish(&bytes, cut: isAtEnd ? bytes.count : cut ?? bytes.count)
    }

    /// Takes the bytes up to `cut` as a chunk where they lie, and keeps the others.
    private func finish(_ bytes: inout [UInt8], cut: Int) throws(FormatError) -> InputChunk? {
        var start = 0
        if isAtStart {
            isAtStart = false
            if bytes.starts(with: RecordScan.byteOrderMark) { start = 3 }
            if bytes.count == start { throw FormatError(file: input.name, .empty) }
        }
        guard !bytes.isEmpty else { return nil }
        if cut < bytes.count {
            pending = Array(bytes[cut...])
            bytes.removeLast(bytes.count - cut)
        }
        scan.restart(at: 0)
        let firstLine = line
        line += LineFeeds.count(in: bytes.span, from: 0, to: bytes.count)
        return InputChunk(bytes: bytes, start: start, firstLine: firstLine)
    }

    private func tooLong() -> FormatError {
        FormatError(file: input.name, line: line, .recordTooLong(limit: recordLimit))
    }
}
