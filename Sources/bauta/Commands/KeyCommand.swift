internal import ArgumentParser
internal import Cryptography

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Make masking keys, replace them and tell their ids.",
        subcommands: [New.self, Identify.self, Rotate.self, ExportPublic.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a new random key to a file only you can read.",
            discussion: """
                The file must not exist yet. Whoever has it can reverse what is reversible:
                keep it out of the folder you hand over. --signing makes a key that signs
                manifests (Ed25519) and masks nothing.
                Example: bauta key new --out bauta.key
                """)

        @Option(help: "The file to create, with mode 0600.") var out: String
        @Flag(help: "Make a key that signs manifests instead.") var signing = false

        func run() throws {
            if signing {
                let key = try KeyFile.createSigner(path: out)
                return try StandardOutput.line("signing key \(key.publicKey.id) written to \(out)")
            }
            let key = try KeyFile.create(path: out)
            try StandardOutput.line("key \(key.id) written to \(out)")
        }
    }

    struct Identify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "id",
            abstract: "Print the id of a key, as manifests name it.",
            discussion: """
                SPEC is file:PATH, env:NAME, fd:N, command:… or ephemeral. Of a ring it is the
                id of the active key; --all prints number, state and id of every key.
                Example: bauta key id file:bauta.key
                """)

        @Argument(help: "Where the key is.") var spec: String
        @Flag(help: "Every key of a ring, one a line.") var all = false

        func run() throws {
            let ring = try KeySource(spec).load()
            guard all else { return try StandardOutput.line(ring.active.id) }
            for entry in ring.entries {
                try StandardOutput.line(
                    "\(entry.key.number) \(entry.state.rawValue) \(entry.key.id)")
            }
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a new active key to a key file and retire the old one.",
            discussion: """
                The file becomes a ring: masking uses the new key, verify and unmask still find
                the retired ones. Nothing masked before changes; bauta remask brings an export
                to the new key. The file is replaced whole or stays as it was.
                Example: bauta key rotate bauta.key
                """)

        @Argument(help: "The key file, a key or a ring.") var path: String

        func run() throws {
            let ring = try KeyFile.rotate(path: path)
            try StandardOutput.line(
                "key \(ring.active.id) is active in \(path), number \(ring.active.number);"
                    + " \(ring.entries.count - 1) retired")
        }
    }

    struct ExportPublic: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "export-public",
            abstract: "Print the public half of a signing key, for those who check manifests.",
            discussion: """
                SPEC is file:PATH, env:NAME, fd:N or command:….
                Example: bauta key export-public file:sign.key > sign.pub
                """)

        @Argument(help: "Where the signing key is.") var spec: String

        func run() throws {
            try StandardOutput.line(try KeySource(spec).loadSigner().publicKey.text)
        }
    }
}
