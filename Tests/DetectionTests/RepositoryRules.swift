import Configuration
import Detection
import FoundationEssentials
import Primitives

/// The folder `rules/` as it ships.
enum RepositoryRules {
    static let root: String = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.path + "/Package.swift") {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path + "/rules"
    }()

    /// Loaded once for all suites.
    private static let loaded = Result { try load() }

    static func set() throws -> RuleSet { try loaded.get() }

    private static func load() throws -> RuleSet {
        let manager = FileManager.default
        let names = try manager.contentsOfDirectory(atPath: root).sorted()
        let files = try names.filter { $0.hasSuffix(".toml") }.map { name in
            try ConfigurationFile(
                name: "rules/" + name,
                text: String(contentsOfFile: root + "/" + name, encoding: .utf8))
        }
        var dictionaries: [String: [UInt8]] = [:]
        for name in try manager.contentsOfDirectory(atPath: root + "/dictionaries")
        where name.hasSuffix(".txt") {
            let path = root + "/dictionaries/" + name
            dictionaries["dictionaries/" + name] = [UInt8](
                try Data(contentsOf: URL(filePath: path)))
        }
        return try RuleSet(files: files, dictionaries: dictionaries)
    }
}
