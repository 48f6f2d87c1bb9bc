#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `swift run -c release Benchmarks NAME [--json] [ARGUMENT…]`; `list` names them all.
@main
enum Benchmarks {
    /// Every benchmark and evaluation, in the order `list` prints them.
    static let commands: [BenchmarkCommand] = [
        .machine, .start, .ff1, .csv, .export, .classification, .columnPredictions,
        .textPredictions, .secretPredictions, .verification, .evaluation, .fit, .peers, .mask,
        .detect, .detectOnce, .detectSpans,
    ]

    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let name = arguments.first, name != "list" else {
            for command in commands { print(command.name.padded(to: 16) + command.summary) }
            return
        }
        guard let command = commands.first(where: { $0.name == name }) else {
            print("\(name): no such benchmark; `list` names them all")
            exit(64)
        }
        do {
            try command.run(Array(arguments.dropFirst()))
        } catch {
            print("\(name): \(error)")
            exit(2)
        }
    }
}

/// One benchmark or evaluation; `run` gets the arguments after its name.
struct BenchmarkCommand: Sendable {
    var name: String
    var summary: String
    var run: @Sendable ([String]) throws -> Void
}

extension BenchmarkCommand {
    static let machine = BenchmarkCommand(
        name: "machine", summary: "what the figures of this machine will be labelled with"
    ) { _ in
        let machine = Machine.current()
        print("\(machine.processor); Swift \(machine.swift); commit \(machine.commit)")
    }
}

extension String {
    /// The text followed by spaces up to `width` characters.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - count))
    }

    /// The text preceded by spaces up to `width` characters.
    func aligned(to width: Int) -> String {
        String(repeating: " ", count: max(1, width - count)) + self
    }
}
