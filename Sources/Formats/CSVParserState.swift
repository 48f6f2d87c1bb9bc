internal import CLibCSV
internal import Primitives

/// The owner of a libcsv parser and the only place where its callbacks touch Swift values.
@safe struct CSVParserState: ~Copyable {
    /// The first thing wrong in a chunk and the index of the record it is in.
    struct Flaw {
        var record: Int
        var reason: FormatError.Reason
    }

    private let parser: UnsafeMutablePointer<csv_parser>
    /// Bytes handed to libcsv at once; after a flaw the rest of the chunk isn't parsed.
    private static let blockSize = 64 * 1024

    init(file: String, delimiter: UInt8) throws(FormatError) {
        unsafe parser = .allocate(capacity: 1)
        let options = CSV_STRICT | CSV_STRICT_FINI | CSV_EMPTY_IS_NULL | CSV_REPALL_NL
        guard unsafe csv_init(parser, UInt8(options)) == 0 else {
            unsafe parser.deallocate()
            throw FormatError(file: file, .outOfMemory)
        }
        unsafe csv_set_delim(parser, delimiter)
        unsafe csv_set_space_func(parser) { _ in 0 }
        unsafe csv_set_blk_size(parser, Self.blockSize)
    }

    deinit {
        unsafe csv_free(parser)
        unsafe parser.deallocate()
    }

    /// Appends the rows of the chunk to the columns; after a flaw the state must be thrown away.
    mutating func run(_ chunk: InputChunk, into columns: inout [CellBatch]) -> Flaw? {
        unsafe columns.withUnsafeMutableBufferPointer { columns in
            guard let first = columns.baseAddress else { return nil }
            // SAFETY: libcsv calls back only within `feed`, while `columns` and `fill` are lent.
            var fill = unsafe CSVRowFill(columns: first, columnCount: columns.count)
            return unsafe withUnsafeMutablePointer(to: &fill) { fill in
                unsafe feed(chunk.bytes, from: chunk.start, UnsafeMutableRawPointer(fill))
                    ?? fill.pointee.flawAtEnd
            }
        }
    }

    private func feed(_ bytes: [UInt8], from start: Int, _ data: UnsafeMutableRawPointer) -> Flaw? {
        let fill = unsafe data.assumingMemoryBound(to: CSVRowFill.self)
        return unsafe bytes.withUnsafeBytes { bytes in
            var position = start
            while position < bytes.count, let base = bytes.baseAddress {
                let count = min(Self.blockSize, bytes.count - position)
                let used = unsafe csv_parse(
                    parser, base + position, count, takeField, takeRow, data)
                if let flaw = unsafe fill.pointee.flaw { return flaw }
                if used < count { return unsafe Flaw(record: fill.pointee.record, reason: reason) }
                position += count
            }
            guard unsafe csv_fini(parser, takeField, takeRow, data) == 0 else {
                return unsafe Flaw(record: fill.pointee.record, reason: .openQuote)
            }
            return unsafe fill.pointee.flaw
        }
    }

    private var reason: FormatError.Reason {
        unsafe csv_error(parser) == CSV_EPARSE ? .strayQuote : .outOfMemory
    }
}

/// What the callbacks fill: the batches of the columns and the place in the current row.
@safe private struct CSVRowFill {
    let columns: UnsafeMutablePointer<CellBatch>
    let columnCount: Int
    var column = 0
    var record = 0
    /// The last row ended with a carriage return, so a line feed must be next.
    var wantsLineFeed = false
    var flaw: CSVParserState.Flaw?

    init(columns: UnsafeMutablePointer<CellBatch>, columnCount: Int) {
        unsafe self.columns = columns
        self.columnCount = columnCount
    }

    var flawAtEnd: CSVParserState.Flaw? {
        wantsLineFeed ? .init(record: record - 1, reason: .bareCarriageReturn) : nil
    }

    mutating func take(_ field: UnsafeRawBufferPointer?) {
        guard flaw == nil else { return }
        if wantsLineFeed {
            flaw = flawAtEnd
        } else if column < columnCount {
            if let field = unsafe field {
                unsafe columns[column].append(field.bindMemory(to: UInt8.self).span)
            } else {
                unsafe columns[column].appendNull()
            }
        }
        column += 1
    }

    mutating func endRow(_ terminator: Int32) {
        guard flaw == nil else { return }
        if wantsLineFeed {
            wantsLineFeed = false
            if terminator != CSV_LF {
                flaw = .init(record: record - 1, reason: .bareCarriageReturn)
            }
            return
        }
        if column == 0 && columnCount == 1 {
            unsafe columns[0].appendNull()
        } else if column == 0 {
            flaw = .init(record: record, reason: .blankLine)
        } else if column != columnCount {
            let reason = FormatError.Reason.raggedRow(expected: columnCount, found: column)
            flaw = .init(record: record, reason: reason)
        }
        record += 1
        column = 0
        wantsLineFeed = terminator == CSV_CR
    }
}

private func takeField(
    _ field: UnsafeMutableRawPointer?, _ count: Int, _ data: UnsafeMutableRawPointer?
) {
    guard let fill = unsafe data?.assumingMemoryBound(to: CSVRowFill.self) else { return }
    unsafe fill.pointee.take(field.map { unsafe UnsafeRawBufferPointer(start: $0, count: count) })
}

private func takeRow(_ terminator: Int32, _ data: UnsafeMutableRawPointer?) {
    guard let fill = unsafe data?.assumingMemoryBound(to: CSVRowFill.self) else { return }
    unsafe fill.pointee.endRow(terminator)
}
