internal import ArgumentParser
internal import Catalog
internal import Masking
internal import Scanning

struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Propose, check and explain how each column is masked.",
        subcommands: [Init.self, Check.self, Explain.self])

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a first mask.toml with a line for every column of a catalog.",
            discussion: """
                The plan runs as it is: doubtful columns are redacted, with a comment that says
                why. Read it, change what you decide otherwise, keep it in version control.
                Example: bauta plan init --catalog catalog.json --out mask.toml
                """)

        @Option(help: "The catalog to plan for.") var catalog: String
        @Option(help: "The plan to write; must not exist unless --force.") var out: String
        @OptionGroup var ruleOptions: RuleOptions
        @Flag(help: "Leave primary and foreign keys as they are.") var keepKeys = false
        @Flag(help: "Replace an existing plan.") var force = false

        func run() throws {
            let document = try WholeFile.readCatalog(catalog)
            let ruleFolder = try ruleOptions.load()
            if !force && WholeFile.exists(out) {
                throw CommandError(
                    "\(out): exists; a plan holds people's decisions, so name another file or say --force"
                )
            }
            let text = PlanWriter(
                catalog: document, labels: ruleFolder.ruleSet.labelAttributes, keepKeys: keepKeys
            ).text()
            try WholeFile.write(Array(text.utf8), to: out)
            let columns = document.relations.reduce(0) { $0 + $1.columns.count }
            try StandardOutput.line("plan for \(columns) columns written to \(out)")
        }
    }
}
