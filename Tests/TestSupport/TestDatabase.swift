/// One database of the test server, reached through `psql` and by URL.
package struct TestDatabase: Sendable {
    package let name: String
    package let host: String
    package let port: Int

    /// A connection URL for the superuser.
    package var url: String { url(role: "postgres") }

    package func url(role: String) -> String {
        "postgresql://\(role)@\(host):\(port)/\(name)"
    }

    /// The PG* variables that lead here.
    package var environment: [String: String?] {
        ["PGHOST": host, "PGPORT": "\(port)", "PGDATABASE": name, "PGUSER": "postgres"]
    }

    /// Runs SQL in one psql session and returns its rows, fields separated by `|`.
    ///
    /// - Throws: psql's message when a statement fails.
    @discardableResult
    package func run(_ sql: String) throws -> String {
        let outcome = try ChildProcess.run(
            ["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url, "-f", "-"],
            input: Array(sql.utf8))
        guard outcome.status == 0 else {
            throw TestSupportError("psql on \(name): \(outcome.errors)")
        }
        return outcome.output.hasSuffix("\n")
            ? String(outcome.output.dropLast()) : outcome.output
    }
}
