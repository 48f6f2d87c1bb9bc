import TestSupport
import Testing

@Suite struct `The detect command` {
    private let folder: TestFolder
    private let environment = ["BAUTA_RULES": PackageFolder.path("rules")]

    init() throws { folder = try TestFolder() }

    private func detect(_ arguments: [String]) throws -> ChildProcess.Outcome {
        try runBauta(arguments: ["detect"] + arguments, environment: environment)
    }

    @Test func `prints a JSON line a span and never the value`() throws {
        let path = try folder.write("mail.txt", "Dear Agnieszka,\nwrite to ana@orchard.org\n")
        let outcome = try detect([path])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.last?.contains(#""end":40,"file":"#) == true)
        #expect(lines.last?.contains(#""label":"contact.email","line":2,"#) == true)
        #expect(!outcome.output.contains("Agnieszka") && !outcome.output.contains("ana@"))
    }

    @Test func `reads folders, leaves out binary and hidden files, goes on after trouble`() throws {
        _ = try folder.write("a.txt", "ana@orchard.org")
        _ = try folder.write("b.bin", bytes: [0, 0, 0x40])
        _ = try folder.write(".hidden", "eve@orchard.org")
        let outcome = try detect([folder.path("missing.txt"), folder.path])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("missing.txt"))
        #expect(outcome.output.split(separator: "\n").count == 1)
        #expect(outcome.output.contains("a.txt"))
    }

    @Test func `says so when what was named is no text`() throws {
        let path = try folder.write("a.bin", bytes: Array("ana@orchard.org".utf8) + [0])
        let text = try folder.write("b.txt", "eve@orchard.org")
        let outcome = try detect([path, text])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("a.bin: not searched: it holds a NUL byte"))
        #expect(!outcome.errors.contains("ana@"))
        #expect(outcome.output.split(separator: "\n").count == 1)
        #expect(outcome.output.contains("b.txt"))
    }

    @Test func `finds the same by the reference engine`() throws {
        let text = "Dear Agnieszka,\napi_key = 'sk-live', write to ana@orchard.org, 219-09-9998\n"
        let path = try folder.write("mail.txt", text)
        let found = try detect([path])
        #expect(found.status == 0 && !found.output.isEmpty, "\(found.errors)")
        #expect(try detect([path, "--engine", "reference"]).output == found.output)
    }

    @Test func `says by its exit code that something was found`() throws {
        let path = try folder.write("a.txt", "ana@orchard.org")
        #expect(try detect([path, "--fail-on-find"]).status == 1)
        let strict = ["--fail-on-find", "--minimum-sensitivity", "critical"]
        #expect(try detect([path] + strict).status == 0)
        #expect(try detect([path, "--minimum-sensitivity", "huge"]).status == 64)
    }
}
