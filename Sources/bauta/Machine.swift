#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the machine offers.
enum Machine {
    /// Cores this process may use; at least one.
    static var coreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
