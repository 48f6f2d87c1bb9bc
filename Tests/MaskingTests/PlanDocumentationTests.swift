import FoundationEssentials
import Masking
import TestSupport
import Testing

/// `Sources/Masking/PLAN.md` names every transform and every option.
@Suite struct PlanDocumentationTests {
    private static func documentation() throws -> String {
        let path = PackageFolder.path("Sources/Masking/PLAN.md")
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    /// The keys that a line of the transform may have, as the message about another one lists them.
    private func keys(of transform: String) -> [String] {
        let text = message {
            _ = try PlanFixture.file(
                "version = 1\n[columns]\n'a.b.c' = { transform = '\(transform)', nonsense = 1 }\n")
        }
        guard let list = text.split(separator: "expected ").last, text.contains("unknown key")
        else { return [] }
        return list.split(separator: ", ").map { String($0.filter { $0 != "\n" }) }
    }

    @Test(arguments: MaskTransform.allNames)
    func `every transform and its options are documented`(transform: String) throws {
        let documentation = try Self.documentation()
        #expect(documentation.contains("`\(transform)`"))
        let keys = keys(of: transform)
        #expect(keys.contains("transform") && keys.contains("when"))
        for key in keys { #expect(documentation.contains("`\(key)`"), "\(transform): \(key)") }
    }

    @Test func `every key of the file is documented`() throws {
        let documentation = try Self.documentation()
        let text = message { _ = try PlanFixture.file("version = 1\nnonsense = 1\n") }
        let list = try #require(text.split(separator: "expected ").last)
        let keys = list.split(separator: ", ")
        #expect(keys.count >= 7)
        for key in keys {
            let isNamed =
                documentation.contains("`\(key)`") || documentation.contains("`[\(key)]`")
            #expect(isNamed, "\(key)")
        }
    }
}
