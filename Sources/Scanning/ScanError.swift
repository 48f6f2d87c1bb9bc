/// Why a scan couldn't be done at all; what fails in part is a `ScanReport.Failure`.
package enum ScanError: Error, Sendable, Equatable {
    /// Somebody pressed Ctrl-C; the previous catalog stays.
    case cancelled
    /// No relation passes the patterns.
    case nothingSelected(place: String)
    case unreadable(path: String, reason: String)
}

extension ScanError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .cancelled:
            "the scan was cancelled; no catalog was written"
        case .nothingSelected(let place):
            "\(place): no relation passes --schema, --table and --exclude"
        case .unreadable(let path, let reason):
            "cannot scan \(path): \(reason)"
        }
    }
}
