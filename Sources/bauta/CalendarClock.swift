internal import FoundationEssentials

/// The clock: today's date for a scan, the time at which somebody unmasks.
enum CalendarClock {
    /// In UTC, as `2027-01-31T09:30:00Z`.
    static func now() -> String { Date().formatted(.iso8601) }

    /// In UTC, as `2027-01-31`.
    static func today() -> String { String(Date().formatted(.iso8601).prefix(10)) }
}
