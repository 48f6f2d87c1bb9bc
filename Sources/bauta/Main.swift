internal import ArgumentParser
internal import Primitives

/// Argument → call → render; every failure becomes one line on stderr and a documented exit code.
@main
enum Main {
    static func main() {
        CrashGuard.install()
        HeapSettings.install()
        Interruption.install()
        do {
            var command = try RootCommand.parseAsRoot()
            try command.run()
        } catch {
            exit(after: error)
        }
    }

    /// Maps an error to a message and an exit code.
    ///
    /// swift-argument-parser answers 0 for help, 64 for usage and 1 for all it doesn't know; our
    /// own errors are trouble, which is 2.
    private static func exit(after error: any Error) -> Never {
        if let status = error as? ExitCode { ExitStatus.leave(status.rawValue) }
        if Interruption.isRequested {
            Diagnostics.write("interrupted; nothing was left under a final name")
            ExitStatus.leave(ExitStatus.interrupted.rawValue)
        }
        let code = RootCommand.exitCode(for: error)
        guard code == .failure else { RootCommand.exit(withError: error) }
        if (error as? any BrokenPipeReporting)?.isBrokenPipe == true {
            ExitStatus.leave(ExitStatus.done.rawValue)
        }
        Diagnostics.write("\(error)")
        ExitStatus.leave(ExitStatus.trouble.rawValue)
    }
}

/// What `bauta` does, in the order people need it.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bauta",
        abstract: "Finds personal data and secrets, writes a catalog, masks exports, proves it.",
        discussion: """
            A first run, from a database to a masked table:

              bauta scan postgresql://localhost/shop --catalog catalog.json
              bauta catalog show catalog.json
              bauta plan init --catalog catalog.json --out mask.toml
              bauta key new --out bauta.key
              bauta mask postgresql://localhost/shop --table public.customers \\
                --catalog catalog.json --plan mask.toml --key file:bauta.key \\
                --out customers.csv --verify

            Exit codes: 0 done, 1 a check found something, 2 trouble (even partial),
            64 usage, 130 interrupted.
            """,
        version: ProductVersion.text,
        subcommands: [
            ScanCommand.self, DetectCommand.self, CatalogCommand.self, PlanCommand.self,
            MaskCommand.self, VerifyCommand.self, UnmaskCommand.self, RemaskCommand.self,
            RulesCommand.self, KeyCommand.self,
        ])
}
