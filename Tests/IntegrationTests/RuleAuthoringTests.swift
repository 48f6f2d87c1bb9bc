import TestSupport
import Testing

@Suite struct `Writing rules` {
    private let environment = ["BAUTA_RULES": PackageFolder.path("rules")]
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    private func bauta(_ arguments: String...) throws -> ChildProcess.Outcome {
        try runBauta(arguments: arguments, environment: environment)
    }

    @Test func `a new rule finds its badge`() throws {
        let written = try bauta("rules", "new", "custom.badge", "--out", folder.path("mine/b.toml"))
        try #require(written.status == 0, "\(written.errors)")
        let tried = try bauta("rules", "test", "lost QB-120033", "--rules", folder.path("mine"))
        #expect(tried.output.contains("custom.badge"))
    }

    @Test func `a learned rule finds such values and holds none`() throws {
        let rows = (0..<60).map { "\($0),ZK\(4100 + $0 * 3)/\($0 % 10)\n" }
        let file = try folder.write("p.csv", "n,locker\n" + rows.joined())
        let learned = try bauta(
            "rules", "learn", file, "file.\"p.csv\".locker", "--id", "custom.locker", "--out",
            folder.path("mine/l.toml"))
        try #require(learned.status == 0, "\(learned.errors)")
        let text = try folder.read("mine/l.toml")
        for row in 0..<60 { #expect(!text.contains("ZK\(4100 + row * 3)/\(row % 10)")) }
        let tried = try bauta("rules", "test", "ZK9999/1", "--rules", folder.path("mine"))
        #expect(tried.output.contains("custom.locker"))
    }

    @Test func `says what is wrong and overwrites nothing`() throws {
        let file = try folder.write("p.csv", "locker\nx\ny\n")
        let missing = try bauta(
            "rules", "learn", file, "file.\"p.csv\".nothing", "--id", "a.b", "--out",
            folder.path("n.toml"))
        #expect(missing.status == 2)
        #expect(missing.errors.contains("no column"))
        let shapeless = try bauta(
            "rules", "learn", file, "file.\"p.csv\".locker", "--id", "a.b", "--out",
            folder.path("n.toml"))
        #expect(shapeless.status == 2)
        #expect(shapeless.errors.contains("rules new"))
        let taken = try bauta("rules", "new", "a.b", "--out", file)
        #expect(taken.status == 2)
        #expect(try folder.read("p.csv").hasPrefix("locker"))
        #expect(try bauta("rules", "new", "Odd Id", "--out", folder.path("o.toml")).status == 64)
    }
}
