internal import ArgumentParser
internal import Detection
internal import Scanning

extension RulesCommand {
    struct Compile: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write rules and dictionaries as one file that is read without parsing.",
            discussion: """
                The installation keeps one, rules.compiled, in its folder of rules; a file
                there that is older than a rule or dictionary is passed over. A file with rules
                of your own serves as --rules FILE of every command, until bauta itself is
                another version. Example: bauta rules compile --rules mine --out mine.compiled
                """)

        @OptionGroup var options: RuleOptions
        @Option(help: "The file to write.") var out: String

        func run() throws {
            let rules = try options.parse()
            try rules.compile(to: out)
            try StandardOutput.line("\(rules.ruleSet.rules.count) rules written to \(out)")
        }
    }
}
