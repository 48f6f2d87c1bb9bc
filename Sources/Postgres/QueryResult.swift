internal import CLibPQ
package import Primitives

/// The rows of a statement, in text format, freed with the value.
@safe package struct QueryResult: ~Copyable {
    private let handle: OpaquePointer

    init(owning handle: OpaquePointer) { unsafe self.handle = handle }

    deinit { unsafe PQclear(handle) }

    package var rowCount: Int { unsafe Int(PQntuples(handle)) }
    package var columnCount: Int { unsafe Int(PQnfields(handle)) }

    /// Rows a COPY or a data-changing statement reports; 0 when it reports none.
    package var affectedRowCount: Int {
        unsafe Int(String(cString: PQcmdTuples(handle))) ?? 0
    }

    /// The name of a column as the query gives it.
    package func columnName(_ column: Int) -> String {
        unsafe String(cString: PQfname(handle, Int32(column)))
    }

    /// Whether a cell is NULL.
    package func isNull(_ row: Int, _ column: Int) -> Bool {
        unsafe PQgetisnull(handle, Int32(row), Int32(column)) == 1
    }

    /// Lends the bytes of one cell; empty for NULL, ask `isNull` first.
    package func withCell<Result, Failure: Error>(
        _ row: Int, _ column: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let length = unsafe Int(PQgetlength(handle, Int32(row), Int32(column)))
        let start = unsafe PQgetvalue(handle, Int32(row), Int32(column))
        let bytes = unsafe UnsafeRawPointer(start)?.assumingMemoryBound(to: UInt8.self)
        let buffer = unsafe UnsafeBufferPointer(start: bytes, count: length)
        return try unsafe body(buffer.span)
    }

    /// One cell as text, for catalog queries; `nil` for NULL.
    package func text(_ row: Int, _ column: Int) -> String? {
        isNull(row, column)
            ? nil : unsafe String(cString: PQgetvalue(handle, Int32(row), Int32(column)))
    }

    /// A cell read as an integer; `nil` for NULL and other text.
    package func integer(_ row: Int, _ column: Int) -> Int? {
        text(row, column).flatMap { Int($0) }
    }

    /// A boolean, `t` or `f` on the wire; NULL is false.
    package func boolean(_ row: Int, _ column: Int) -> Bool { text(row, column) == "t" }

    /// Appends all cells of a column to a batch.
    package func append(column: Int, to cells: inout CellBatch) {
        for row in 0..<rowCount {
            if isNull(row, column) {
                cells.appendNull()
            } else {
                withCell(row, column) { cells.append($0) }
            }
        }
    }

    /// What Describe says of a column: OIDs as they came, 0 where there is none.
    func described(_ column: Int) -> (table: UInt32, attnum: Int, type: UInt32, modifier: Int) {
        let column = Int32(column)
        return unsafe (
            PQftable(handle, column), Int(PQftablecol(handle, column)), PQftype(handle, column),
            Int(PQfmod(handle, column))
        )
    }
}
