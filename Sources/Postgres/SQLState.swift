/// What a SQLSTATE means in our words, and what to do about it.
///
/// Codes and classes of PostgreSQL's appendix A, "PostgreSQL Error Codes". Only conditions that a
/// scan or an export meets are here; others are named by their class.
struct SQLStateMeaning: Equatable {
    let kind: PostgresError.Kind
    let reason: String
    let remedy: String?

    init(_ kind: PostgresError.Kind, _ reason: String, _ remedy: String? = nil) {
        self.kind = kind
        self.reason = reason
        self.remedy = remedy
    }

    init(sqlState: String) {
        self = Self.known[sqlState] ?? Self.ofClass(sqlState)
    }

    private static let known: [String: SQLStateMeaning] = [
        "28P01": .init(
            .refused, "wrong password", "set PGPASSWORD, a password in ~/.pgpass or in the URL"),
        "28000": .init(
            .refused, "the server refuses this role or address", "check the role and pg_hba.conf"),
        "3D000": .init(
            .refused, "the database doesn't exist", "check the name after the last / of the URL"),
        "53300": .init(
            .refused, "too many clients already", "scan with fewer --connections or later"),
        "57P03": .init(.connectionLost, "the server is starting up or shutting down", "try later"),
        "57P01": .init(.connectionLost, "the server closed the connection"),
        "57P02": .init(.connectionLost, "the server crashed"),
        "57P05": .init(.connectionLost, "the server closed an idle session"),
        "57014": .init(
            .timeout, "the statement took too long or was cancelled",
            "raise the statement timeout or sample fewer rows"),
        "55P03": .init(
            .timeout, "another session holds a lock on the relation", "try when it has ended"),
        "42501": .init(
            .statement, "permission denied", "grant SELECT and USAGE on the schema to the role"),
        "42P01": .init(.statement, "the relation doesn't exist", "was it dropped meanwhile?"),
        "42703": .init(.statement, "a column doesn't exist", "was the table altered meanwhile?"),
        "3F000": .init(.statement, "the schema doesn't exist"),
        "42601": .init(.statement, "syntax error", "check the text of --query"),
        "25006": .init(
            .statement, "the statement would write", "only reading statements are allowed"),
        "22P02": .init(.statement, "a value doesn't fit its type"),
        "22021": .init(.statement, "a value isn't valid in the database's encoding"),
        "22P05": .init(.statement, "a value can't be written as UTF-8"),
        "P0001": .init(.statement, "a function raised an exception"),
    ]

    private static func ofClass(_ sqlState: String) -> SQLStateMeaning {
        switch sqlState.prefix(2) {
        case "08": .init(.connectionLost, "the connection failed", "check network and server log")
        case "22": .init(.statement, "a value can't be computed")
        case "23": .init(.statement, "a constraint is violated")
        case "25": .init(.statement, "the transaction is in the wrong state")
        case "28": .init(.refused, "the server refuses this role", "check role and password")
        case "42": .init(.statement, "the statement isn't valid here")
        case "53": .init(.statement, "the server lacks memory, disk or connections")
        case "54": .init(.statement, "a limit of the server is exceeded")
        case "55": .init(.statement, "the relation isn't in a state to be read")
        case "57": .init(.statement, "an operator intervened")
        case "58": .init(.statement, "the server met a system error", "see the server log")
        case "XX": .init(.statement, "the server met an internal error", "see the server log")
        default: .init(.statement, "the server reports an error")
        }
    }
}
