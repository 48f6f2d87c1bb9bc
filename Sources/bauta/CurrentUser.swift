#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Who runs the program.
enum CurrentUser {
    /// The login name of the real user, or `uid N` where there is none; no variable can change it.
    static var name: String {
        guard let entry = unsafe getpwuid(getuid()), let name = unsafe entry.pointee.pw_name else {
            return "uid \(getuid())"
        }
        return unsafe String(cString: name)
    }
}
