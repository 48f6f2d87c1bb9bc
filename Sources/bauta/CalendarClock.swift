internal import FoundationEssentials

/// Today's date, the one thing a scan takes from the clock.
enum CalendarClock {
    /// In UTC, as `2027-01-31`.
    static func today() -> String { String(Date().formatted(.iso8601).prefix(10)) }
}
