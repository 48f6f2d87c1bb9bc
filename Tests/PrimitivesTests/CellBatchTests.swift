import Primitives
import Testing

@Suite struct CellBatchTests {
    @Test func `keeps cells, empty cells and NULL apart`() {
        let batch = CellBatch(texts: ["alpha", nil, "", "β"])
        #expect(batch.count == 4)
        #expect(batch.nullCount == 1)
        #expect(batch[copy: 0] == Array("alpha".utf8))
        #expect(batch[copy: 1] == nil)
        #expect(batch[copy: 2] == [])
        #expect(batch[copy: 3] == Array("β".utf8))
    }

    @Test func `tracks NULL beyond one bitmap word`() {
        let texts: [String?] = (0..<200).map { $0 % 3 == 0 ? nil : "x\($0)" }
        let batch = CellBatch(texts: texts)
        for (index, text) in texts.enumerated() {
            #expect(batch.isNull(index) == (text == nil))
            #expect(batch.range(index).count == text?.utf8.count ?? 0)
        }
    }

    @Test func `lends exactly the bytes of one cell`() {
        let batch = CellBatch(texts: ["ab", "cde"])
        let last = batch.withCell(1) { cell in (cell.count, cell[0]) }
        #expect(last == (3, UInt8(ascii: "c")))
    }

    @Test func `drops a half-written cell when its writer throws`() {
        struct Refusal: Error {}
        var batch = CellBatch(texts: ["kept"])
        #expect(throws: Refusal.self) {
            try batch.appendCell { bytes throws(Refusal) in
                bytes.append(1)
                throw Refusal()
            }
        }
        #expect(batch == CellBatch(texts: ["kept"]))
    }

    @Test func `appends runs of another batch with their NULLs`() {
        let source = CellBatch(texts: (0..<200).map { $0 % 7 == 3 ? nil : "cell \($0)" })
        var copy = CellBatch()
        for rows in [0..<1, 1..<1, 1..<70, 70..<199, 199..<200] {
            copy.append(contentsOf: source, rows: rows)
        }
        #expect(copy == source)
        copy.withMutableBytes { $0[0] = UInt8(ascii: "C") }
        #expect(copy[copy: 0] == Array("Cell 0".utf8))
    }

    @Test func `is as new after removing all`() {
        var batch = CellBatch(texts: ["a", nil])
        batch.removeAll()
        batch.append("b")
        #expect(batch == CellBatch(texts: ["b"]))
    }
}
