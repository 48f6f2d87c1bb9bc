/// The lines of JSON Lines chunks (jsonlines.org): one document a line, UTF-8, LF or CRLF.
package enum JSONLines {
    /// A cutter for JSON lines over `input`.
    package static func cutter(
        _ input: InputFile, chunkSize: Int = RecordCutter.defaultChunkSize,
        recordLimit: Int = RecordCutter.defaultRecordLimit
    ) -> RecordCutter {
        RecordCutter(input: input, rule: .lines, chunkSize: chunkSize, recordLimit: recordLimit)
    }

    /// Calls `body` with the bytes of each document, its line end left out, and its line number.
    ///
    /// Throws `.invalidUTF8`, `.nulByte` and `.blankLine` with the line, before any call for a
    /// chunk that isn't text.
    package static func forEach(
        in chunk: InputChunk, file: String,
        _ body: (Range<Int>, _ line: Int) throws(FormatError) -> Void
    ) throws(FormatError) {
        try CSVParser.checkText(chunk, file: file)
        var line = chunk.firstLine
        var start = chunk.start
        let bytes = chunk.bytes
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != 0x0A { end += 1 }
            let next = end + 1
            if end > start, bytes[end - 1] == 0x0D { end -= 1 }
            let isBlank = bytes[start..<end].allSatisfy { $0 == 0x20 || $0 == 0x09 }
            if isBlank { throw FormatError(file: file, line: line, .blankLine) }
            try body(start..<end, line)
            line += 1
            start = next
        }
    }
}
