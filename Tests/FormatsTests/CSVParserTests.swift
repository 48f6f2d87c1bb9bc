import Formats
import Primitives
import Testing

/// Parses text cut into chunks of about `chunkSize` bytes.
func parseCSV(
    _ text: String, columns: Int, chunkSize: Int = 1 << 20, header: CSVHeader.Mode = .no
) throws -> [[String?]] {
    try withFile(Array(text.utf8)) { path in
        let reader = try CSVReader(path: path, header: header, chunkSize: chunkSize)
        let parser = try CSVParser(file: "in.csv", columnCount: columns)
        var batch = RowBatch(columnCount: columns)
        var rows: [[String?]] = []
        while let chunk = try reader.next() {
            try parser.parse(chunk, into: &batch)
            rows += table(batch)
        }
        return rows
    }
}

/// The rows of a batch as text, NULL as `nil`.
func table(_ batch: RowBatch) -> [[String?]] {
    (0..<batch.rowCount).map { row in
        batch.columns.map { column in
            column[copy: row].map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

/// The error that parsing all of `text` gives, at the place it names.
func csvError(_ text: [UInt8], columns: Int, chunkSize: Int = 1 << 20) throws -> FormatError? {
    try withFile(text) { path in
        do throws(FormatError) {
            let reader = try CSVReader(path: path, header: .no, chunkSize: chunkSize)
            let parser = try CSVParser(file: "in.csv", columnCount: columns)
            var batch = RowBatch(columnCount: columns)
            while let chunk = try reader.next() { try parser.parse(chunk, into: &batch) }
            return nil
        } catch {
            return error
        }
    }
}

struct CSVParserTests {
    static let sample = """
        1,Ann,"says ""hi"", often"\n2,,""\n3, blanks kept ,"two\nlines"\r\n\
        4,"",é€😀\n5,"a\r\nb",'\n"6","7","8"
        """
    static let rows: [[String?]] = [
        ["1", "Ann", "says \"hi\", often"], ["2", nil, ""],
        ["3", " blanks kept ", "two\nlines"], ["4", "", "é€😀"], ["5", "a\r\nb", "'"],
        ["6", "7", "8"],
    ]

    @Test(arguments: 1...140)
    func `gives the same rows whatever the chunk size`(chunkSize: Int) throws {
        let rows = try parseCSV(Self.sample, columns: 3, chunkSize: chunkSize)
        #expect(rows == Self.rows)
    }

    @Test func `tells an empty field from a quoted empty one`() throws {
        #expect(try parseCSV("a,\n,\"\"\n", columns: 2) == [["a", nil], [nil, ""]])
    }

    @Test func `reads a blank line of a one-column file as NULL`() throws {
        #expect(try parseCSV("a\n\nb\n", columns: 1) == [["a"], [nil], ["b"]])
        #expect(try parseCSV("a\r\n\r\nb\r\n", columns: 1) == [["a"], [nil], ["b"]])
    }

    @Test func `keeps empty fields at the end of a file without a line feed`() throws {
        #expect(try parseCSV("a,b\nc,", columns: 2) == [["a", "b"], ["c", nil]])
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        let text: [UInt8]
        let line: Int
        let reason: FormatError.Reason
        var testDescription: String { "\(reason) at \(line)" }

        init(_ text: String, _ line: Int, _ reason: FormatError.Reason) {
            self.text = Array(text.utf8)
            self.line = line
            self.reason = reason
        }

        init(bytes: [UInt8], _ line: Int, _ reason: FormatError.Reason) {
            text = bytes
            self.line = line
            self.reason = reason
        }
    }

    static let bad: [Bad] = [
        Bad("a,b\nc\n", 2, .raggedRow(expected: 2, found: 1)),
        Bad("a,b\n\"x\ny\",b\nc,d,e\nf,g\n", 4, .raggedRow(expected: 2, found: 3)),
        Bad("a,b\n\"c\n\n\",d\n\ne,f\n", 5, .blankLine),
        Bad("a,b\r\nc,d\r\n\r\ne,f\r\n", 3, .blankLine),
        Bad("a,b\nc,\"d\ne,f\n", 2, .openQuote),
        Bad("a,b\n\"x\n\",\"ab\"c\nd,e\n", 2, .strayQuote),
        Bad("a,b\nc,ab\"c\n", 2, .strayQuote),
        Bad("a,b\nc,\"ab\" \n", 2, .strayQuote),
        Bad("a,b\rc,d\r", 1, .bareCarriageReturn),
        Bad("a,b\nc,d\re,f\n", 2, .bareCarriageReturn),
        Bad("a,b\nc,d\r", 2, .bareCarriageReturn),
        Bad(bytes: Array("a,b\nc,\"d\n".utf8) + [0] + Array("\"\n".utf8), 3, .nulByte),
        Bad(bytes: Array("a,b\nc,d\n".utf8) + [0xC3, 0x28, 0x2C, 0x0A], 3, .invalidUTF8),
        Bad(bytes: Array("a,b\n".utf8) + [0xED, 0xA0, 0x80, 0x2C, 0x0A], 2, .invalidUTF8),
        Bad(bytes: Array("a,".utf8) + [0xF0, 0x9F, 0x98], 1, .invalidUTF8),
    ]

    @Test(arguments: bad) func `refuses what would lose data and says where`(bad: Bad) throws {
        for chunkSize in [1, 3, 7, 1 << 20] {
            let error = try csvError(bad.text, columns: 2, chunkSize: chunkSize)
            #expect(error?.reason == bad.reason)
            #expect(error?.line == bad.line)
        }
    }

    @Test func `works again after an error`() throws {
        let parser = try CSVParser(file: "in.csv", columnCount: 2)
        var batch = RowBatch(columnCount: 2)
        #expect(throws: FormatError.self) {
            try parser.parse(InputChunk(bytes: Array("a,\"b".utf8)), into: &batch)
        }
        try parser.parse(InputChunk(bytes: Array("c,d\n".utf8)), into: &batch)
        #expect(table(batch) == [["c", "d"]])
    }

    @Test func `never shows a value in a message`() throws {
        for bad in Self.bad.map(\.text) + [Array("canary,\"canary\"canary\n".utf8)] {
            let error = try csvError(bad, columns: 2)
            #expect(error?.description.contains("canary") == false)
        }
    }

    @Test func `refuses a record above the limit with its line`() throws {
        let text = "a,b\nc,\"" + String(repeating: "x\n", count: 40) + "\"\n"
        let error = try withFile(Array(text.utf8)) { path in
            #expect(throws: FormatError.self) {
                let reader = try CSVReader(path: path, header: .no, recordLimit: 64)
                while try reader.next() != nil {}
            }
        }
        #expect(error?.reason == .recordTooLong(limit: 64))
        #expect(error?.line == 2)
    }
}
