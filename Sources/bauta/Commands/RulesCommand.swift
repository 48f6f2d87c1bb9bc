internal import ArgumentParser
internal import Detection
internal import Primitives
internal import Scanning

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "Check, list, explain, try, write and compile the detection rules.",
        subcommands: [
            Check.self, List.self, Explain.self, Test.self, New.self, Learn.self, Compile.self,
        ])
}

/// `--rules`, shared by every command that reads rules.
struct RuleOptions: ParsableArguments {
    @Option(help: "A folder of rules added to the installed ones, or what rules compile wrote.")
    var rules: String?

    /// The rules without their tests, compiled where they are.
    func load() throws -> RuleFolder { try RuleFolder.load(adding: rules) }

    /// The rules as their files have them, tests included.
    func parse() throws -> RuleFolder { try RuleFolder.parse(adding: rules) }
}

extension RulesCommand {
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Run every rule's tests through the whole engine.",
            discussion: """
                Also runs every rule against every other rule's examples, switches off each
                piece of evidence to see whether a test notices, measures chance rates and runs
                hostile inputs against every pattern. Exit code 1 when something is found.
                """)

        @OptionGroup var options: RuleOptions
        @Flag(help: "Also print which rules recognise each other's examples unexplained.")
        var overlaps = false
        @Flag(help: "Print the report as JSON.") var json = false

        func run() throws {
            let report = RuleCheck(try options.parse().ruleSet)
                .run(workers: Machine.coreCount)
            if json {
                try JSONOutput.write(RuleReportDocument(report))
            } else {
                for finding in report.findings { try StandardOutput.line("\(finding)") }
                if overlaps { try printOverlaps(report) }
                let unexplained = report.overlaps.filter { $0.reason == nil }.count
                try StandardOutput.line(
                    "\(report.ruleCount) rules, \(report.testCount) tests, "
                        + "\(report.findings.count) complaints, \(report.overlaps.count) overlaps, "
                        + "\(unexplained) unexplained"
                )
            }
            if !report.isClean { throw ExitStatus.found.code }
        }

        private func printOverlaps(_ report: RuleReport) throws {
            for line in RuleOverlap.matrix(report.overlaps) { try StandardOutput.line(line) }
            for overlap in report.overlaps where overlap.reason == nil {
                try StandardOutput.line("\(overlap)")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the rules by category.")

        @OptionGroup var options: RuleOptions
        @Flag(help: "Print the list as JSON.") var json = false

        func run() throws {
            let rules = try options.load().ruleSet.rules.sorted {
                ($0.category, $0.id) < ($1.category, $1.id)
            }
            if json {
                try JSONOutput.write(rules.map { RuleEntry($0) })
            } else {
                try StandardOutput.write(RuleEntry.table(rules))
            }
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what a rule looks for and what each piece of evidence weighs.",
            discussion: "Example: bauta rules explain contact.email")

        @Argument(help: "The rule's id, as rules list prints it.") var id: String
        @OptionGroup var options: RuleOptions

        func run() throws {
            let rules = try options.parse().ruleSet
            guard let explanation = RuleExplanation(id: id, in: rules) else {
                throw CommandError("no rule \(id); bauta rules list prints their ids")
            }
            for line in explanation.lines {
                try StandardOutput.line("\(line.heading): \(line.text)")
            }
        }
    }

    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what the rules see in a text.",
            discussion: """
                Prints each rule that takes the whole text as a value, then the spans found in
                it: first and last byte, label, probability. Exit code 1 when nothing is found.
                Example: bauta rules test 'write to ana@orchard.org'
                """)

        @Argument(help: "The text to try.") var text: String
        @OptionGroup var options: RuleOptions
        @Flag(help: "Print the findings as JSON.") var json = false

        func run() throws {
            CrashGuard.crashIfTested(holding: Array(text.utf8))
            let trial = RuleTrial(text, rules: try options.load().ruleSet)
            if json {
                try JSONOutput.write(trial)
            } else {
                try StandardOutput.write(trial.text())
            }
            if trial.isEmpty { throw ExitStatus.found.code }
        }
    }
}
