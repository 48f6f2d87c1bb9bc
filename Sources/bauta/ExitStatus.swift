internal import ArgumentParser

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The documented exit codes.
enum ExitStatus: Int32 {
    case done = 0
    /// A check found something: a finding, a difference, a survivor.
    case found = 1
    /// Something could not be done, even in part.
    case trouble = 2
    case interrupted = 130

    /// Ends the command early with this status and no further message.
    var code: ExitCode { ExitCode(rawValue) }

    /// Ends the process.
    static func leave(_ status: Int32) -> Never { exit(status) }
}
