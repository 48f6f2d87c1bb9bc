import Formats
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite(.serialized) struct OutputTests {
    @Test func `appears whole under its name after commit`() throws {
        let folder = try TestFolder()
        let output = try AtomicOutput(path: folder.path("out.csv"))
        try output.writer.write([UInt8](repeating: 0x61, count: 300_000))
        try output.writer.write("end\n")
        #expect(!folder.exists("out.csv"))
        try output.commit()
        #expect(try folder.bytes("out.csv").count == 300_004)
        #expect(output.writer.bytesWritten == 300_004)
        #expect(folder.files() == ["out.csv"])
    }

    @Test func `leaves nothing behind when dropped or discarded`() throws {
        let folder = try TestFolder()
        try folder.write("out.csv", "old")
        do {
            let output = try AtomicOutput(path: folder.path("out.csv"))
            try output.writer.write("new")
        }
        let output = try AtomicOutput(path: folder.path("out.csv"))
        try output.writer.write("new")
        output.discard()
        #expect(folder.files() == ["out.csv"])
        #expect(try folder.read("out.csv") == "old")
        #expect(throws: FormatError.self) { try output.commit() }
        #expect(try folder.read("out.csv") == "old")
    }

    @Test func `takes the mode it is given`() throws {
        let folder = try TestFolder()
        try AtomicOutput(path: folder.path("secret"), mode: 0o600).commit()
        var status = stat()
        #expect(unsafe stat(folder.path("secret"), &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `refuses a device or folder under the final name`() throws {
        #expect(throws: FormatError.self) { _ = try AtomicOutput(path: "/dev/null") }
        let folder = try TestFolder()
        #expect(throws: FormatError.self) { _ = try AtomicOutput(path: folder.path) }
        let error = #expect(throws: FormatError.self) {
            _ = try AtomicOutput(path: folder.path("missing/out.csv"))
        }
        #expect(error?.description.contains("No such file or directory") == true)
    }

    @Test func `says that the disk is full`() throws {
        let descriptor = unsafe open("/dev/full", O_WRONLY)
        try #require(descriptor >= 0)
        defer { close(descriptor) }
        let writer = DescriptorWriter(descriptor: descriptor, name: "out.csv")
        try writer.write("small")
        let error = #expect(throws: FormatError.self) { try writer.flush() }
        #expect(error == FormatError(file: "out.csv", .noSpace))
        #expect(throws: FormatError.self) {
            try writer.write([UInt8](repeating: 0, count: 1 << 20))
        }
    }

    @Test func `tells a closed pipe from other errors`() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let writer = DescriptorWriter(descriptor: ends[1], name: "standard output")
        try writer.write("x")
        let error = #expect(throws: FormatError.self) { try writer.flush() }
        #expect(error?.reason == .closedPipe)
    }
}

struct InputFileTests {
    @Test func `names the file and the reason`() throws {
        let folder = try TestFolder()
        let missing = #expect(throws: FormatError.self) {
            _ = try InputFile(path: folder.path("no.csv"))
        }
        #expect(
            missing?.description.hasSuffix("no.csv: can't open: No such file or directory") == true)
        let directory = #expect(throws: FormatError.self) { _ = try InputFile(path: folder.path) }
        #expect(directory?.reason == .isDirectory)
    }

    @Test func `reads a file in pieces`() throws {
        try withFile(Array("0123456789".utf8)) { path in
            let input = try InputFile(path: path)
            #expect(input.byteCount == 10)
            var bytes: [UInt8] = []
            #expect(try input.read(upTo: 4, into: &bytes))
            #expect(try input.read(upTo: 6, into: &bytes))
            #expect(try !input.read(upTo: 6, into: &bytes))
            #expect(bytes == Array("0123456789".utf8))
            #expect(input.bytesRead == 10)
        }
    }

    @Test func `refuses an empty file`() throws {
        try withFile([]) { path in
            let cutter = RecordCutter(input: try InputFile(path: path), rule: .lines)
            let error = #expect(throws: FormatError.self) { _ = try cutter.next() }
            #expect(error?.reason == .empty)
        }
    }
}

struct JSONLinesTests {
    private func lines(_ text: String, chunkSize: Int) throws -> [String] {
        try withFile(Array(text.utf8)) { path in
            let cutter = JSONLines.cutter(try InputFile(path: path), chunkSize: chunkSize)
            var lines: [String] = []
            while let chunk = try cutter.next() {
                try JSONLines.forEach(in: chunk, file: "in.jsonl") { range, line in
                    lines.append("\(line):" + String(decoding: chunk.bytes[range], as: UTF8.self))
                }
            }
            return lines
        }
    }

    @Test(arguments: 1...30) func `gives each line and its number`(chunkSize: Int) throws {
        let text = "\u{FEFF}{\"a\":\"\\\"\"}\r\n{}\n[\"é\"]"
        let found = try lines(text, chunkSize: chunkSize)
        #expect(found == ["1:{\"a\":\"\\\"\"}", "2:{}", "3:[\"é\"]"])
    }

    @Test func `refuses blank lines`() throws {
        let error = #expect(throws: FormatError.self) {
            _ = try lines("{}\n \n{}\n", chunkSize: 99)
        }
        #expect(error == FormatError(file: "in.jsonl", line: 2, .blankLine))
    }
}
