internal import ArgumentParser
internal import Detection
internal import Formats
internal import Primitives
internal import Scanning
internal import Synchronization

extension RulesCommand {
    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a commented rule to start from.",
            discussion: "Example: bauta rules new custom.badge --out mine/badge.toml")

        @Argument(help: "The id of the label: lower-case words with points between.")
        var id: String
        @Option(help: "The file to write; it must not exist.") var out: String

        func validate() throws { try RuleFileName.check(id) }

        func run() throws {
            try RuleFileName.write(RuleSkeleton.text(id: id), to: out)
        }
    }

    struct Learn: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Draft a rule from the forms of a column's values.",
            discussion: """
                Samples the column as scan does. The draft holds forms and check digits, its
                tests are invented; no value is in it.
                Example: bauta rules learn people.csv 'file."people.csv".badge' \\
                    --id custom.badge --out mine/badge.toml
                """)

        @Argument(help: "The database or file that holds the column.") var source: String
        @Argument(help: "The column, as catalog show prints it.") var column: String
        @Option(help: "The id of the label the rule shall give.") var id: String
        @Option(help: "The file to write; it must not exist.") var out: String
        @OptionGroup var options: RuleOptions

        func validate() throws {
            try RuleFileName.check(id)
            if ColumnReference(column) == nil {
                throw ValidationError("\(column): write schema.table.column")
            }
        }

        func run() throws {
            guard let reference = ColumnReference(column) else { return }
            let sample = try ColumnSampling(source, rules: options.load()).sample(reference)
            guard let draft = RuleDraft(id: id, from: sample) else {
                throw CommandError(
                    "\(column): its values have no common form, or fewer than "
                        + "\(RuleDraft.minimumValues) are there; start from bauta rules new")
            }
            try RuleFileName.write(draft.text, to: out)
        }
    }
}

/// The cells of one column, as a scan would judge them.
private struct ColumnSampling {
    let source: String
    let rules: RuleFolder

    init(_ source: String, rules: RuleFolder) {
        self.source = source
        self.rules = rules
    }

    func sample(_ reference: ColumnReference) throws -> ColumnSample {
        var options = ScanOptions()
        if reference.schema != "file" {
            options.tables = [GlobPattern(reference.schema + "." + reference.relation)]
        }
        let found = Mutex<ColumnSample?>(nil)
        let classifier = ColumnClassifier(rules.ruleSet)
        let report = try ScanRunner(rules: rules, options: options) { samples in
            for sample in samples where reference.names(sample.context) {
                found.withLock { $0 = sample }
            }
            return classifier.classify(relation: samples)
        }.scan([source])
        if let sample = found.withLock({ $0 }) { return sample }
        if let failure = report.failures.first { throw CommandError("\(failure)") }
        throw CommandError("\(source): there is no column \(reference)")
    }
}

extension ColumnReference {
    fileprivate func names(_ context: ColumnSample.Context) -> Bool {
        schema == context.schema && relation == context.table && column == context.column
            && path == context.path
    }
}

/// Ids and files of new rules.
private enum RuleFileName {
    static func check(_ id: String) throws {
        let parts = id.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain =
            parts.count > 1
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == 0x5F || $0 == 0x2D
                    }
            }
        if !isPlain {
            throw ValidationError("\(id): write lower-case words with points, like custom.badge")
        }
    }

    static func write(_ text: String, to path: String) throws {
        if WholeFile.exists(path) {
            throw CommandError("\(path): exists already; name another file")
        }
        let folder = WholeFile.folder(of: path)
        if !folder.isEmpty { try Folder.make(folder) }
        try WholeFile.write(Array(text.utf8), to: path)
        try StandardOutput.line(
            "written to \(path); next: bauta rules check --rules "
                + (folder.isEmpty ? "." : String(folder.dropLast())))
    }
}
