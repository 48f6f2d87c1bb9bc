#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A program run to its end, with what it cost.
struct MeasuredProcess {
    let status: Int32
    let wallSeconds: Double
    let processorSeconds: Double
    /// Highest resident set, in MiB.
    let residentMebibytes: Double

    /// Runs `arguments[0]`, found on the PATH, with stdin and stdout from and to files.
    init(_ arguments: [String], input: String = "/dev/null", output: String = "/dev/null") throws {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
        unsafe posix_spawn_file_actions_addopen(
            &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        var pointers: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map {
            unsafe strdup($0)
        }
        unsafe pointers.append(nil)
        defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
        var child: pid_t = 0
        let clock = ContinuousClock.now
        let failure = unsafe posix_spawnp(
            &child, arguments[0], &actions, nil, &pointers, environ)
        guard failure == 0 else { throw BenchmarkError("can't run \(arguments[0])") }
        var status: Int32 = 0
        var usage = rusage()
        while unsafe wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
        let wall = (ContinuousClock.now - clock).components
        wallSeconds = Double(wall.seconds) + Double(wall.attoseconds) / 1e18
        processorSeconds = Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime)
        #if canImport(Glibc)
            residentMebibytes = Double(usage.ru_maxrss) / 1024
        #else
            residentMebibytes = Double(usage.ru_maxrss) / 1_048_576
        #endif
        self.status = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}

/// Why a benchmark can't say anything.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
