internal import Formats
internal import FoundationEssentials

/// One file to scan, told by the end of its name.
struct FileSource: Equatable {
    enum Kind { case csv, jsonl }

    /// As the user gave it, or below the folder given.
    var path: String
    /// The last part of the path without a compression's ending: the relation's name.
    var name: String
    var kind: Kind
    var delimiter: UInt8

    /// A file; `nil` when its name ends in nothing we know.
    init?(path: String) {
        self.path = path
        let last = path.split(separator: "/").last.map(String.init) ?? path
        name = Compression.plainName(last)
        let lower = name.lowercased()
        if lower.hasSuffix(".csv") || lower.hasSuffix(".tsv") {
            kind = .csv
        } else if lower.hasSuffix(".jsonl") || lower.hasSuffix(".ndjson") {
            kind = .jsonl
        } else {
            return nil
        }
        delimiter = CSVReader.delimiter(ofFile: path)
    }

    /// The file at `path`, or the files below it in the order of their names.
    static func files(at path: String) throws(ScanError) -> [FileSource] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw .unreadable(path: path, reason: "there is no such file or folder")
        }
        if !isFolder {
            guard let file = FileSource(path: path) else {
                throw .unreadable(
                    path: path,
                    reason: "expected a name ending in .csv, .tsv, .jsonl or .ndjson, maybe "
                        + "followed by .gz or .zst")
            }
            return [file]
        }
        let names: [String]
        do {
            names = try FileManager.default.subpathsOfDirectory(atPath: path)
        } catch {
            throw .unreadable(path: path, reason: "the folder can't be read")
        }
        let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
        let files = names.sorted().compactMap { FileSource(path: folder + "/" + $0) }
        if files.isEmpty {
            throw .unreadable(path: path, reason: "the folder holds no .csv or .jsonl file")
        }
        return files
    }

    /// The same files, those that share their last part named by their whole path.
    static func distinct(_ files: [FileSource]) -> [FileSource] {
        let counts = Dictionary(files.map { ($0.name, 1) }, uniquingKeysWith: +)
        return files.map { file in
            var file = file
            if counts[file.name] ?? 0 > 1 { file.name = file.path }
            return file
        }
    }
}
