#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif
import Exporting
import Masking
import Primitives
import TestSupport
import Testing

/// `external` programs and shuffled windows while a file is exported.
@Suite struct ExternalCommandTests {
    private func export(
        _ command: String, rows: Int = 3, timeout: Int = 20, workers: Int = 2, chunkSize: Int = 64
    ) throws -> String {
        let folder = try TestFolder()
        let text = "v,n\n" + (1...rows).map { "é\($0),\($0)\n" }.joined()
        try folder.write("in.csv", text)
        let source = try ExportFixture.csv(folder.path("in.csv"), chunkSize: chunkSize)
        let plan = ExportFixture.plan(
            source,
            ["v": .external(ExternalCommand(command: command, timeoutSeconds: timeout))])
        let filters = FilterProcesses()
        var exporter = Exporter(
            masker: try ExportFixture.masker(plan, startsExternal: filters.starter),
            format: .csv, workers: workers)
        exporter.filters = filters
        // Why: as the program does, so that a closed pipe is an error and no signal.
        _ = signal(SIGPIPE, SIG_IGN)
        var hasWritten = false
        defer { #expect(folder.exists("out.csv") == hasWritten) }
        _ = try exporter.run(source, to: .file(folder.path("out.csv")))
        hasWritten = true
        return try folder.read("out.csv")
    }

    @Test func `answers take the place of values in order, for many chunks and workers`() throws {
        let command = "sed -u 's/é/x-/'"
        let output = try export(command, rows: 500)
        let expected = "v,n\n" + (1...500).map { "x-\($0),\($0)\n" }.joined()
        #expect(output == expected)
    }

    @Test func `a megabyte each way doesn't block`() throws {
        let output = try export("cat", rows: 60_000, chunkSize: 1 << 20)
        #expect(output.hasSuffix("é60000,60000\n"))
    }

    struct Failure: Sendable {
        var command: String
        var message: String
    }

    @Test(arguments: [
        Failure(command: "head -n 1", message: "ended before"),
        Failure(command: "cat; exit 3", message: "exit code 3"),
        Failure(command: "sed -u 'p'", message: "more than it was asked"),
        Failure(command: "cat; echo '{\"value\":\"late\"}'", message: "more than it was asked"),
        Failure(command: "sed -u 's/.*/oops/'", message: "isn't {\"value\""),
        Failure(command: "sed -u 's/.*/{\"value\":7}/'", message: "isn't {\"value\""),
        Failure(command: "sed -u 's/.*/{\"value\":\"a\",\"b\":1}/'", message: "isn't {\"value\""),
        Failure(command: "exit 0", message: "ended before"),
        Failure(command: "no-such-program-anywhere 2>/dev/null", message: "ended before"),
        Failure(command: "cat; kill -9 $$", message: "signal"),
    ])
    func `what goes wrong ends the run without output`(_ failure: Failure) {
        var text = ""
        do { _ = try export(failure.command, workers: 1) } catch { text = "\(error)" }
        #expect(text.contains(failure.message), "\(text)")
        #expect(!text.contains("é1"))
    }

    @Test func `a program that hangs is ended with its children when its time is up`() throws {
        let folder = try TestFolder()
        let command = "sleep 600 & echo $! > '\(folder.path("child"))'; wait"
        var text = ""
        do { _ = try export(command, timeout: 1, workers: 1) } catch { text = "\(error)" }
        #expect(text.contains("longer than 1 s"), "\(text)")
        let child = try folder.read("child").split(separator: "\n").joined()
        // Ended, or a zombie that nobody has asked after yet.
        let state = try ChildProcess.run(
            ["sh", "-c", "cut -d ' ' -f 3 /proc/\(child)/stat 2>/dev/null || true"])
        #expect(state.output.isEmpty || state.output.hasPrefix("Z"), "\(state.output)")
    }

    @Test func `a program isn't shown the variable that holds the key`() throws {
        let name = "BAUTA_TEST_EXTERNAL_KEY"
        unsafe setenv(name, "bauta-key-1:not-a-real-one", 1)
        defer { unsafe unsetenv(name) }
        let command = "if [ -n \"$\(name)\" ]; then exit 3; fi; exec cat"
        #expect(throws: Never.self) { _ = try export(command, workers: 1) }
    }

    @Test func `shuffling depends neither on chunks, workers nor format`() throws {
        let folder = try TestFolder()
        let rows = (1...1_000).map { "a\($0),\"n\n\($0)\",k\n" }
        try folder.write("in.csv", "v,w,k\n" + rows.joined())
        func shuffled(_ name: String, chunkSize: Int, workers: Int) throws -> String {
            let source = try ExportFixture.csv(folder.path("in.csv"), chunkSize: chunkSize)
            let plan = ExportFixture.plan(source, ["v": .shuffle(window: 64)])
            let exporter = Exporter(
                masker: try ExportFixture.masker(plan), format: .csv, workers: workers)
            _ = try exporter.run(source, to: .file(folder.path(name)))
            return try folder.read(name)
        }
        let whole = try shuffled("1.csv", chunkSize: 1 << 20, workers: 1)
        #expect(try shuffled("2.csv", chunkSize: 100, workers: 2) == whole)
        #expect(try shuffled("3.csv", chunkSize: 3_000, workers: 3) == whole)
        #expect(whole.hasPrefix("v,w,k\n") && whole != "v,w,k\n" + rows.joined())
        #expect(whole.split(separator: "\n").count == 2_001)
    }
}
