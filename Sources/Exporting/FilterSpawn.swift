#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

internal import Masking

/// Starts a shell command with pipes to its standard input and from its standard output.
enum FilterSpawn {
    struct Spawned {
        let processID: pid_t
        let input: Int32
        let output: Int32
    }

    static func run(_ command: String) throws(ExternalFailure) -> Spawned {
        let (theirInput, input) = try pipe()
        let (output, theirOutput) = try pipe()
        defer {
            close(theirInput)
            close(theirOutput)
        }
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, theirInput, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, theirOutput, 1)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // Why: we ignore these signals, and a program inherits what is ignored.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for signal in [SIGPIPE, SIGINT, SIGTERM] { unsafe sigaddset(&signals, signal) }
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        // A group of its own, so that what the shell starts can be ended with it.
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
        var child: pid_t = 0
        let words = ["sh", "-c", command]
        var arguments = unsafe words.map { unsafe strdup($0) }
        unsafe arguments.append(nil)
        defer { unsafe arguments.forEach { unsafe free($0) } }
        let environment = unsafe keylessEnvironment()
        let code = unsafe posix_spawn(
            &child, "/bin/sh", &actions, &attributes, arguments, environment)
        guard code == 0 else {
            close(input)
            close(output)
            throw ExternalFailure("couldn't be started")
        }
        for end in [input, output] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        return Spawned(processID: child, input: input, output: output)
    }

    /// Our variables, without those that look like a key of ours: `--key env:NAME` is for us alone.
    private static func keylessEnvironment() -> [UnsafeMutablePointer<CChar>?] {
        var kept: [UnsafeMutablePointer<CChar>?] = unsafe []
        var index = 0
        while true {
            guard let variable = unsafe environ[index] else { break }
            if unsafe strstr(variable, "=bauta-") == nil { unsafe kept.append(variable) }
            index += 1
        }
        unsafe kept.append(nil)
        return unsafe kept
    }

    /// A pipe whose ends no child inherits; ours don't block.
    private static func pipe() throws(ExternalFailure) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe makePipe(&ends) == 0 else {
            throw ExternalFailure("couldn't be started: no pipe")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }
}

private func makePipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { unsafe pipe(ends) }
