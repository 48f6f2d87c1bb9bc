/// Why PostgreSQL couldn't be used: what was attempted, why it failed, what to do.
///
/// Holds the SQLSTATE and names of objects. Never DETAIL, and the server's message only where it
/// can't quote a row: PostgreSQL puts values into both.
package struct PostgresError: Error, Sendable, Equatable {
    /// What went wrong, by what a caller can do about it.
    package enum Kind: Sendable, Equatable {
        /// The connection text isn't usable.
        case invalidOptions
        /// No server answered.
        case unreachable
        /// The server refused the connection: password, role, database, too many clients.
        case refused
        /// A statement failed.
        case statement
        /// Row-level security would have hidden rows.
        case hiddenRows
        /// `statement_timeout` or `lock_timeout` struck.
        case timeout
        /// We asked the server to stop.
        case cancelled
        /// The connection broke off; a new one may work.
        case connectionLost
        /// The server sent something that isn't the protocol, or a COPY that ended early.
        case protocolViolation
    }

    package let kind: Kind
    /// Five characters of PostgreSQL's appendix A; `nil` when the server didn't speak.
    package let sqlState: String?
    /// What was attempted and on what: `read public.orders`.
    package var attempt: String
    package let reason: String
    package let remedy: String?

    package init(
        kind: Kind, sqlState: String? = nil, attempt: String, reason: String,
        remedy: String? = nil
    ) {
        self.kind = kind
        self.sqlState = sqlState
        self.attempt = attempt
        self.reason = reason
        self.remedy = remedy
    }

    /// The reason with its SQLSTATE, for the catalog: `42501 permission denied for table orders`.
    package var shortReason: String { (sqlState.map { $0 + " " } ?? "") + reason }
}

extension PostgresError: CustomStringConvertible {
    package var description: String {
        var text = "cannot \(attempt): \(reason)"
        if let sqlState { text += " (SQLSTATE \(sqlState))" }
        if let remedy { text += "; \(remedy)" }
        return text
    }
}
