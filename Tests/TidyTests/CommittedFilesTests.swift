import FoundationEssentials
import Testing

@Suite struct CommittedFilesTests {
    @Test func `resolved versions and build output stay out of the repository`() throws {
        let ignored = try #require(Repository.text(".gitignore")).split(separator: "\n")
        for name in ["Package.resolved", ".build", "/demo-output"] {
            #expect(ignored.contains { $0 == name }, "\(name) must be ignored")
        }
    }

    @Test func `no file names a path of the machine it was written on`() {
        // Joined at run time, so that this file doesn't find itself.
        let paths = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "/Us" + "ers/"]
        expectNone(
            Repository.files.flatMap { path -> [String] in
                guard let text = Repository.text(path) else { return [] }
                return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                    .flatMap { index, line in
                        paths.compactMap { word in
                            guard let range = line.firstRange(of: word) else { return nil }
                            let before = line[..<range.lowerBound].last ?? " "
                            let isURL = before.isLetter || before.isNumber || before == "."
                            return isURL ? nil : "\(path):\(index + 1): \(word)"
                        }
                    }
            }, "machine paths")
    }

    @Test func `the samples stay below three megabytes`() {
        let sizes = Repository.files.filter { $0.hasPrefix("samples/") }.map { path in
            Repository.text(path)?.utf8.count ?? 0
        }
        #expect(sizes.reduce(0, +) < 3_000_000)
    }
}
