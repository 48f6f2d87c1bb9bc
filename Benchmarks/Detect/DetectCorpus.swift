import Formats
import FoundationEssentials
import Primitives

/// What text search is measured on: seeded, and never the same line twice.
struct DetectCorpus {
    static let names = ["chat", "customers", "words"]

    /// Bytes of a text when a file is searched as `bauta detect` does, in pieces of whole lines.
    private static let pieceLength = 256 << 10

    let name: String
    let path: String
    let bytes: [UInt8]
    /// How often each label was planted, where the generator counts.
    private(set) var planted: [String: Int] = [:]

    /// Writes a corpus of about so many bytes into `folder`; reads what has another name.
    init(_ name: String, byteCount: Int, in folder: Workspace) throws {
        self.name = name
        switch name {
        case "chat":
            path = folder.path("chat.jsonl")
            var text = ChatText(seed: 11)
            bytes = text.lines(bytes: byteCount)
            planted = text.planted
            try Data(bytes).write(to: URL(filePath: path))
        case "customers":
            path = folder.path("customers.csv")
            var table = CustomerTable(seed: 1)
            try table.write(to: path, bytes: byteCount)
            bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        case "words":
            path = folder.path("words.txt")
            var text = ManyWordsText(seed: 7)
            bytes = text.lines(bytes: byteCount)
            try Data(bytes).write(to: URL(filePath: path))
        default:
            path = name
            bytes = try Self.content(of: name)
        }
    }

    /// The bytes of a file, or of all files of a folder in the order of their names.
    private static func content(of path: String) throws -> [UInt8] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: path).sorted()
        let files = names?.map { path + "/" + $0 } ?? [path]
        return try files.flatMap { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
    }

    var lines: [[UInt8]] { bytes.split(separator: 10).map(Array.init) }

    /// The cells of a CSV in columns, a few thousand rows at a time.
    func columns() throws -> [CellBatch] {
        let reader = try CSVReader(path: path, header: .yes)
        let parser = try CSVParser(file: path, columnCount: reader.header.names.count)
        var batches: [CellBatch] = []
        while let chunk = try reader.next() {
            var rows = RowBatch(columnCount: reader.header.names.count)
            try parser.parse(chunk, into: &rows)
            batches += rows.columns
        }
        return batches
    }

    /// The bytes in pieces that end with a line.
    var pieces: [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = min(start + Self.pieceLength, bytes.count)
            let cut = bytes[end...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.count
            pieces.append(Array(bytes[start..<cut]))
            start = cut
        }
        return pieces
    }
}
