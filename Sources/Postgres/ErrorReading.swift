internal import CLibPQ

extension PostgresError {
    /// Reads a failed result: its SQLSTATE, and its message where that can only hold names.
    ///
    /// Class 42 errors of the parser and the access checks speak of identifiers; the same class
    /// raised inside a function comes with a context and is withheld.
    static func reading(
        _ result: OpaquePointer, attempt: String, isCancelled: Bool
    ) -> PostgresError {
        let state = unsafe field(result, .sqlState) ?? "XX000"
        let meaning = SQLStateMeaning(sqlState: state)
        if state == "42501", unsafe field(result, .sourceFunction) == "check_enable_rls" {
            return PostgresError(
                kind: .hiddenRows, sqlState: state, attempt: attempt,
                reason: "row-level security would hide rows",
                remedy: "scan with a role that has BYPASSRLS or owns the table")
        }
        if state == "57014", isCancelled {
            return PostgresError(
                kind: .cancelled, sqlState: state, attempt: attempt, reason: "cancelled")
        }
        var reason = meaning.reason
        if state.hasPrefix("42"), unsafe field(result, .context) == nil,
            let message = unsafe field(result, .primaryMessage)
        {
            reason = message
        } else if let table = unsafe field(result, .tableName) {
            let schema = unsafe field(result, .schemaName).map { $0 + "." } ?? ""
            reason += " on \(schema)\(table)"
        }
        return PostgresError(
            kind: meaning.kind, sqlState: state, attempt: attempt, reason: reason,
            remedy: meaning.remedy)
    }

    /// Reads why a connection attempt failed; libpq gives text only.
    ///
    /// libpq speaks English here because the program never calls `setlocale`; the part after FATAL
    /// is the server's and may be in its language, so it is shown when not recognised. It names
    /// role, database, host and port, never the password.
    static func connecting(
        message: String, host: String, port: String, database: String
    ) -> PostgresError {
        let place = port.isEmpty ? host : "\(host) port \(port)"
        let attempt = "connect to \(place.isEmpty ? "the server" : place)"
        func error(_ state: String) -> PostgresError {
            let meaning = SQLStateMeaning(sqlState: state)
            let reason =
                state == "3D000" ? "the database \"\(database)\" doesn't exist" : meaning.reason
            return PostgresError(
                kind: meaning.kind, sqlState: state, attempt: attempt, reason: reason,
                remedy: meaning.remedy)
        }
        if message.contains("password authentication failed") { return error("28P01") }
        if message.contains("no password supplied") {
            return PostgresError(
                kind: .refused, sqlState: "28P01", attempt: attempt,
                reason: "the server asks for a password and none was given",
                remedy: "set PGPASSWORD, a password in ~/.pgpass or in the URL")
        }
        if message.contains("pg_hba.conf") { return error("28000") }
        if message.contains("FATAL:  database \"") && message.contains("does not exist") {
            return error("3D000")
        }
        if message.contains("too many clients") || message.contains("remaining connection slots") {
            return error("53300")
        }
        if message.contains("FATAL:") {
            return PostgresError(
                kind: .refused, attempt: attempt, reason: lastLine(message, after: "FATAL:"))
        }
        return PostgresError(
            kind: .unreachable, attempt: attempt, reason: lastLine(message, after: "failed:"),
            remedy: "check host, port and firewall, and that the server runs")
    }

    /// The last line that says something, from behind `marker` where it has it.
    private static func lastLine(_ message: String, after marker: String) -> String {
        let lines = message.split(separator: "\n").filter { !$0.hasPrefix("\t") }
        guard let line = lines.last else { return "no reason given" }
        let tail = line.ranges(of: marker).last.map { line[$0.upperBound...] } ?? line
        let start = tail.firstIndex { $0 != " " } ?? tail.startIndex
        return String(tail[start...])
    }

    /// One field of an error report; `nil` when the server didn't send it.
    static func field(_ result: OpaquePointer, _ field: DiagnosticField) -> String? {
        unsafe PQresultErrorField(result, field.rawValue).map { unsafe String(cString: $0) }
    }
}

/// The `PG_DIAG_` characters of `postgres_ext.h`, which Swift doesn't import; only what we read.
enum DiagnosticField: Int32 {
    case sqlState = 0x43
    case primaryMessage = 0x4D
    case context = 0x57
    case schemaName = 0x73
    case tableName = 0x74
    case sourceFunction = 0x52
}
