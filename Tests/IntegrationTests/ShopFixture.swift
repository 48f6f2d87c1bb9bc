import TestSupport

/// `samples/` in a database of the test server, scanned and planned once for all tests.
final class ShopFixture: Sendable {
    let database: TestDatabase
    /// Holds `catalog.json`, `mask.toml` and `mask.key`.
    let folder: TestFolder

    private static let made = Result { try ShopFixture() }

    /// The one database, and a folder of the caller's own: suites run side by side, and two that
    /// mask to the same name would read each other's output.
    static func shared() throws -> ShopFixture { try ShopFixture(sharing: made.get()) }

    private init(sharing first: ShopFixture) throws {
        database = first.database
        folder = try TestFolder()
        for name in ["catalog.json", "mask.toml", "mask.key"] {
            try folder.copy(name, from: first.folder)
        }
    }

    private init() throws {
        database = try TestServer.shared().createDatabase("shop")
        folder = try TestFolder()
        let load = try ChildProcess.run([
            "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", database.url, "-f",
            PackageFolder.path("samples/load.sql"),
        ])
        guard load.status == 0 else { throw TestSupportError("samples: \(load.errors)") }
        let chat = PackageFolder.path("samples/exports/chat.jsonl")
        try bauta("scan", database.url, chat, "--catalog", "catalog.json")
        try bauta("plan", "init", "--catalog", "catalog.json", "--out", "mask.toml")
        try bauta("key", "new", "--out", "mask.key")
        try database.run("CREATE SCHEMA masked")
    }

    /// Runs `bauta` in the fixture's folder and expects it to succeed.
    @discardableResult
    func bauta(_ arguments: String...) throws -> ChildProcess.Outcome { try bauta(arguments) }

    /// Runs `bauta` in the fixture's folder and expects it to succeed.
    @discardableResult
    func bauta(_ arguments: [String]) throws -> ChildProcess.Outcome {
        let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
        guard outcome.status == 0 else {
            throw TestSupportError("\(arguments): exit \(outcome.status): \(outcome.errors)")
        }
        return outcome
    }

    /// Masks `source` to `out` with the fixture's catalog and the plan and key named.
    @discardableResult
    func mask(
        _ source: String? = nil, to out: String, plan: String = "mask.toml",
        key: String = "mask.key", _ options: String...
    ) throws -> ChildProcess.Outcome {
        let outcome = try runBauta(
            arguments: [
                "mask", source ?? database.url, "--catalog", "catalog.json", "--plan", plan,
                "--key",
                "file:" + key, "--out", out,
            ] + options, workingFolder: folder.path)
        // The guard may find something in a kept column: masked, counted, exit 1.
        guard outcome.status <= 1 else {
            throw TestSupportError("mask to \(out): exit \(outcome.status): \(outcome.errors)")
        }
        return outcome
    }

    /// Writes the plan anew with the line of every column replaced; returns its name.
    func planReplacing(_ name: String, _ line: String) throws -> String {
        var inColumns = false
        let lines = try folder.read("mask.toml").split(
            separator: "\n", omittingEmptySubsequences: false
        ).map { text -> String in
            if text.hasPrefix("[") { inColumns = text == "[columns]" }
            guard inColumns, let equals = text.firstRange(of: " = {") else { return String(text) }
            return text[..<equals.lowerBound] + " = " + line
        }
        try folder.write(name, lines.joined(separator: "\n"))
        return name
    }

    /// Loads a masked CSV beside the real table as `masked.TABLE`.
    func load(_ table: String, from file: String, as name: String) throws {
        try database.run(
            """
            DROP TABLE IF EXISTS masked.\(name);
            CREATE TABLE masked.\(name) (LIKE \(table) INCLUDING INDEXES);
            \\copy masked.\(name) FROM '\(folder.path(file))' CSV HEADER
            """)
    }
}
