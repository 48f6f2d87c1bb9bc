import Postgres
import TestSupport
import Testing

@Suite struct `Describing a query` {
    let connection: Connection

    init() throws {
        let database = try TestServer.shared().createDatabase("describe")
        try database.run(
            """
            CREATE SCHEMA "odd Schema";
            CREATE TYPE mood AS ENUM ('sad');
            CREATE TABLE "odd Schema"."T" (dropped int, "E mail" varchar(20), n numeric(8,2));
            ALTER TABLE "odd Schema"."T" DROP COLUMN dropped;
            """)
        connection = try Connection(ConnectionOptions(database.url))
    }

    private func describe(_ sql: String) throws -> [DescribedColumn] {
        try connection.perform { try connection.describe(sql, attempt: "describe") }
    }

    @Test func `finds the origin behind an alias`() throws {
        let columns = try describe(
            #"SELECT t."E mail" AS harmless, n, n + 1 AS sum, 'sad'::mood AS m FROM "odd Schema"."T" t"#
        )
        #expect(columns.map(\.name) == ["harmless", "n", "sum", "m"])
        #expect(
            columns.map(\.type) == [
                "character varying(20)", "numeric(8,2)", "numeric", "public.mood",
            ])
        #expect(columns[0].origin?.column == "E mail")
        #expect(columns[0].origin?.schema == "odd Schema")
        #expect(columns[0].origin?.relation == "T")
        #expect(columns[0].origin?.attnum == 2)
        #expect(columns[2].origin == nil)
    }

    @Test func `runs nothing and leaves no transaction open`() throws {
        _ = try describe("SELECT pg_sleep(100), 1 / 0")
        try connection.perform {
            let state = try connection.execute(
                "SELECT pg_current_xact_id_if_assigned() IS NULL", attempt: "ask")
            #expect(state.text(0, 0) == "t")
        }
    }

    @Test func `reports a query that isn't one and stays usable`() throws {
        let error = try #require(throws: PostgresError.self) { try describe("SELEC 1") }
        #expect(error.sqlState == "42601")
        #expect(try describe("SELECT 1 AS one").map(\.name) == ["one"])
    }
}
