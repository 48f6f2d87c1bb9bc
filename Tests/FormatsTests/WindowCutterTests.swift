import Formats
import Testing

@Suite struct WindowCutterTests {
    /// Cuts `text`, given in pieces at the offsets, and returns the chunks.
    private func cut(
        _ text: String, at offsets: [Int], window: Int, rule: RecordCutter.Rule
    ) throws -> [InputChunk] {
        let bytes = Array(text.utf8)
        let edges = zip([0] + offsets, offsets + [bytes.count])
        var pieces = edges.map { start, end in
            InputChunk(
                bytes: Array(bytes[start..<end]),
                firstLine: 1 + bytes[..<start].count { $0 == 0x0A })
        }
        var cutter = WindowCutter(window: window, rule: rule)
        var chunks: [InputChunk] = []
        while let chunk = try cutter.next({ pieces.isEmpty ? nil : pieces.removeFirst() }) {
            chunks.append(chunk)
        }
        return chunks
    }

    private func texts(_ chunks: [InputChunk]) -> [String] {
        chunks.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test(arguments: [[], [2], [2, 4], [4, 8], [2, 4, 6, 8]])
    func `whole windows of lines, whatever the pieces`(offsets: [Int]) throws {
        let chunks = try cut("a\nb\nc\nd\ne", at: offsets, window: 2, rule: .lines)
        #expect(texts(chunks).joined() == "a\nb\nc\nd\ne")
        var rows = 0
        for chunk in chunks {
            #expect(chunk.firstRow == rows && rows.isMultiple(of: 2))
            #expect(chunk.firstLine == rows + 1)
            if let count = chunk.rowCount {
                #expect(count.isMultiple(of: 2))
                rows += count
            }
        }
        #expect(chunks.last?.rowCount == nil)
    }

    @Test func `line feeds in quotes end no row`() throws {
        let text = "\"a\n1\",x\nb,\"y\"\"\n\"\nc,z\n"
        let chunks = try cut(text, at: [], window: 2, rule: .csv(delimiter: 0x2C))
        #expect(texts(chunks).joined() == text)
        #expect(chunks[0].firstRow == 0)
        let cut = try cut(text, at: [8, 17], window: 1, rule: .csv(delimiter: 0x2C))
        #expect(texts(cut) == ["\"a\n1\",x\n", "b,\"y\"\"\n\"\n", "c,z\n"])
        #expect(cut.map(\.firstRow) == [0, 1, 2] && cut.map(\.firstLine) == [1, 3, 5])
    }

    @Test func `a header before the first row is no row`() throws {
        var first = InputChunk(bytes: Array("h\n1\n2\n3\n".utf8), start: 2)
        first.firstLine = 2
        var pieces = [first]
        var cutter = WindowCutter(window: 2, rule: .csv(delimiter: 0x2C))
        let chunk = try #require(try cutter.next { pieces.popLast() })
        #expect(String(decoding: chunk.bytes, as: UTF8.self) == "h\n1\n2\n" && chunk.start == 2)
        #expect(chunk.rowCount == 2)
        let rest = try #require(try cutter.next { pieces.popLast() })
        #expect(String(decoding: rest.bytes, as: UTF8.self) == "3\n" && rest.firstRow == 2)
        #expect(rest.start == 0)
        #expect(try cutter.next { pieces.popLast() } == nil)
    }

    @Test func `an empty source gives no chunk`() throws {
        #expect(try cut("", at: [], window: 3, rule: .lines).isEmpty)
    }
}
