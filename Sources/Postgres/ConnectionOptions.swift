internal import CLibPQ
internal import Primitives

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How to reach a server: a URL, `service=prod`, other `key=value` text, or PG* variables alone.
///
/// libpq reads the text, the service file, the PG* variables and `~/.pgpass` by its own rules.
/// Added are `application_name=bauta` and a connection timeout of ten seconds, unless given, and
/// always UTF-8. Nothing printed holds the user or the password.
package struct ConnectionOptions: Sendable {
    /// Seconds until a connection attempt is given up, unless the user says otherwise.
    package static let connectTimeoutSeconds = 10

    /// Option names and values in libpq's order, for `PQconnectdbParams`.
    let parameters: Sensitive<[(name: String, value: String)]>
    /// `postgresql://host:port/database`, `service=prod` or `PG* environment`.
    package let description: String

    /// Checks and keeps `text`; an empty text means the PG* variables.
    ///
    /// - Throws: `.invalidOptions`. The text isn't repeated: it may hold a password.
    package init(_ text: String) throws(PostgresError) {
        let given = try Self.parse(text)
        let isURL = Self.isURL(text)
        try Self.refuseStrayPassword(given, isURL: isURL)
        description = Self.describe(given)
        var merged = given.filter { $0.name != "client_encoding" }
        merged.append(("client_encoding", "UTF8"))
        func add(_ name: String, _ value: String, unlessSet variable: String) {
            let isSet = unsafe getenv(variable) != nil
            if !isSet && !given.contains(where: { $0.name == name }) {
                merged.append((name, value))
            }
        }
        add("application_name", "bauta", unlessSet: "PGAPPNAME")
        add("connect_timeout", "\(Self.connectTimeoutSeconds)", unlessSet: "PGCONNECT_TIMEOUT")
        parameters = Sensitive(merged)
    }

    /// Whether a command-line argument names a server rather than a file.
    package static func looksLikeServer(_ argument: String) -> Bool {
        if isURL(argument) { return true }
        let key = argument.prefix { $0 != "=" }
        return key.count < argument.count
            && ["service", "host", "hostaddr", "dbname", "port", "user"].contains(
                String(key.filter { $0 != " " }))
    }

    private static func isURL(_ text: String) -> Bool {
        text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
    }

    private static func parse(
        _ text: String
    ) throws(PostgresError) -> [(name: String, value: String)] {
        guard !text.utf8.contains(0) else { throw invalid("it holds a NUL byte") }
        var message: UnsafeMutablePointer<CChar>?
        let options = unsafe PQconninfoParse(text, &message)
        defer {
            unsafe PQconninfoFree(options)
            unsafe PQfreemem(message)
        }
        guard var option = unsafe options else {
            throw invalid(
                isURL(text)
                    ? "the URL, one of its options or a percent-escape isn't valid"
                    : "expected a URL or key=value pairs that libpq knows")
        }
        var given: [(name: String, value: String)] = []
        while let keyword = unsafe option.pointee.keyword {
            if let value = unsafe option.pointee.val {
                unsafe given.append((String(cString: keyword), String(cString: value)))
            }
            unsafe option += 1
        }
        return given
    }

    /// Refuses URLs whose unescaped password spilled into host, port or database.
    ///
    /// `postgresql://u:pa@ss@host/db` parses with the host `ss@host`, and libpq's complaint about
    /// that host would print a piece of the password.
    private static func refuseStrayPassword(
        _ given: [(name: String, value: String)], isURL: Bool
    ) throws(PostgresError) {
        for (name, value) in given {
            let strays =
                switch name {
                case "host", "hostaddr": value.contains("@")
                case "port": !value.allSatisfy { $0.isASCII && $0.isNumber || $0 == "," }
                case "dbname": isURL && value.contains("@")
                default: false
                }
            if strays {
                throw invalid(
                    "its \(name) isn't one; write special characters of a password"
                        + " percent-encoded, such as %40 for @ and %2F for /")
            }
        }
    }

    private static func describe(_ given: [(name: String, value: String)]) -> String {
        func value(_ name: String) -> String? { given.first { $0.name == name }?.value }
        if let service = value("service") { return "service=\(service)" }
        let host = value("host") ?? value("hostaddr")
        if host == nil && value("dbname") == nil { return "PG* environment" }
        let port = value("port").map { ":\($0)" } ?? ""
        return "postgresql://\(host ?? "")\(port)/\(value("dbname") ?? "")"
    }

    private static func invalid(_ reason: String) -> PostgresError {
        PostgresError(
            kind: .invalidOptions, attempt: "read connection options", reason: reason,
            remedy: "use postgresql://USER@HOST:PORT/DATABASE, service=NAME or PG* variables")
    }
}
