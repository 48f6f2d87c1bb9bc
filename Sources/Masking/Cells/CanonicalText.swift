internal import Cryptography
internal import Primitives

extension CanonicalForm {
    /// The keyed digest of what the domain takes for this cell's value.
    func digest(
        of cell: Span<UInt8>, under hash: KeyedHash, workspace: inout [UInt8]
    ) -> Digest256 {
        if self == .exact { return hash.digest(cell) }
        workspace.removeAll(keepingCapacity: true)
        append(cell, to: &workspace)
        return hash.digest(workspace)
    }

    /// What the domain takes for the value of every cell.
    func canonical(_ cells: CellBatch) -> CellBatch {
        if self == .exact { return cells }
        var canonical = CellBatch(cellCapacity: cells.count, byteCapacity: cells.bytes.count)
        for row in 0..<cells.count {
            if cells.isNull(row) {
                canonical.appendNull()
            } else {
                cells.withCell(row) { cell in canonical.appendCell { append(cell, to: &$0) } }
            }
        }
        return canonical
    }

    /// Appends what the domain takes for this cell's value.
    func append(_ cell: Span<UInt8>, to output: inout [UInt8]) {
        switch self {
        case .exact: output.append(cell)
        case .casefold: Self.appendFolded(cell, to: &output)
        case .digits:
            for index in cell.indices where cell[index].isDigit { output.append(cell[index]) }
        case .e164:
            for index in cell.indices {
                let byte = cell[index]
                if byte.isDigit || (byte == UInt8(ascii: "+") && output.isEmpty) {
                    output.append(byte)
                }
            }
        }
    }

    /// Lower case without outer blanks.
    private static func appendFolded(_ cell: Span<UInt8>, to output: inout [UInt8]) {
        let first = output.count
        output.append(cell.extracting(cell.inner))
        if !output.lowercaseASCII(from: first) { foldUnicode(&output, from: first) }
    }

    /// Lower-cases the tail of `bytes` by Unicode's mapping, which is frozen for assigned letters;
    /// what isn't UTF-8 becomes U+FFFD.
    private static func foldUnicode(_ bytes: inout [UInt8], from start: Int) {
        var folded: [UInt8] = []
        for scalar in String(decoding: bytes[start...], as: UTF8.self).unicodeScalars {
            folded.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
        bytes.replaceSubrange(start..., with: folded)
    }
}

extension Span<UInt8> {
    /// The positions without outer blanks.
    var inner: Range<Int> {
        var start = 0
        var end = count
        while start < end, self[start].isBlank { start += 1 }
        while end > start, self[end - 1].isBlank { end -= 1 }
        return start..<end
    }
}
