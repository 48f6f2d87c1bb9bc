internal import Configuration
internal import Cryptography
internal import Formats
internal import FoundationEssentials

/// The files of one rules folder as they lie there, not yet parsed.
struct RuleFiles {
    struct File {
        /// The path relative to the folder: `contact.toml`, `dictionaries/cities.txt`.
        let name: String
        let path: String
        let status: FileStatus
    }

    let folder: String
    /// Rules first, then dictionaries, each sorted by name: the order in which they count.
    let files: [File]

    static let dictionaries = "dictionaries/"

    /// - Throws: `ScanError.unreadable` when there is no rule: every column would be clean.
    init(folder: String) throws {
        self.folder = folder
        let rules = try Self.names(in: folder, suffix: ".toml")
        guard !rules.isEmpty else {
            throw ScanError.unreadable(path: folder, reason: "it holds no rules (*.toml)")
        }
        let words =
            (try? Self.names(in: folder + "/" + Self.dictionaries, suffix: ".txt")) ?? []
        files = (rules + words.map { Self.dictionaries + $0 }).compactMap { name in
            let path = folder + "/" + name
            return FileStatus(path: path).map { File(name: name, path: path, status: $0) }
        }
    }

    var byteCounts: [String: Int] {
        Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.status.byteCount) })
    }

    /// When one of the files was last written, in nanoseconds since 1970.
    var modified: Int { files.map(\.status.modified).max() ?? 0 }

    /// The sorted names of a folder's files.
    static func names(in folder: String, suffix: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted()
        } catch {
            throw ScanError.unreadable(path: folder, reason: "it isn't a readable folder of rules")
        }
    }
}

/// The contents of the files of several folders.
struct RuleTexts {
    private(set) var rules: [(path: String, bytes: [UInt8])] = []
    private(set) var dictionaries: [String: [UInt8]] = [:]
    /// `sha256:` over the names and bytes of every rule file and dictionary, in order.
    let digest: String

    init(_ folders: [RuleFiles]) throws {
        var digest = MessageDigest()
        for folder in folders {
            for file in folder.files {
                let bytes = try Self.read(file.path)
                // Name, length and bytes, so that no two folders give the same stream.
                digest.update(Array("\(file.name) \(bytes.count)\n".utf8))
                digest.update(bytes)
                if file.name.hasPrefix(RuleFiles.dictionaries) {
                    dictionaries[file.name] = bytes
                } else {
                    rules.append((file.path, bytes))
                }
            }
        }
        self.digest = "sha256:" + digest.finish().hex
    }

    /// - Throws: `ScanError.unreadable` or the `ConfigurationError` of the first file that isn't
    ///   TOML.
    func parsed() throws -> [ConfigurationFile] {
        try rules.map { file in
            guard let text = String(validating: file.bytes, as: UTF8.self) else {
                throw ScanError.unreadable(path: file.path, reason: "it isn't UTF-8")
            }
            return try ConfigurationFile(name: file.path, text: text)
        }
    }

    static func read(_ path: String) throws -> [UInt8] {
        do {
            let input = try InputFile(path: path)
            var bytes: [UInt8] = []
            while try input.read(upTo: max(input.byteCount ?? 0, 1 << 16) + 1, into: &bytes) {}
            return bytes
        } catch {
            throw ScanError.unreadable(path: path, reason: "the file can't be read")
        }
    }
}
