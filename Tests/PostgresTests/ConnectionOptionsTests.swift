import Postgres
import Testing

@Suite struct `Connection options` {
    @Test(arguments: [
        ("postgresql://ann:hunter2@db.example:6432/shop", "postgresql://db.example:6432/shop"),
        ("postgres://db.example/shop", "postgresql://db.example/shop"),
        ("postgresql:///shop?host=/tmp", "postgresql:///tmp/shop"),
        ("host=h dbname=d user=ann password=hunter2", "postgresql://h/d"),
        ("service=prod", "service=prod"),
        ("", "PG* environment"),
        ("postgresql://ann:p%40ss%2F@h/d", "postgresql://h/d"),
    ])
    func `describes the place without user and password`(_ text: String, _ place: String) throws {
        #expect(try ConnectionOptions(text).description == place)
    }

    @Test(arguments: [
        "postgresql://ann:hunter2@h:port/d",
        "postgresql://ann:hunter2@h/d?no_such_option=1",
        "postgresql://ann:hunt%ZZ2@h/d",
        "postgresql://ann:hun@ter2@h/d",
        "postgresql://ann:hun/ter2@h/d",
        "postgresql://ann:12/hunter2@h/d",
        "hunter2",
        "password='hunter2",
        "password=hunter2 nonsense=1",
        "host=a\0b password=hunter2",
    ])
    func `refuses what libpq can't read and never repeats it`(_ text: String) throws {
        let error = try #require(throws: PostgresError.self) { try ConnectionOptions(text) }
        #expect(error.kind == .invalidOptions)
        for secret in ["hunter2", "hun", "ter2", "ZZ"] {
            #expect(!error.description.contains(secret))
        }
        #expect(error.description.contains("postgresql://USER@HOST:PORT/DATABASE"))
    }

    @Test func `hides the password from dump and interpolation`() throws {
        let options = try ConnectionOptions("postgresql://ann:hunter2@h/d")
        var dumped = ""
        dump(options, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        #expect(!"\(options)".contains("hunter2"))
    }

    @Test(arguments: [
        ("postgresql://h/d", true), ("postgres://h/d", true), ("service=prod", true),
        ("host=h dbname=d", true), ("people.csv", false), ("odd=name.csv", false),
        ("folder/", false), ("-", false),
    ])
    func `tells servers from files`(_ argument: String, _ isServer: Bool) {
        #expect(ConnectionOptions.looksLikeServer(argument) == isServer)
    }
}
