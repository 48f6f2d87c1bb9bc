internal import Configuration
internal import Cryptography
package import Detection
internal import FoundationEssentials

/// The rules a run uses: the installed folder, or one the user names, and what a second one adds.
///
/// A folder holds `*.toml`, `dictionaries/*.txt` and `surrogates/VERSION/*.txt`.
package struct RuleFolder: Sendable {
    /// The environment variable that names another installed folder.
    package static let variable = "BAUTA_RULES"
    /// The frozen version of the surrogate lists.
    package static let surrogatesVersion = "2"

    package let ruleSet: RuleSet
    /// `sha256:` over the names and bytes of every rule file and dictionary, sorted by name.
    package let digest: String
    /// Surrogate lists by file name, such as `surnames.txt`.
    package let surrogates: [String: [UInt8]]

    /// Loads the installed rules and those of `folder` over them.
    ///
    /// - Throws: `ScanError.unreadable`, `ConfigurationError` or `RuleError` with file and line.
    package static func load(adding folder: String? = nil) throws -> RuleFolder {
        try RuleFolder(folders: [try installedFolder()] + (folder.map { [$0] } ?? []))
    }

    /// Loads folders in order: later rules take the place of earlier ones of the same id, later
    /// dictionaries of earlier ones of the same name.
    package init(folders: [String]) throws {
        var files: [ConfigurationFile] = []
        var dictionaries: [String: [UInt8]] = [:]
        var surrogates: [String: [UInt8]] = [:]
        var digest = MessageDigest()
        for folder in folders {
            let names = try Self.names(in: folder, suffix: ".toml")
            // Why: without rules every column would be clean.
            guard !names.isEmpty else {
                throw ScanError.unreadable(path: folder, reason: "it holds no rules (*.toml)")
            }
            for name in names {
                let path = folder + "/" + name
                let bytes = try Self.read(path)
                digest.update(Self.framed(name, bytes))
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw ScanError.unreadable(path: path, reason: "it isn't UTF-8")
                }
                files.append(try ConfigurationFile(name: path, text: text))
            }
            for name in try Self.names(in: folder + "/dictionaries", suffix: ".txt", orNone: true) {
                let key = "dictionaries/" + name
                let bytes = try Self.read(folder + "/" + key)
                digest.update(Self.framed(key, bytes))
                dictionaries[key] = bytes
            }
            let lists = folder + "/surrogates/" + Self.surrogatesVersion
            for name in try Self.names(in: lists, suffix: ".txt", orNone: true) {
                surrogates[name] = try Self.read(lists + "/" + name)
            }
        }
        ruleSet = try RuleSet(files: files, dictionaries: dictionaries)
        self.digest = "sha256:" + digest.finish().hex
        self.surrogates = surrogates
    }

    /// Judges columns by these rules.
    package var judge: ColumnJudge {
        let classifier = ColumnClassifier(ruleSet)
        return { classifier.classify(relation: $0) }
    }

    /// Says whether a CSV header cell is recognised as data.
    package var recogniser: FileScanner.Recogniser {
        let finder = SpanFinder(ruleSet)
        return { cell in
            var scratch = DetectionScratch()
            return !finder.find(in: cell.span, scratch: &scratch).spans.isEmpty
        }
    }

    /// Where the rules are: `$BAUTA_RULES`, else `../share/bauta/rules` beside the executable, else
    /// the nearest `rules` above it, which is the package's in a build folder.
    package static func installedFolder() throws -> String {
        let manager = FileManager.default
        if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty {
            return named
        }
        let link = (try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        var folder = Self.parent(link.isEmpty ? CommandLine.arguments[0] : link)
        let shared = Self.parent(folder) + "/share/bauta/rules"
        if manager.fileExists(atPath: shared) { return shared }
        while !folder.isEmpty {
            let rules = folder + "/rules"
            if manager.fileExists(atPath: rules + "/dictionaries") { return rules }
            folder = Self.parent(folder)
        }
        throw ScanError.unreadable(
            path: "rules", reason: "no rules folder is installed; name one in \(variable)")
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    private static func names(
        in folder: String, suffix: String, orNone: Bool = false
    ) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(suffix) && !$0.hasPrefix(".") }.sorted()
        } catch {
            if orNone { return [] }
            throw ScanError.unreadable(path: folder, reason: "it isn't a readable folder of rules")
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        do {
            return [UInt8](try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw ScanError.unreadable(path: path, reason: "the file can't be read")
        }
    }

    /// Name, length and bytes, so that no two folders give the same stream.
    private static func framed(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        Array("\(name) \(bytes.count)\n".utf8) + bytes
    }
}
