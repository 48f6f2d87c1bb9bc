internal import CProcess

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Keeps data out of crash reports.
///
/// A trapped Swift binary writes registers and the bytes they point to on stderr, and a core dump
/// holds everything. Installed before any data is read.
enum CrashGuard {
    private static let fatal = [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT]

    static func install() {
        for number in fatal { _ = signal(number, SIG_DFL) }
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        #if canImport(Glibc)
            _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
        #else
            _ = unsafe setrlimit(RLIMIT_CORE, &none)
        #endif
        _ = bauta_forbid_dumps()
    }

    /// Traps on purpose when `BAUTA_CRASH_TEST` is set: a test then searches stderr for a canary.
    static func crashIfTested(holding canary: [UInt8]) {
        guard unsafe getenv("BAUTA_CRASH_TEST") != nil else { return }
        let index = canary.count + canary.reduce(0) { $0 &+ Int($1) }
        precondition(canary.indices.contains(index), "crash test")
    }
}
