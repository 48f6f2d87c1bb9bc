import Postgres
import TestSupport
import Testing

@Suite struct `Reading COPY` {
    let connection: Connection

    init() throws {
        connection = try Connection(
            ConnectionOptions(TestServer.shared().database("postgres").url))
    }

    /// All chunks of a COPY.
    private func chunks(_ sql: String, byteTarget: Int) throws -> [[UInt8]] {
        try connection.perform {
            let reader = try CopyReader(connection, sql: sql, attempt: "read a test")
            var chunks: [[UInt8]] = []
            while let chunk = try reader.nextChunk(byteTarget: byteTarget) { chunks.append(chunk) }
            #expect(try reader.nextChunk() == nil)
            return chunks
        }
    }

    @Test(arguments: [1, 100, 1 << 20])
    func `hands out whole rows`(_ byteTarget: Int) throws {
        let all = try chunks(
            "COPY (SELECT i, repeat('x', i % 50) FROM generate_series(1, 5000) i) TO STDOUT",
            byteTarget: byteTarget)
        #expect(all.allSatisfy { $0.last == 0x0A })
        #expect(all.joined().count { $0 == 0x0A } == 5000)
        if byteTarget == 1 { #expect(all.count == 5000) }
    }

    @Test func `reads an empty relation`() throws {
        #expect(try chunks("COPY (SELECT 1 WHERE false) TO STDOUT", byteTarget: 100).isEmpty)
    }

    @Test func `reports an error that comes midway`() throws {
        let error = try #require(throws: PostgresError.self) {
            _ = try chunks(
                "COPY (SELECT 1 / (90000 - i) FROM generate_series(1, 100000) i) TO STDOUT",
                byteTarget: 1000)
        }
        #expect(error.sqlState == "22012")
        #expect(error.description.hasPrefix("cannot read a test"))
    }

    @Test func `refuses what isn't a COPY`() throws {
        let error = try #require(throws: PostgresError.self) {
            _ = try chunks("SELECT 1", byteTarget: 1)
        }
        #expect(error.kind == .protocolViolation)
    }

    @Test func `leaves the connection usable when dropped midway`() throws {
        try connection.perform {
            let reader = try CopyReader(
                connection, sql: "COPY (SELECT generate_series(1, 100000)) TO STDOUT",
                attempt: "read")
            _ = try reader.nextChunk(byteTarget: 10)
        }
        try connection.perform {
            let result = try connection.execute("SELECT 7", attempt: "ask")
            #expect(result.integer(0, 0) == 7)
        }
    }
}
