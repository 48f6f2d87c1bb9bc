internal import ArgumentParser

/// What decides about columns, shared by every command that reads a plan.
struct PlanOptions: ParsableArguments {
    @Option(help: "The catalog of the source.") var catalog: String
    @Option(help: "The plan, mask.toml.") var plan: String
    @Option(help: "Which [environments.NAME] of the plan lies over it.") var environment: String?

    func texts() throws -> PlanTexts { try PlanTexts(path: plan, environment: environment) }
}
