import Detection
import FoundationEssentials
import Testing

/// The folder `rules/` as it ships: it loads, and every rule's own tests pass.
@Suite struct `The rules folder` {
    @Test func `passes its own check`() throws {
        let report = RuleCheck(try RepositoryRules.set()).run(workers: 2)
        for finding in report.findings { Issue.record("\(finding)") }
        #expect(report.ruleCount > 150)
    }

    @Test func `gives every data and secret rule a transform`() throws {
        for rule in try RepositoryRules.set().rules where rule.kind != .negative {
            #expect(rule.transform != nil, "\(rule.id)")
        }
    }

    @Test func `names source and licence in each dictionary`() throws {
        let folder = RepositoryRules.root + "/dictionaries"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasSuffix(".txt") {
            let text = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
            let header = text.split(separator: "\n").prefix { $0.hasPrefix("#") }.joined()
            #expect(header.contains("Source") || header.contains("Written"), "\(name)")
        }
    }
}
