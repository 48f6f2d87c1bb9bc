import Testing

@Suite struct ReadmeTests {
    static let readme = Repository.text("README.md") ?? ""
    static let scan = CommandLineScan(Repository.sources.filter { $0.target == "bauta" })

    @Test func `mentions every command`() {
        #expect(!Self.scan.commands.isEmpty)
        expectNone(
            Self.scan.commands.filter { !Self.readme.contains("bauta") || !isMentioned($0) }
                .sorted(), "commands the README doesn't name")
    }

    @Test func `mentions every option`() {
        #expect(Self.scan.options.contains("--catalog"))
        expectNone(
            Self.scan.options.filter { !isMentioned($0) }.sorted(),
            "options the README doesn't name")
    }

    @Test func `mentions no option that doesn't exist`() {
        // Options of the programs that appear in the installation notes.
        let foreign: Set = ["--help", "--version", "--static-swift-stdlib", "--product"]
        let words = Self.readme.split { !($0.isLetter || $0.isNumber || $0 == "-") }
        let unknown = Set(
            words.filter { $0.hasPrefix("--") && $0.count > 2 && !$0.hasPrefix("---") }
        )
        .subtracting(Self.scan.options.map { $0[...] }).subtracting(foreign.map { $0[...] })
        expectNone(unknown.map(String.init).sorted(), "options that don't exist")
    }

    @Test func `stays between 150 and 250 lines of at most 100 columns`() {
        let lines = Self.readme.split(separator: "\n", omittingEmptySubsequences: false)
        #expect((150...250).contains(lines.count))
        expectNone(
            lines.enumerated().compactMap { index, line in
                line.count > 100 && !line.hasPrefix("|") ? "README.md:\(index + 1)" : nil
            }, "wide lines")
    }

    @Test func `reads options from the sources`() {
        let text = """
            struct SampleCommand: ParsableCommand {
                static let configuration = CommandConfiguration(commandName: "sample")
                @Option(help: "Rows, or all (see --other).") var sampleRows: Int
                @Flag(
                    name: .customLong("in-place"), help: "Here.")
                var inPlace = false
                @OptionGroup var more: More
            }
            extension SampleCommand { struct Init: ParsableCommand {} }
            """
        let scan = CommandLineScan([SwiftSource(path: "Sources/bauta/x.swift", text: text)])
        #expect(scan.commands == ["sample", "init"])
        #expect(scan.options == ["--sample-rows", "--in-place"])
    }

    /// Whether the README has `word` as a whole word.
    private func isMentioned(_ word: String) -> Bool {
        Self.readme.ranges(of: word).contains { range in
            let after = Self.readme[range.upperBound...].first ?? " "
            let before = Self.readme[..<range.lowerBound].last ?? " "
            return !after.isLetter && after != "-" && !before.isLetter && before != "-"
        }
    }
}
