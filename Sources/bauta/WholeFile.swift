internal import Catalog
internal import Configuration
internal import Formats

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Small documents read and written in one piece: catalogs, plans, reviews.
enum WholeFile {
    /// No catalog or plan comes near it; a mistaken path might.
    private static let byteLimit = 1 << 30

    static func read(_ path: String) throws -> [UInt8] {
        let input = try InputFile(path: path)
        var bytes: [UInt8] = []
        while try input.read(upTo: 1 << 20, into: &bytes) {
            guard bytes.count <= byteLimit else {
                throw CommandError(
                    "\(path): larger than 1 GiB; name a catalog, plan or review file")
            }
        }
        return bytes
    }

    static func readText(_ path: String) throws -> String {
        guard let text = String(validating: try read(path), as: UTF8.self) else {
            throw CommandError("\(path): isn't valid UTF-8; save the file as UTF-8 text")
        }
        return text
    }

    static func readConfiguration(_ path: String) throws -> ConfigurationFile {
        try ConfigurationFile(name: path, text: readText(path))
    }

    static func readCatalog(_ path: String) throws -> ClassificationCatalog {
        try CatalogCoding.decode(read(path), file: path)
    }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The folder of a path with its slash, empty for the working folder.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return String(path[...slash])
    }

    /// Writes under a temporary name, syncs and renames: readers see the old file or the new one.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let output = try AtomicOutput(path: path)
        try output.writer.write(bytes)
        try output.commit()
    }
}
