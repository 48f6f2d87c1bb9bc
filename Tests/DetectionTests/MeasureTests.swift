import Detection
import Primitives
import Testing

@Suite struct MeasureTests {
    @Test func `Beta-binomial likelihoods match closed forms`() {
        // Uniform prior: P(k | n) without the coefficient is B(k+1, n-k+1).
        let uniform = BetaBinomial.logLikelihood(hits: 2, of: 4, alpha: 1, beta: 1)
        #expect(abs(uniform - -3.4011973816621555) < 1e-9)  // ln(1/30)
        let sure = BetaBinomial.nats(
            hits: 200, of: 200, expected: 0.97, expectedConcentration: 40, background: 0.01,
            backgroundConcentration: 2)
        #expect(sure > 10 && sure < 16)
        let never = BetaBinomial.nats(
            hits: 0, of: 50, expected: 0.97, expectedConcentration: 40, background: 0.01,
            backgroundConcentration: 2)
        #expect(never < -30)
        #expect(
            BetaBinomial.nats(
                hits: 0, of: 0, expected: 0.9, expectedConcentration: 9, background: 0.1,
                backgroundConcentration: 2) == 0)
    }

    @Test func `a weak checksum never decides, a strong one does at once`() {
        func checksum(_ valid: Int, of count: Int, chance: Double) -> Double {
            BetaBinomial.nats(
                hits: valid, of: count, expected: 0.98, expectedConcentration: 50,
                background: chance, backgroundConcentration: 20)
        }
        #expect(checksum(200, of: 200, chance: 0.889) < 4)
        #expect(checksum(10, of: 10, chance: 0.1) > 8)
        #expect(checksum(51, of: 500, chance: 0.1) < -50)
    }

    @Test(arguments: [(10, 10, 0.72), (50, 50, 0.93), (100, 100, 0.96), (95, 100, 0.89)])
    func `Wilson bounds match the published ones`(hits: Int, count: Int, low: Double) {
        let interval = WilsonInterval.interval(hits: hits, of: count)
        #expect(abs(interval.low - low) < 0.006)
    }

    /// First percentiles of truly random strings, from simulation.
    @Test(arguments: [
        (16, 16, 2.69), (32, 16, 3.25), (64, 16, 3.62), (32, 36, 3.90), (64, 36, 4.47),
        (32, 62, 4.22), (40, 62, 4.45), (64, 62, 4.89), (32, 10, 2.81),
    ])
    func `entropy quantiles match simulated ones`(length: Int, alphabet: Int, bits: Double) {
        let threshold = Randomness.entropyThreshold(
            length: length, alphabet: alphabet, quantile: 0.01)
        #expect(abs(threshold - bits) < 0.1)
    }

    @Test(arguments: [
        ("callFunctionCheckIfDataAlreadyExists", false),
        ("abcdefghijklmnopqrstuvwxyz", false),
        ("customer_shipping_address_line", false),
        ("00000000000000000000000000000000", false),
        ("9f86d081884c7d659a2feaa0c55ad015", true),
        ("wJalrXUtnFEMIK7MDENGbPxRfiCYzz8kQ2", true),
        ("hunter2", false),
    ])
    func `randomness tells secrets from identifiers`(text: String, isRandom: Bool) {
        let bytes = Array(text.utf8)
        let answer = Randomness.isRandom(bytes.span, quantile: 0.01)
        #expect(answer == isRandom)
    }

    @Test func `nearly all random strings pass and their hexadecimal too`() {
        var generator = SeededGenerator(seed: 7)
        let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        var passed = 0
        for _ in 0..<500 {
            let bytes = (0..<40).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
            if Randomness.isRandom(bytes.span, quantile: 0.01) { passed += 1 }
        }
        #expect(passed > 485)
    }

    @Test(arguments: [
        ("AB-1234", "A-9"), ("John Smith", "Aa Aa"), ("a@b.org", "a@a.a"), ("", ""),
        ("2001-02-03", "9-9-9"), ("--", "--"), ("Zoë", "Aa"), ("aaAA99", "aA9"),
    ])
    func `shapes collapse runs`(text: String, shape: String) {
        let bytes = Array(text.utf8)
        let (found, hash) = (ValueShape(bytes.span), ValueShape.hash(bytes.span))
        #expect(found.text == shape)
        #expect(hash == ValueShape(text: shape).hash)
    }

    @Test func `a word list folds case and accents`() {
        let list = WordList(text: Array("# origin\nBjörn\t12\nŁódź \r\n\nAnna\n".utf8))
        #expect(list.count == 3)
        func contains(_ word: String) -> Bool { list.contains(Array(word.utf8).span) }
        for word in ["bjorn", "BJÖRN", "lodz", "Anna"] { #expect(contains(word)) }
        for word in ["", "# origin", "Bjor", "12"] { #expect(!contains(word)) }
    }

    @Test(arguments: [1, 2, 7, 8, 9, 15, 16, 17, 24, 30])
    func `a word list knows a word of any length by the whole of it`(length: Int) {
        let plain = String("Abraham-LincolnsStreet Nr.100-102".prefix(length))
        let accented = "\u{C5}" + plain.dropFirst()
        let list = WordList(text: Array(plain.utf8))
        func contains(_ word: String) -> Bool { list.contains(Array(word.utf8).span) }
        #expect(contains(plain) && contains(plain.uppercased()) && contains(accented))
        for other in [plain + "\u{0}", plain + "x", "x" + plain.dropFirst()] {
            #expect(!contains(other))
        }
        #expect(!contains(String(plain.dropLast())))
        let inside = Array((plain + " and what follows").utf8)
        let isInside = list.contains(inside.span.extracting(0..<length))
        #expect(isInside)
    }

    @Test(arguments: [
        ("Фёдор", "ФЕДОР"), ("Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ"), ("Nguyễn", "NGUYEN"),
        ("Škoda", "S\u{30C}koda"), ("Straße", "STRASSE"), ("محمد", "محمد"), ("佐藤", "佐藤"),
    ])
    func `a word list folds Greek, Cyrillic and Vietnamese`(entry: String, word: String) {
        let isThere = WordList(text: Array(entry.utf8)).contains(Array(word.utf8).span)
        #expect(isThere)
    }

    @Test func `a word list of bytes that aren't UTF-8 finds them again`() {
        let bytes: [UInt8] = [0xC3, 0x0A, 0xE1, 0xB8, 0x0A, 0xFF, 0xFE]
        let list = WordList(text: bytes)
        #expect(list.count == 3)
        func contains(_ word: [UInt8]) -> Bool { list.contains(word.span) }
        #expect(contains([0xC3]))
        #expect(contains([0xFF, 0xFE]))
        #expect(!contains([0xE1]))
    }

    @Test(arguments: [
        ("bigint", TypeClass.integer), ("numeric(10,2)", .number),
        ("character varying(20)", .text), ("timestamp with time zone", .timestamp),
        ("timestamp(3) without time zone", .timestamp), ("time without time zone", .time),
        ("text[]", .text), ("mood", .text), ("jsonb", .json), ("string", .text),
        ("cidr", .inet), ("point", .other),
    ])
    func `type names have a class`(name: String, expected: TypeClass) {
        #expect(TypeClass(typeName: name) == expected)
    }
}
