/// What went wrong with a file of records, and where; never holds a cell's value.
package struct FormatError: Error, Equatable, CustomStringConvertible {
    /// What is wrong with the input or output.
    package enum Reason: Error, Equatable, Sendable {
        /// A system call failed; `action` is a verb such as `read`, `message` the system's text.
        case system(action: String, message: String)
        case isDirectory
        case noSpace
        /// The reader of our output went away (EPIPE).
        case closedPipe
        case empty
        case invalidUTF8
        case nulByte
        case openQuote
        case strayQuote
        case bareCarriageReturn
        case raggedRow(expected: Int, found: Int)
        case blankLine
        case recordTooLong(limit: Int)
        case headerCellEmpty(column: Int)
        case headerCellRepeated(first: Int, second: Int)
        case headerCellIsValue(column: Int)
        case badEscape
        case missingLineEnd
        case dataAfterEnd
        case outputExists
        /// A JSON line is broken; the message says how and at which byte of the line.
        case json(String)
        case outOfMemory
        /// The compressed stream breaks its format or checksum.
        case damaged(Compression)
        /// The compressed stream ends before its end.
        case cutShort(Compression)
    }

    /// The file as the user named it.
    package let file: String
    /// 1-based line of the file on which the record starts; `nil` when no line is to blame.
    package let line: Int?
    package let reason: Reason

    package init(file: String, line: Int? = nil, _ reason: Reason) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    package var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        return "\(place): \(reason.text)"
    }
}

extension FormatError.Reason {
    /// What is wrong and what to do, as a sentence without a full stop.
    var text: String {
        switch self {
        case .system(let action, let message): "can't \(action): \(message)"
        case .isDirectory: "is a directory; name a file in it"
        case .noSpace: "no space left on the device; free some or write elsewhere"
        case .closedPipe: "the reader of the output has gone"
        case .empty: "is empty; there is nothing to read"
        case .outputExists: "exists and isn't a regular file; choose another name"
        case .recordTooLong(let limit):
            "the record is longer than \(limit) bytes (a quote left open?); see --max-record"
        case .invalidUTF8: "the record isn't valid UTF-8; convert the file, for instance with iconv"
        case .nulByte: "the record holds a NUL byte; this isn't a text file"
        case .outOfMemory: "not enough memory to parse the record"
        case .json(let message): message
        case .damaged(let kind): "the \(kind.rawValue) stream is damaged; fetch the file again"
        case .cutShort(let kind):
            "the \(kind.rawValue) stream ends too early; fetch the file again"
        default: recordText
        }
    }

    private var recordText: String {
        switch self {
        case .openQuote: "a quoted field is still open at the end of the file"
        case .strayQuote:
            "a quote stands where none may; quote the whole field and double the quotes inside it"
        case .bareCarriageReturn: "a carriage return without a line feed; use LF or CRLF line ends"
        case .raggedRow(let expected, let found):
            "the row has \(found) field\(found == 1 ? "" : "s"), expected \(expected)"
        case .blankLine: "the line is blank; remove it or write a record"
        case .headerCellEmpty(let column):
            "header cell \(column) is empty; name it, or say --header no if this is data"
        case .headerCellRepeated(let first, let second):
            "header cell \(second) repeats cell \(first); rename one, or say --header no"
        case .headerCellIsValue(let column):
            "header cell \(column) looks like data, not a name; say --header no or --header yes"
        case .badEscape: "an escape that COPY text doesn't know"
        case .missingLineEnd: "the last line has no line feed; the file is cut short"
        case .dataAfterEnd: "data after the end marker \\."
        default: "can't be read"
        }
    }
}
