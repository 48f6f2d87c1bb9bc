import FoundationEssentials
import TestSupport
import Testing

@testable import Formats

/// Compressed files are read as what they hold, and a broken one is never taken for a short one.
@Suite struct CompressionTests {
    struct Archive: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]

        init(_ name: String, base64: String) {
            testDescription = name
            bytes = [UInt8](Data(base64Encoded: base64) ?? Data())
        }
    }

    /// Forty invented people: what every archive holds, in two members or frames.
    static let content =
        Array("id,email\n".utf8)
        + (0..<40).flatMap { Array("\($0),person\($0)@larkmail.co\n".utf8) }

    static let archives = [
        // gzip -9n
        Archive(
            "gzip",
            base64: """
                H4sIAAAAAAACA13POwqDUBRF0d6xSHA//12mItFC/GLmD0G4RzhpV7fmMZ+2YV6zIj+n63vsxXsdruWm\
                1+fICMU0hSbTMrQ0rUIr0zq0Nm1CG9M2tDXtQjvTPrT3hXL87Z6e/1AQH6IifkRJfIma+BNF8Smq4leU\
                xbeoi3/T/f0BuootY9oBAAAfiwgAAAAAAAIDVc87CsJQAEXB3rWIJO/k27mVECwkiZHn/kEEb3Ha6aZ+\
                zldp7vtSt2N57rf1vJT2+n7Un7f2Ei924ti7eGfv4719iA/2MT7ap/hkn+OznObv+Eu++Eu++Eu++Eu+\
                +Eu++Eu++Eu++Eu++Eu++PsFtippStsBAAA=
                """),
        // zstd -19 --check
        Archive(
            "zstd",
            base64: """
                KLUv/QRodQMAggUREpDPAeA4alPs2hx4Eyka/8dBCa6Gwenp6Ojn5+bm5eXk5P0+n///8ykhdI4xpRDS\
                zfwDygS0K6ox6bWuhgHiW9KF9gInqBEQ9lr/DMBjaxAQoRj3YuP49tj8wdtiOAOLTgFUApzNnbQBUgV5\
                sFfqKLUv/QRotQIA8oMNEaA98NltnKrM9iYiImVV34wBxpRCyL97N/Ou6uDBxpRCyL97N/Ouqhh0AUyi\
                LeSYRO2MfXDKJqgRwLf/G+DnEBIBAWPkAWFhsUXkDgsL9o8FSQ0tZ5Xq
                """),
    ]

    static func read(_ bytes: [UInt8], step: Int = 1 << 16) throws -> [UInt8] {
        try withFile(bytes) { path in
            let input = try InputFile(path: path, decompressing: true)
            var content: [UInt8] = []
            while try input.read(upTo: step, into: &content) {}
            #expect(input.bytesRead == content.count)
            return content
        }
    }

    @Test(arguments: archives, [1, 7, 949, 1 << 16])
    func `every member is read, whatever the step`(archive: Archive, step: Int) throws {
        #expect(try Self.read(archive.bytes, step: step) == Self.content)
    }

    @Test(arguments: archives) func `a cut stream is an error at any length`(
        archive: Archive
    ) throws {
        for length in stride(from: 5, to: archive.bytes.count, by: 3) {
            let cut = Array(archive.bytes.prefix(length))
            // Between two members nothing tells that another was meant to follow.
            if let whole = try? Self.read(cut) {
                #expect(whole.count == Self.content.count / 2, "cut at \(length)")
            }
        }
        #expect(throws: FormatError.self) { try Self.read(Array(archive.bytes.dropLast())) }
    }

    @Test(arguments: archives) func `a changed byte never changes the content`(
        archive: Archive
    ) throws {
        for index in 12..<archive.bytes.count {
            var bytes = archive.bytes
            bytes[index] ^= 0x55
            if let content = try? Self.read(bytes) {
                #expect(content == Self.content, "byte \(index)")
            }
        }
    }

    @Test func `a plain file is itself`() throws {
        for content in [[], [0x1F], Array("a,b\n1,2\n".utf8), [0x28, 0xB5, 0x2F, 0x41]] {
            #expect(try Self.read(content, step: 1) == content)
        }
    }

    @Test func `without the wish a file's own bytes are read`() throws {
        try withFile(Self.archives[0].bytes) { path in
            let input = try InputFile(path: path)
            var bytes: [UInt8] = []
            while try input.read(upTo: 64, into: &bytes) {}
            #expect(bytes == Self.archives[0].bytes)
        }
    }

    @Test func `a name loses its ending`() {
        #expect(Compression.plainName("chat.jsonl.gz") == "chat.jsonl")
        #expect(Compression.plainName("people.CSV.ZST") == "people.CSV")
        #expect(Compression.plainName("gz") == "gz")
    }

    @Test(arguments: archives) func `a CSV reader takes it`(archive: Archive) throws {
        try withFile(archive.bytes) { path in
            let reader = try CSVReader(path: path, header: .yes, chunkSize: 100)
            #expect(reader.header.names == ["id", "email"])
            var rest = 0
            while let chunk = try reader.next() { rest += chunk.bytes.count }
            #expect(rest == Self.content.count)
        }
    }
}
