import Formats
import Primitives
import Testing

struct CopyTextTests {
    private func decode(_ bytes: [UInt8], columns: Int) throws(FormatError) -> RowBatch {
        var batch = RowBatch(columnCount: columns)
        let codec = CopyTextCodec(file: "in.copy", columnCount: columns)
        try codec.decode(InputChunk(bytes: bytes), into: &batch)
        return batch
    }

    private func encode(_ batch: RowBatch) -> String {
        var output: [UInt8] = []
        CopyTextCodec.append(batch, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test func `gives back what PostgreSQL writes byte for byte`() throws {
        let text = "1\tplain\t\\N\n2\t\t\\\\N\n3\ta\\tb\\nc\\rd\\be\\ff\\vg\\\\h\té😀\"',\n"
        let batch = try decode(Array(text.utf8), columns: 3)
        #expect(
            table(batch) == [
                ["1", "plain", nil], ["2", "", "\\N"],
                ["3", "a\tb\nc\rd\u{8}e\u{C}f\u{B}g\\h", "é😀\"',"],
            ])
        #expect(encode(batch) == text)
    }

    @Test func `every byte that text can hold survives a round trip`() throws {
        let every = String(String.UnicodeScalarView((1...0x250).compactMap(Unicode.Scalar.init)))
        let batch = RowBatch(columns: [CellBatch(texts: [every, nil, "", "\\."])])
        #expect(try decode(Array(encode(batch).utf8), columns: 1) == batch)
    }

    @Test(arguments: [
        ("\\x41\\x4a\\101\\7z", "AJA\u{7}z"), ("\\xg", "xg"), ("\\q\\\"", "q\""),
        ("\\303\\251", "é"), ("\\1234", "S4"),
    ])
    func `reads octal, hex and needless escapes`(field: String, text: String) throws {
        #expect(try table(decode(Array((field + "\n").utf8), columns: 1)) == [[text]])
    }

    @Test func `stops at the end marker`() throws {
        #expect(try table(decode(Array("a\n\\.\n".utf8), columns: 1)) == [["a"]])
    }

    @Test(arguments: [
        ("a\tb\nc\n", 2, 2, FormatError.Reason.raggedRow(expected: 2, found: 1)),
        ("a\tb\nc\td\te\n", 2, 2, .raggedRow(expected: 2, found: 3)),
        ("a\nb", 1, 2, .missingLineEnd), ("a\nb\\\n", 1, 2, .badEscape),
        ("a\n\\.\nb\n", 1, 2, .dataAfterEnd), ("a\nb\r\n", 1, 2, .bareCarriageReturn),
        ("a\n\\377\n", 1, 2, .invalidUTF8), ("a\n\\000\n", 1, 2, .nulByte),
        ("a\nb\u{0}\n", 1, 2, .nulByte),
    ])
    func `refuses broken rows and says where`(
        text: String, columns: Int, line: Int, reason: FormatError.Reason
    ) {
        let error = #expect(throws: FormatError.self) {
            _ = try decode(Array(text.utf8), columns: columns)
        }
        #expect(error == FormatError(file: "in.copy", line: line, reason))
    }
}

struct UTF8ValidationTests {
    @Test func `agrees with the standard library on every short sequence`() {
        let interesting: [UInt8] = [
            0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
            0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        for first in interesting {
            for second in interesting {
                for third in interesting {
                    for fourth in interesting {
                        let bytes = [first, second, third, fourth]
                        let valid = String(validating: bytes, as: UTF8.self) != nil
                        if (UTF8Validation.firstFlaw(in: bytes) == nil) != valid {
                            Issue.record("disagrees on \(bytes)")
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<40) func `finds a flaw at every offset`(offset: Int) {
        var bytes = [UInt8](repeating: 0x61, count: 40)
        bytes[offset] = 0
        #expect(UTF8Validation.firstFlaw(in: bytes) == .nul(at: offset))
        bytes[offset] = 0xFF
        #expect(UTF8Validation.firstFlaw(in: bytes) == .malformed(at: offset))
        #expect(UTF8Validation.firstFlaw(in: bytes, from: offset + 1) == nil)
    }
}
