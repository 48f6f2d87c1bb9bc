internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What standard output can show.
enum Terminal {
    /// SGR codes (ECMA-48).
    enum Colour: Int { case red = 31, yellow = 33, cyan = 36, faint = 2 }

    static let isOutput = isatty(STDOUT_FILENO) == 1

    /// Off when the user says so (no-color.org) or the terminal can't.
    private static let hasColour: Bool = {
        let environment = ProcessInfo.processInfo.environment
        let isRefused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        return isOutput && !isRefused && environment["TERM"] != "dumb"
    }()

    static func paint(_ text: String, _ colour: Colour) -> String {
        hasColour ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
    }
}
