import Patterns
import Testing

@Suite struct AnchorTests {
    private func program(_ patterns: [String]) throws -> AnchorProgram {
        AnchorProgram(
            try patterns.enumerated().map { place, pattern in
                (place, try #require(PatternAnchors(pattern, ignoresCase: false), "\(pattern)"))
            })
    }

    /// Every place where a branch may match.
    private func anchors(
        _ walker: inout AnchorWalker, _ text: [UInt8], number: Int = 0, of bytes: [UInt8]? = nil
    ) -> [(places: ClosedRange<Int>, branch: Int)] {
        var found: [(ClosedRange<Int>, Int)] = []
        let bytes = bytes ?? text
        while let hit = walker.nextAnchor(of: number, in: bytes.span) {
            let place = Int(hit.position)
            for index in Int(hit.first)..<Int(hit.end) {
                found.append((place...place, walker.anchorHits.branch(index)))
            }
        }
        walker.findRuns(in: text.span)
        return found + walker.runs.map { ($0.starts, $0.branch) }
    }

    private func places(
        _ program: AnchorProgram, _ text: [UInt8], _ kernel: AnchorKernel
    ) -> [String] {
        var walker = AnchorWalker(program)
        var places: [String] = []
        walker.mark(text.span, kernel: kernel)
        for anchor in anchors(&walker, text) { places.append("\(anchor.places) \(anchor.branch)") }
        for plane in [AnchorPlanes.Plane.sites, .words, .capitals, .digits] {
            places.append("\(plane) \(positions(walker.planes, plane))")
        }
        return places
    }

    private func positions(_ planes: AnchorPlanes, _ plane: AnchorPlanes.Plane) -> [Int] {
        var positions: [Int] = []
        var next = planes.next(0, in: plane)
        while let position = next {
            positions.append(position)
            next = planes.next(position + 1, in: plane)
        }
        return positions
    }

    @Test func `marks letters, capitals and digits`() throws {
        var walker = AnchorWalker(try program(AnchorSamples.patterns))
        let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        walker.mark(bytes.span)
        func places(_ set: [ClosedRange<UInt8>]) -> [Int] {
            bytes.indices.filter { place in set.contains { $0 ~= bytes[place] } }
        }
        let digits: ClosedRange<UInt8> = 0x30...0x39
        let capitals: ClosedRange<UInt8> = 0x41...0x5A
        let high: ClosedRange<UInt8> = 0x80...0xFF
        #expect(positions(walker.planes, .digits) == places([digits]))
        #expect(positions(walker.planes, .capitals) == places([capitals, high]))
        #expect(positions(walker.planes, .words) == places([digits, capitals, 0x61...0x7A]))
    }

    @Test(arguments: [
        ("key=VALUE", [4]), ("key: \"VALUE\"", [6]), ("f('key', \t'VALUE')", [3, 11]),
        ("run --api-key VALUE now", [14]), ("a b, c", []), ("a 'b', c", [7]), ("x-- y", [4]),
        ("==", []),
        ("plain words - and one", []),
    ])
    func `marks where values may be given to names`(text: String, sites: [Int]) throws {
        // Long enough that the carry from word to word counts.
        for indent in [0, 50, 57, 58, 59, 60, 61, 62, 63, 64] {
            var walker = AnchorWalker(try program(AnchorSamples.patterns))
            let bytes = Array((String(repeating: ".", count: indent) + " " + text).utf8)
            walker.mark(bytes.span)
            #expect(positions(walker.planes, .sites) == sites.map { $0 + indent + 1 })
        }
    }

    @Test func `every kernel finds the same anchors`() throws {
        let program = try program(AnchorSamples.patterns)
        for seed in 0..<40 as Range<UInt64> {
            let count = [0, 1, 3, 63, 64, 65, 127, 200, 1_000][Int(seed) % 9]
            let text = AnchorSamples.text(
                seed, count: count, alphabet: "abcdef0123456789AKI2z@.-:/#x= \n\u{e9}")
            let expected = places(program, text, .scalar)
            for kernel in AnchorKernel.allCases where kernel.isAvailable {
                #expect(places(program, text, kernel) == expected)
            }
        }
    }

    @Test func `a text in a batch has the marks it has by itself`() throws {
        var walker = AnchorWalker(try program(AnchorSamples.patterns))
        var alone = AnchorWalker(try program(AnchorSamples.patterns))
        let texts = (0..<200 as Range<UInt64>).map { seed in
            AnchorSamples.text(
                seed, count: [0, 1, 5, 17, 40, 63, 64, 65, 130][Int(seed) % 9],
                alphabet: "abcdef0123456789AKI2z@.-:/#x=,' \n\u{e9}")
        }
        var batch = TextBatch()
        for text in texts { batch.append(text.span) }
        walker.mark(batch)
        #expect(batch.textCount == texts.count)
        for (number, text) in texts.enumerated() {
            let range = walker.take(number)
            #expect(Array(batch.bytes[range]) == text)
            alone.mark(text.span)
            for plane in [AnchorPlanes.Plane.starts, .sites, .words, .capitals, .digits] {
                #expect(positions(walker.planes, plane) == positions(alone.planes, plane))
            }
            let found = anchors(&walker, text, number: number, of: batch.bytes)
            let expected = anchors(&alone, text)
            #expect(found.map(\.places) == expected.map(\.places))
            #expect(found.map(\.branch) == expected.map(\.branch))
        }
    }

    @Test func `nothing is found behind the only text of a batch`() throws {
        // The zeros behind it are marked.
        let patterns = AnchorSamples.patterns + [#"[^a-z0-9 =:]{2}"#]
        var walker = AnchorWalker(try program(patterns))
        var alone = AnchorWalker(try program(patterns))
        for count in 0..<200 {
            let text = AnchorSamples.text(UInt64(count), count: count, alphabet: "ab0 =:")
            var batch = TextBatch()
            batch.append(text.span)
            walker.mark(batch)
            #expect(walker.take(0) == 0..<count)
            alone.mark(text.span)
            let found = anchors(&walker, text, of: batch.bytes)
            let expected = anchors(&alone, text)
            #expect(found.map(\.places) == expected.map(\.places))
            #expect(found.map(\.branch) == expected.map(\.branch))
        }
    }

    @Test func `a short text of a batch has room behind an empty one`() throws {
        var walker = AnchorWalker(try program(AnchorSamples.patterns))
        let none: [UInt8] = []
        walker.mark(none.span)
        var batch = TextBatch()
        batch.append(Array("aB1".utf8).span)
        walker.mark(batch)
        #expect(walker.take(0) == 0..<3)
        #expect(positions(walker.planes, .words) == [0, 1, 2])
        #expect(positions(walker.planes, .capitals) == [1])
    }

    @Test func `a batch with more anchors than are named at a time loses none`() throws {
        var walker = AnchorWalker(try program([#"\bAKIA[A-Z2-7]{16}\b"#]))
        let key = Array("AKIAABCDEFGHIJKLMNOP".utf8)
        let texts = (0..<2_000).map { $0 % 2 == 0 ? key : Array("AKIA or not".utf8) }
        var batch = TextBatch()
        for text in texts { batch.append(text.span) }
        walker.mark(batch)
        for (number, text) in texts.enumerated() {
            walker.take(number)
            let found = anchors(&walker, text, number: number, of: batch.bytes)
            #expect(found.map(\.places) == (text == key ? [0...0] : []))
        }
    }

    @Test(arguments: AnchorSamples.patterns)
    func `no match begins where no anchor allows it`(pattern: String) throws {
        let program = try program([pattern])
        let compiled = try Pattern(pattern)
        let scratch = MatchScratch()
        var walker = AnchorWalker(program)
        for seed in 100..<300 as Range<UInt64> {
            let alphabet =
                seed % 2 == 0 ? "ab0123-9 .@x" : "cdef:/9zz#xAKI2é=ü key\n\u{df}aB straße="
            let bytes =
                AnchorSamples.text(seed, count: 120, alphabet: alphabet)
                + Array("AKIAABCDEFGHIJKLMN".utf8)
            var starts: Set<Int> = []
            walker.mark(bytes.span)
            for (places, branch) in anchors(&walker, bytes) {
                let found = program.branches[branch].starts(
                    before: places, in: bytes.span, floor: 0)
                if let found { starts.formUnion(found) }
            }
            compiled.forEachMatch(in: bytes.span, scratch: scratch) { match in
                #expect(starts.contains(match.lowerBound), "\(pattern) at \(match)")
                return true
            }
        }
    }

    @Test func `finds the runs of each alphabet, wherever they begin`() throws {
        let program = try program([
            "[a-z0-9]{16,32}", "[A-Za-z0-9]{20,40}", "(?<![A-Za-z0-9_])[A-Za-z0-9]{17,}",
        ])
        var walker = AnchorWalker(program)
        let bytes = Array("Zz0123456789abcdef00xyz QQQQQQQQQQQQQQQQQ".utf8)
        walker.mark(bytes.span)
        walker.findRuns(in: bytes.span)
        #expect(
            Set(walker.runs.map { "\($0.branch): \($0.starts)" })
                == ["0: 1...7", "1: 0...3", "2: 0...0", "2: 24...24"])
    }

    @Test func `finds every run of a single alphabet`() throws {
        let program = try program(["[a-z0-9]{18,32}"])
        var walker = AnchorWalker(program)
        for seed in 0..<60 as Range<UInt64> {
            let bytes =
                AnchorSamples.text(
                    seed, count: 300, alphabet: "abcdefghijklmnopqrstuvwxyz012345 \u{e9}."
                ).map {
                    $0 == 0xA9 ? 0x61 : $0
                }
            walker.mark(bytes.span)
            walker.findRuns(in: bytes.span)
            let isHeld = bytes.map { 0x30...0x39 ~= $0 || 0x61...0x7A ~= $0 }
            let starts = bytes.indices.filter { place in
                place + 18 <= bytes.count && isHeld[place..<place + 18].allSatisfy { $0 }
            }
            #expect(walker.runs.flatMap { Array($0.starts) } == starts)
        }
    }

    @Test func `within a run matches begin only behind what may stand before them`() throws {
        let program = try program(["(?<![A-Za-z0-9])[A-Za-z0-9+]{16,}"])
        var walker = AnchorWalker(program)
        let bytes = Array("ab+cd0123456789abcdef ".utf8)
        walker.mark(bytes.span)
        walker.findRuns(in: bytes.span)
        #expect(walker.runs.map(\.starts) == [0...0, 3...3])
    }

    @Test func `the planes of words follow three others`() throws {
        // `wordMarks` counts on it.
        let planes: [AnchorPlanes.Plane] = [.words, .capitals, .digits]
        #expect(planes.map(\.rawValue) == [3, 4, 5])
    }

    @Test func `what may begin a text is marked there, whatever may stand before it`() throws {
        // The line feed that stands before every text isn't one that may stand before a match.
        let program = try program([#"(?<![^A-Za-z])\d{9}(?!\d)"#])
        var walker = AnchorWalker(program)
        for (before, places) in [("", [0...0]), ("\n", []), ("a", [1...1])] {
            let bytes = Array((before + "123456789").utf8)
            walker.mark(bytes.span)
            #expect(anchors(&walker, bytes).map(\.places) == places, "\(before)")
        }
    }

    @Test(arguments: [
        // Few bytes before a run of an alphabet that holds them, and a wider one behind others.
        (#"\b[KL][1-9A-HJ-NP-Za-km-z]{51}\b"#, 52), ("[PV][A-Z<]{3}[A-Z0-9<]{25,39}", 29),
    ])
    func `what begins a run counts to it`(_ pattern: String, _ length: Int) throws {
        let program = try program([pattern])
        var walker = AnchorWalker(program)
        for count in [length - 1, length] {
            let bytes = Array(("a " + String(repeating: "P", count: count) + " b").utf8)
            walker.mark(bytes.span)
            walker.findRuns(in: bytes.span)
            #expect(walker.runs.map(\.starts) == (count < length ? [] : [2...2]))
            #expect(!walker.planes.hasStarts)
        }
    }

    @Test(arguments: [
        // Something rare stands behind the run, digits begin it, or it may hold nearly all bytes.
        "[A-Z][A-Za-z0-9]{75}AZDO[A-Za-z0-9]{4}", #"\b1[1-9A-HJ-NP-Za-km-z]{25,34}\b"#,
        #"["'][^\s"'<>`]{20,200}["']"#,
    ])
    func `what has a better anchor is no run`(_ pattern: String) throws {
        #expect(try program([pattern]).branches.allSatisfy { !$0.isRun })
    }

    @Test func `of a long stretch behind what is rare only the beginning is looked at`() throws {
        let program = try program(["(?<![a-z])ghp_[A-Za-z0-9]{36}"])
        var walker = AnchorWalker(program)
        let bytes = Array("ghp_abc, ghp_abcd, ghp_abcde".utf8)
        walker.mark(bytes.span)
        #expect(anchors(&walker, bytes).map(\.places) == [9...9, 19...19])
    }

    @Test func `walks that were taken before come to the same`() throws {
        let program = try program([#"\btoken:[a-z]{4}!"#, #"\btoken:[a-z]{4,9}\?"#])
        var walker = AnchorWalker(program)
        let words = ["token:abcd! ", "token:abcd? ", "token:abcd- ", "token:a1 ", "token:abcd"]
        for order in [words, words.reversed(), words + words, words] {
            let bytes = Array(order.joined().utf8)
            walker.mark(bytes.span)
            let found = anchors(&walker, bytes).map { String(describing: $0) }
            var fresh = AnchorWalker(program)
            fresh.mark(bytes.span)
            #expect(found == anchors(&fresh, bytes).map { String(describing: $0) })
            #expect(found.count >= 2)
        }
    }

    @Test func `a digit run's anchor is its beginning, not each of its digits`() throws {
        let program = try program([#"(?<![\w.\-])[1-9]\d{12}(?![\w\-])"#])
        var walker = AnchorWalker(program)
        let bytes = Array("1234567890123456, 1234567890123".utf8)
        walker.mark(bytes.span)
        #expect(anchors(&walker, bytes).map(\.places) == [18...18])
    }

    @Test func `a long stretch isn't walked through to what is rare behind it`() throws {
        let program = try program([#"\{[^{}]{0,4000}?"kty":"RSA""#])
        var walker = AnchorWalker(program)
        let bytes = Array(#"{"a": {"b": 1}, "c": {"use":"sig","kty":"RSA"}}"#.utf8)
        walker.mark(bytes.span)
        let found = anchors(&walker, bytes)
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.places.lowerBound > 30 })
    }

    @Test func `a text without a mark is over at once, the next one isn't`() throws {
        let program = try program([#"\bAKIA[A-Z2-7]{16}\b"#, "[a-f0-9]{32}"])
        var walker = AnchorWalker(program)
        let key = Array("AKIAABCDEFGHIJKLMNOP".utf8)
        for text in [key, Array("- -".utf8), [], key, Array(repeating: 0xFF, count: 80)] {
            walker.mark(text.span)
            #expect(anchors(&walker, text).map(\.places) == (text == key ? [0...0] : []))
            let next = walker.nextAnchor(of: 0, in: text.span)
            #expect(next == nil)
        }
    }

    @Test func `before an anchor only rare beginnings are noted`() throws {
        let program = try program([#"i[st][^\n]{0,90}?--token="#])
        var walker = AnchorWalker(program)
        let bytes = Array("the old it or my is may say --token=1, not --token=2".utf8)
        walker.mark(bytes.span)
        let starts = anchors(&walker, bytes).map { found in
            program.branches[found.branch].starts(before: found.places, in: bytes.span, floor: 0)
        }
        #expect(starts == [8...17, 8...17])
        let late = program.branches[0].starts(before: 47...47, in: bytes.span, floor: 20)
        #expect(late == nil)
    }

    @Test(arguments: [
        ("[A-Za-z0-9]{40}", true), ("[A-Za-z0-9+/]{86}==", true),
        ("(?<![a-z])(?:[A-Z2-7]{16,64}={0,6}|[a-z2-7]{16})(?!=)", true),
        ("(?:ab){3}(?:c=?|d)", true), ("(?:ab=){2}", false), ("={1,3}", false), ("=?ab", false),
        ("a=b", false), ("a(?:b=|c)d", false), ("[a-z=]{20}", false), ("(?:ab)?", false),
    ])
    func `only what parts no value from its name is looked for at values alone`(
        pattern: String, isAssigned: Bool
    ) throws {
        #expect((AssignedPattern(try Pattern(pattern)) != nil) == isAssigned)
    }

    @Test(arguments: [
        ("\\w*", "a match may be empty"), ("[a-z]+", "nothing in it is rare"),
        (#"(a)\1"#, "nothing in it is rare"), (#"(a)\g1"#, "\\g"),
        ("(?(?=a)b|c)x", "a group that isn't modelled"),
        (#"foo\Kbar"#, "\\K"),
    ])
    func `says why a pattern has no anchor`(pattern: String, reason: String) throws {
        let complaint = try #require(PatternAnchors.complaint(pattern, ignoresCase: false))
        #expect(complaint.contains(reason))
    }

    @Test func `a window search is the plain search cut to its beginnings`() throws {
        let pattern = try Pattern(#"\d+x"#)
        let scratch = MatchScratch()
        let bytes = Array("12x 34x 56x".utf8)
        #expect(
            pattern.firstMatch(in: bytes.span, startingIn: 3...4, scratch: scratch)
                == .matched(4..<7))
        #expect(pattern.firstMatch(in: bytes.span, startingIn: 2...3, scratch: scratch) == .none)
    }
}
