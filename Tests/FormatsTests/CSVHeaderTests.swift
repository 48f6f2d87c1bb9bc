import Formats
import Primitives
import Testing

struct CSVHeaderTests {
    private func header(
        _ text: String, _ mode: CSVHeader.Mode, chunkSize: Int = 1 << 20
    ) throws -> CSVHeader {
        try withFile(Array(text.utf8)) { path in
            try CSVReader(path: path, header: mode, chunkSize: chunkSize) {
                $0.contains(UInt8(ascii: "@"))
            }.header
        }
    }

    @Test(arguments: [1, 2, 3, 5, 1 << 20])
    func `keeps the byte order mark out of the first name`(chunkSize: Int) throws {
        for text in ["\u{FEFF}id,\"the name\"\r\n1,2\r\n", "\u{FEFF}\"id\",the name\r\n1,2\r\n"] {
            let header = try header(text, .auto, chunkSize: chunkSize)
            #expect(header == CSVHeader(names: ["id", "the name"], lineEnding: .crlf))
        }
    }

    @Test func `reads quoted names with line feeds and gives data lines their number`() throws {
        let rows = try parseCSV("\"a\nb\",c\n1,2\n", columns: 2, header: .yes)
        #expect(rows == [["1", "2"]])
        try withFile(Array("\"a\nb\",c\n1,2\n".utf8)) { path in
            let reader = try CSVReader(path: path, header: .yes)
            #expect(reader.header.names == ["a\nb", "c"])
            #expect(try reader.next()?.firstLine == 3)
        }
    }

    @Test func `names columns by number without a header`() throws {
        let header = try header("bob@x.org,,bob@x.org\n", .no)
        #expect(header.names == ["column1", "column2", "column3"])
        #expect(!header.isFromFile)
        #expect(try parseCSV("a,b\n", columns: 2, header: .no) == [["a", "b"]])
    }

    @Test(arguments: [
        ("id,,name\n", CSVHeader.Mode.auto, FormatError.Reason.headerCellEmpty(column: 2)),
        ("id,name,id\n", .auto, .headerCellRepeated(first: 1, second: 3)),
        ("id,bob@x.org\n1,2\n", .auto, .headerCellIsValue(column: 2)),
        ("id,,name\n", .yes, .headerCellEmpty(column: 2)),
        ("\n1,2\n", .auto, .headerCellEmpty(column: 1)),
        ("id,\"na\"me\n", .auto, .strayQuote), ("id,\"name", .auto, .openQuote),
        ("", .auto, .empty), ("\u{FEFF}", .auto, .empty),
    ])
    func `refuses a header that could be data`(
        text: String, mode: CSVHeader.Mode, reason: FormatError.Reason
    ) {
        let error = #expect(throws: FormatError.self) { _ = try header(text, mode) }
        #expect(error?.reason == reason)
        #expect(error?.description.contains("bob") == false)
    }

    @Test func `a file with only a header has no rows`() throws {
        #expect(try parseCSV("a,b\n", columns: 2, header: .yes).isEmpty)
        #expect(try parseCSV("a,b", columns: 2, header: .auto).isEmpty)
    }

    @Test func `yes takes names that look like data`() throws {
        #expect(try header("id,bob@x.org\n", .yes).names == ["id", "bob@x.org"])
    }
}

struct CSVFormatterTests {
    private func format(_ columns: [[String?]], _ ending: CSVHeader.LineEnding = .lf) -> String {
        var output: [UInt8] = []
        let batch = RowBatch(columns: columns.map { CellBatch(texts: $0) })
        CSVFormatter(lineEnding: ending).append(batch, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func `quotes only what needs it`() {
        let cells: [String?] = [
            "plain", nil, "", "a,b", "say \"x\"", "two\nlines", "cr\r", " lead", "trail\t", "a b",
            "\\.", "é",
        ]
        let expected = [
            "plain", "", "\"\"", "\"a,b\"", "\"say \"\"x\"\"\"", "\"two\nlines\"", "\"cr\r\"",
            "\" lead\"", "\"trail\t\"", "a b", "\"\\.\"", "é",
        ]
        #expect(format(cells.map { [$0] }) == expected.joined(separator: ",") + "\n")
    }

    @Test func `writes the line ending it is given`() {
        #expect(format([["a", "b"], [nil, "c"]], .crlf) == "a,\r\nb,c\r\n")
        #expect(format([["a", "b"]], .lf) == "a\nb\n")
    }

    @Test func `gives back field for field what it read`() throws {
        let columns: [[String?]] = [
            ["a", nil, "", "\"", "\"\"", ",", "\n", "\r\n", " ", "é😀", nil],
            [nil, "x", "y", nil, "\"a", "b\"", "", nil, "\t", "\\.", nil],
        ]
        let rows = try parseCSV(format(columns), columns: 2)
        for column in 0..<2 { #expect(rows.map { $0[column] } == columns[column]) }
        #expect(try parseCSV(format([columns[0]]), columns: 1).map { $0[0] } == columns[0])
    }

    @Test func `writes a header with odd names`() {
        let header = CSVFormatter().header(["id", "full name", "a,b"])
        #expect(String(decoding: header, as: UTF8.self) == "id,full name,\"a,b\"\n")
    }
}
