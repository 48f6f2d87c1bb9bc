internal import Cryptography
internal import Formats
internal import Masking
internal import Primitives

/// The files that a plan's lookups name: CSV with a header and two columns, the value and what it
/// is masked to.
enum LookupFiles {
    /// Reads every file once; a relative path is beside the plan.
    static func read(_ names: Set<String>, folder: String) throws -> [String: LookupTable] {
        var tables: [String: LookupTable] = [:]
        for name in names.sorted() {
            tables[name] = try table(name, path: name.hasPrefix("/") ? name : folder + name)
        }
        return tables
    }

    private static func table(_ name: String, path: String) throws -> LookupTable {
        let digest = MessageDigest.sha256(try WholeFile.read(path)).hex
        let reader = try CSVReader(path: path, header: .yes)
        guard reader.header.names.count == 2 else {
            throw CommandError("\(path): a lookup file has two columns, value and masked value")
        }
        let parser = try CSVParser(file: path, columnCount: 2)
        var batch = RowBatch(columnCount: 2)
        var entries: [[UInt8]: [UInt8]] = [:]
        while let chunk = try reader.next() {
            try parser.parse(chunk, into: &batch)
            for row in 0..<batch.rowCount {
                let masked = batch.columns[1][copy: row] ?? []
                guard let value = batch.columns[0][copy: row], !value.isEmpty,
                    entries.updateValue(masked, forKey: value) ?? masked == masked
                else {
                    throw CommandError(
                        "\(path):\(parser.line(ofRow: row, in: chunk)): a value that is empty or"
                            + " has two answers; remove one")
                }
            }
        }
        return LookupTable(file: name, digest: "sha256:" + digest, entries: entries)
    }
}
