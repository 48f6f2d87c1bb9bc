#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A program started by a test: its output goes to files, so that no pipe can fill up.
package final class ChildProcess {
    /// How a program ended and what it printed.
    package struct Outcome: Sendable {
        /// The exit code, or 128 + the signal that ended it.
        package let status: Int
        package let output: String
        package let errors: String
    }

    package let processID: Int32
    private let folder: TestFolder
    private var status: Int?

    /// Starts `arguments[0]`, looked up along PATH.
    ///
    /// `environment` is laid over the test's own, a `nil` value removes a variable. `input` becomes
    /// standard input. `outputPath` sends standard output to a path of the test's choice.
    package init(
        _ arguments: [String], environment: [String: String?] = [:], input: [UInt8] = [],
        workingFolder: String? = nil, outputPath: String? = nil
    ) throws {
        folder = try TestFolder()
        let inputPath = try folder.write("stdin", bytes: input)
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        let create = O_WRONLY | O_CREAT | O_TRUNC
        unsafe posix_spawn_file_actions_addopen(&actions, 0, inputPath, O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(
            &actions, 1, outputPath ?? folder.path("stdout"), create, 0o600)
        unsafe posix_spawn_file_actions_addopen(
            &actions, 2, folder.path("stderr"), create, 0o600)
        var child: pid_t = 0
        let command = (workingFolder.map { ["env", "-C", $0] } ?? []) + arguments
        let code = unsafe withCStrings(command) { argv in
            unsafe withCStrings(Self.merged(environment)) { envp in
                unsafe posix_spawnp(&child, command[0], &actions, nil, argv, envp)
            }
        }
        guard code == 0 else {
            throw TestSupportError("cannot start \(arguments[0]): error \(code)")
        }
        processID = child
    }

    /// Ends a program that nobody waited for: a child left as a zombie keeps others from waiting.
    deinit {
        guard status == nil else { return }
        kill(processID, SIGKILL)
        var raw: Int32 = 0
        unsafe waitpid(processID, &raw, 0)
    }

    /// Starts a program and waits for its end.
    package static func run(
        _ arguments: [String], environment: [String: String?] = [:], input: [UInt8] = [],
        workingFolder: String? = nil, timeoutSeconds: Double = 120
    ) throws -> Outcome {
        try ChildProcess(
            arguments, environment: environment, input: input, workingFolder: workingFolder
        ).wait(timeoutSeconds: timeoutSeconds)
    }

    package func send(signal: Int32) { kill(processID, signal) }

    /// What the program has written to standard error so far.
    package var errorsSoFar: String { (try? folder.read("stderr")) ?? "" }

    /// Waits until the program ends; kills it and throws after the timeout.
    package func wait(timeoutSeconds: Double = 120) throws -> Outcome {
        let deadline = secondsSinceBoot() + timeoutSeconds
        while status == nil {
            var raw: Int32 = 0
            if unsafe waitpid(processID, &raw, WNOHANG) == processID {
                let signal = raw & 0x7F
                status = signal == 0 ? Int((raw >> 8) & 0xFF) : 128 + Int(signal)
            } else if secondsSinceBoot() > deadline {
                kill(processID, SIGKILL)
                unsafe waitpid(processID, &raw, 0)
                status = 128 + Int(SIGKILL)
                throw TestSupportError("process ran longer than \(timeoutSeconds) s")
            } else {
                usleep(2_000)
            }
        }
        return Outcome(
            status: status ?? -1, output: (try? folder.read("stdout")) ?? "",
            errors: try folder.read("stderr"))
    }

    private static func merged(_ changes: [String: String?]) -> [String] {
        var variables = currentEnvironment()
        for (name, value) in changes { variables[name] = value }
        return variables.map { "\($0.key)=\($0.value)" }
    }
}

/// The variables of this process.
package func currentEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    var cursor = unsafe environ
    while let entry = unsafe cursor.pointee {
        let text = unsafe String(cString: entry)
        if let equals = text.firstIndex(of: "=") {
            variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
        }
        unsafe cursor += 1
    }
    return variables
}

/// Seconds of the monotonic clock, for timeouts.
package func secondsSinceBoot() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Lends a NULL-terminated array of C strings, as argv and envp want it.
private func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    var pointers = unsafe texts.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { unsafe pointers.forEach { unsafe free($0) } }
    return unsafe body(pointers)
}
