#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Today's date, the one thing a scan takes from the clock.
enum CalendarClock {
    /// In UTC, as `2027-01-31`.
    static func today() -> String {
        var seconds = unsafe time(nil)
        var parts = tm()
        _ = unsafe gmtime_r(&seconds, &parts)
        return [Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: "-")
    }
}
