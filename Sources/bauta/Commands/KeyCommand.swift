internal import ArgumentParser
internal import Cryptography

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make a masking key and tell its id.",
        subcommands: [New.self, Identify.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a new random key to a file only you can read.",
            discussion: """
                The file must not exist yet. Whoever has it can reverse what is reversible:
                keep it out of the folder you hand over.
                Example: bauta key new --out bauta.key
                """)

        @Option(help: "The file to create, with mode 0600.") var out: String

        func run() throws {
            let key = try KeyFile.create(path: out)
            try StandardOutput.line("key \(key.id) written to \(out)")
        }
    }

    struct Identify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "id",
            abstract: "Print the id of a key, as manifests name it.",
            discussion: """
                SPEC is file:PATH, env:NAME, fd:N, command:… or ephemeral.
                Example: bauta key id file:bauta.key
                """)

        @Argument(help: "Where the key is.") var spec: String

        func run() throws {
            try StandardOutput.line(try KeySource(spec).load().id)
        }
    }
}
