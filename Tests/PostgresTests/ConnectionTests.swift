import Dispatch
import Postgres
import Primitives
import TestSupport
import Testing

@Suite struct `A connection` {
    let database: TestDatabase

    init() throws { database = try TestServer.shared().database("postgres") }

    private func connect(role: String = "postgres") throws -> Connection {
        try Connection(ConnectionOptions(database.url(role: role)))
    }

    private func failure(_ sql: String, role: String = "postgres") throws -> PostgresError {
        let connection = try connect(role: role)
        return try #require(throws: PostgresError.self) {
            try connection.perform { _ = try connection.execute(sql, attempt: "run a test") }
        }
    }

    @Test func `returns cells as bytes, text, numbers and NULL`() throws {
        let connection = try connect()
        try connection.perform {
            let result = try connection.execute(
                "SELECT $1::text, 42, NULL, true, ''", parameters: ["ü"], attempt: "select")
            #expect(result.rowCount == 1)
            #expect(result.columnCount == 5)
            #expect(result.text(0, 0) == "ü")
            let byteCount = result.withCell(0, 0) { $0.count }
            #expect(byteCount == 2)
            #expect(result.integer(0, 1) == 42)
            let flags = (result.isNull(0, 1), result.isNull(0, 2), result.boolean(0, 3))
            #expect(flags == (false, true, true))
            #expect(result.text(0, 2) == nil)
            var cells = CellBatch()
            result.append(column: 2, to: &cells)
            result.append(column: 4, to: &cells)
            #expect(cells == CellBatch(texts: [nil, ""]))
        }
    }

    @Test func `names itself bauta and speaks UTF-8`() throws {
        let connection = try connect()
        try connection.perform {
            let result = try connection.execute(
                "SELECT current_setting('application_name'), current_setting('client_encoding')",
                attempt: "show")
            #expect(result.text(0, 0) == "bauta")
            #expect(result.text(0, 1) == "UTF8")
        }
    }

    @Test func `tells a wrong password from a missing one`() throws {
        let server = try TestServer.shared()
        let place = "\(server.host):\(server.port)/postgres"
        let wrong = try #require(throws: PostgresError.self) {
            try Connection(ConnectionOptions("postgresql://secured:hunter2@\(place)"))
        }
        #expect(wrong.sqlState == "28P01")
        #expect(wrong.kind == .refused)
        #expect(wrong.description.contains("wrong password"))
        #expect(!wrong.description.contains("hunter2"))
        let missing = try #require(throws: PostgresError.self) {
            try Connection(ConnectionOptions("postgresql://secured@\(place)?passfile=/nowhere"))
        }
        #expect(missing.description.contains(".pgpass"))
    }

    @Test func `opens with the right password`() throws {
        let server = try TestServer.shared()
        let connection = try Connection(
            ConnectionOptions(
                "host=\(server.host) port=\(server.port) dbname=postgres user=secured"
                    + " password='\(server.securedPassword)'"))
        #expect(connection.database == "postgres")
        #expect(connection.host == server.host)
    }

    @Test func `names host and port of an unreachable server`() throws {
        let error = try #require(throws: PostgresError.self) {
            try Connection(ConnectionOptions("postgresql://ann:hunter2@127.0.0.1:1/shop"))
        }
        #expect(error.kind == .unreachable)
        #expect(error.description.contains("127.0.0.1 port 1"))
        #expect(error.description.contains("Connection refused"))
        #expect(!error.description.contains("hunter2"))
    }

    @Test func `names a database that doesn't exist`() throws {
        let error = try #require(throws: PostgresError.self) {
            try Connection(
                ConnectionOptions(TestServer.shared().database("no_such_database").url))
        }
        #expect(error.sqlState == "3D000")
        #expect(error.description.contains("\"no_such_database\""))
    }

    @Test(arguments: [
        ("SELECT * FROM no_such_table", "42P01", "no_such_table"),
        ("SELEC 1", "42601", "syntax error"),
        ("SELECT no_such_column", "42703", "no_such_column"),
        ("SELECT 'canary-7'::int", "22P02", "a value doesn't fit its type"),
        ("SELECT ('canary-7'||chr(47))::jsonb", "22P02", "a value doesn't fit its type"),
        ("DO $$BEGIN RAISE EXCEPTION 'canary-7'; END$$", "P0001", "raised an exception"),
        (
            "DO $$BEGIN RAISE EXCEPTION 'canary-7' USING ERRCODE = '42501'; END$$", "42501",
            "permission denied"
        ),
    ])
    func `shows SQLSTATE and names but no value`(
        _ sql: String, _ state: String, _ shown: String
    ) throws {
        let error = try failure(sql)
        #expect(error.sqlState == state)
        #expect(error.description.contains(shown))
        #expect(error.description.hasPrefix("cannot run a test: "))
        #expect(!error.description.contains("canary"))
    }

    @Test func `keeps unique violations free of the row`() throws {
        let connection = try connect()
        let error = try #require(throws: PostgresError.self) {
            try connection.perform {
                try connection.run(
                    script: "CREATE TEMP TABLE u (a text UNIQUE)", attempt: "create")
                try connection.run(
                    script: "INSERT INTO u VALUES ('canary'), ('canary')", attempt: "insert")
            }
        }
        #expect(error.sqlState == "23505")
        #expect(error.description.contains(".u"))
        #expect(!error.description.contains("canary"))
    }

    @Test func `names a table it may not read`() throws {
        try database.run("CREATE TABLE IF NOT EXISTS closed_table (a int)")
        let error = try failure("SELECT * FROM closed_table", role: "reader")
        #expect(error.sqlState == "42501")
        #expect(error.description.contains("closed_table"))
        #expect(error.description.contains("grant SELECT"))
    }

    @Test func `tells a timeout from a cancellation`() throws {
        let timeout = try failure("SET statement_timeout = 20; SELECT pg_sleep(5)")
        #expect(timeout.sqlState == "42601", "several statements need run(script:)")
        let connection = try connect()
        let slow = try #require(throws: PostgresError.self) {
            try connection.perform {
                try connection.run(
                    script: "BEGIN; SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)",
                    attempt: "sleep")
            }
        }
        #expect(slow.kind == .timeout)
        let other = try connect()
        DispatchQueue(label: "canceller").asyncAfter(deadline: .now() + .milliseconds(100)) {
            other.cancel()
        }
        let stopped = try #require(throws: PostgresError.self) {
            try other.perform { try other.run(script: "SELECT pg_sleep(20)", attempt: "sleep") }
        }
        #expect(stopped.kind == .cancelled)
    }

    @Test func `says that a connection was lost`() throws {
        let connection = try connect()
        let process = try connection.perform {
            try connection.execute("SELECT pg_backend_pid()", attempt: "ask").text(0, 0) ?? ""
        }
        try database.run("SELECT pg_terminate_backend(\(process), 5000)")
        let error = try #require(throws: PostgresError.self) {
            try connection.perform { try connection.run(script: "SELECT 1", attempt: "ask") }
        }
        #expect(error.kind == .connectionLost)
        #expect(connection.perform { !connection.isUsable })
    }

    @Test func `prints no notice`() throws {
        let connection = try connect()
        try connection.perform {
            try connection.run(
                script: "DO $$BEGIN RAISE WARNING 'canary'; END$$", attempt: "warn")
        }
    }
}
