import Configuration
import Detection
import FoundationEssentials
import Testing

/// The folder `rules/` as it ships: it loads, and every rule's own tests pass.
@Suite struct `The rules folder` {
    private static let root: String = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.path + "/Package.swift") {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path + "/rules"
    }()

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

    @Test func `passes its own check`() throws {
        let report = RuleCheck(try Self.load()).run()
        for finding in report.findings { Issue.record("\(finding)") }
        #expect(report.ruleCount > 150)
    }

    @Test func `gives every data and secret rule a transform`() throws {
        for rule in try Self.load().rules where rule.kind != .negative {
            #expect(rule.transform != nil, "\(rule.id)")
        }
    }

    @Test func `names source and licence in each dictionary`() throws {
        let folder = Self.root + "/dictionaries"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasSuffix(".txt") {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            let header = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined()
            #expect(header.contains("Source") || header.contains("Written"), "\(name)")
        }
    }
}
