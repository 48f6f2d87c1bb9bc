import Patterns
import Primitives
import Testing

/// Programs that were written and read again do what they did before.
@Suite struct AnchorArchiveTests {
    private static let patterns = [
        #"\bAKIA[A-Z2-7]{16}\b"#, #"[\w.]{1,64}@[\w-]+(?:\.[\w-]+)+"#,
        #"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"#, "(?:ab|cde){1,3}f?9", "[a-f0-9]{32}",
        "[A-Za-z0-9]{20,40}", #"(?i:key|straße)=\w+"#, ".{0,3}zz",
    ]

    private static let texts = [
        "", "write to ana.maria@orchard.org now", "AKIAABCDEFGHIJKLMNOP 078-05-1120",
        "key=value STRASSE=x abcdef9 cdeab9 xxzz",
        String(repeating: "0a", count: 16) + " " + String(repeating: "Qz9", count: 11),
    ].map { Array($0.utf8) }

    private func program() throws -> AnchorProgram {
        let assigned = try #require(AssignedPattern(try Pattern("[A-Z]{4,9}")))
        return AnchorProgram(
            try Self.patterns.enumerated().map { place, pattern in
                (place, try #require(PatternAnchors(pattern, ignoresCase: false), "\(pattern)"))
            }, conditional: [2], assigned: [(Self.patterns.count, assigned)])
    }

    private func written(_ pass: (inout Archive) -> Void) -> [UInt8] {
        var archive = Archive.writing()
        pass(&archive)
        return archive.bytes
    }

    private func anchors(_ program: AnchorProgram) -> [String] {
        var walker = AnchorWalker(program)
        var found: [String] = []
        for text in Self.texts {
            walker.mark(text.span)
            while let hit = walker.nextAnchor(of: 0, in: text.span) {
                found.append(name(hit, walker.anchorHits) { program.owners[$0] })
            }
            while let hit = walker.nextSite(of: 0, in: text.span) {
                found.append(name(hit, walker.siteHits) { $0 })
            }
            walker.findRuns(in: text.span)
            found += walker.runs.map { "\($0.starts) \($0.branch)" }
        }
        let text = Self.texts[1]
        let reaches = program.branches.map { $0.starts(before: 9...12, in: text.span, floor: 0) }
        return found + reaches.map { String(describing: $0) }
    }

    private func name(_ hit: AnchorHit, _ hits: AnchorHits, _ name: (Int) -> Int) -> String {
        let found = (Int(hit.first)..<Int(hit.end)).map { name(hits.branch($0)) }
        return "\(hit.position) \(found) \(hit.conditional - hit.first)"
    }

    @Test func `anchors are found alike`() throws {
        var program = try program()
        let expected = anchors(program)
        #expect(expected.count > 10)
        let bytes = written { $0.pass(program: &program) }
        var archive = Archive(reading: SharedBytes(copying: bytes))
        var copy = AnchorProgram([])
        archive.pass(program: &copy)
        #expect(archive.isComplete)
        #expect(anchors(copy) == expected)
        #expect(written { $0.pass(program: &copy) } == bytes)
    }

    private func takers(_ program: WholeProgram) -> [[Int]] {
        var walker = WholeWalker(program)
        return Self.texts.map { text in
            let range = walker.takers(of: text.span)
            return walker.listed[range].map(Int.init)
        }
    }

    @Test func `values are asked of the same patterns`() throws {
        var program = WholeProgram(Self.patterns.map { ($0, false) } + [("(a)\\g1", true)])
        let bytes = written { $0.pass(&program) }
        var archive = Archive(reading: SharedBytes(copying: bytes))
        var copy = WholeProgram.blank
        archive.pass(&copy)
        #expect(archive.isComplete)
        #expect(copy.count == program.count)
        #expect(copy.unmodelled == [Self.patterns.count])
        #expect(takers(copy) == takers(program))
        #expect(copy.branchCount == program.branchCount)
        for branch in 0..<program.branchCount {
            #expect(copy.pattern(of: branch) == program.pattern(of: branch))
            #expect(copy.certainty(of: branch) == program.certainty(of: branch))
        }
    }

    @Test func `a cut or changed archive is told, or read without trapping`() throws {
        var program = try program()
        let bytes = written { $0.pass(program: &program) }
        for count in stride(from: 0, to: bytes.count, by: 97) {
            var archive = Archive(reading: SharedBytes(copying: Array(bytes[..<count])))
            var copy = AnchorProgram([])
            archive.pass(program: &copy)
            #expect(!archive.isComplete, "\(count) bytes")
        }
        for seed in 0..<500 as Range<UInt64> {
            var changed = bytes
            let place = Int((seed &* 0x9E37_79B9_7F4A_7C15) >> 33) % bytes.count
            changed[place] ^= UInt8(truncatingIfNeeded: seed | 1)
            var archive = Archive(reading: SharedBytes(copying: changed))
            var copy = AnchorProgram([])
            archive.pass(program: &copy)
        }
    }
}
