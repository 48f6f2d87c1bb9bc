import TestSupport
import Testing

@Suite struct `The private test server` {
    @Test func `runs SQL in a database of its own`() throws {
        let database = try TestServer.shared().createDatabase("server_smoke")
        try database.run("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2)")
        #expect(try database.run("SELECT sum(a) FROM t") == "3")
    }

    @Test func `says why a statement failed`() throws {
        let database = try TestServer.shared().database("postgres")
        #expect(throws: TestSupportError.self) { try database.run("SELECT nonsense") }
    }

    @Test func `runs a program with input and environment`() throws {
        let outcome = try ChildProcess.run(
            ["sh", "-c", "cat; echo $BAUTA_TEST >&2; exit 3"],
            environment: ["BAUTA_TEST": "seen"], input: Array("in".utf8), workingFolder: "/")
        #expect(outcome.status == 3)
        #expect(outcome.output == "in")
        #expect(outcome.errors == "seen\n")
    }
}
