import Detection
import Masking
import Primitives
import Testing

/// Identifiers with check characters, judged by the engine's own validators.
struct IdentifierMaskTests {
    /// Texts of the validator's shape that it takes, found by trying: nothing of the masker's.
    static func samples(_ scheme: IdentifierScheme, _ count: Int) -> [String] {
        guard let validator = scheme.validator else { return [] }
        var generator = SeededGenerator(seed: 11)
        let shape = Array(validator.shape.utf8)
        var found: [String] = []
        var seen: Set<[UInt8]> = []
        while found.count < count {
            let text = shape.map { letter(of: $0, &generator) }
            if validator.isValid(text.span), seen.insert(text).inserted {
                found.append(String(decoding: text, as: UTF8.self))
            }
        }
        return found
    }

    private static func letter(of kind: UInt8, _ generator: inout SeededGenerator) -> UInt8 {
        let digit = UInt8(generator.next() >> 32 % 10) + 48
        let capital = UInt8(generator.next() >> 32 % 26) + 65
        return switch kind {
        case UInt8(ascii: "9"): digit
        case UInt8(ascii: "A"): capital
        case UInt8(ascii: "X"): generator.next() >> 33 & 1 == 0 ? digit : capital
        default: kind
        }
    }

    private func isValid(_ text: String?, _ scheme: IdentifierScheme) -> Bool {
        guard let text else { return false }
        return scheme.validator?.isValid(Array(text.utf8).span) ?? true
    }

    private func mask(_ scheme: IdentifierScheme, _ texts: [String?]) throws -> [String?] {
        try MaskFixture.mask(MaskFixture.column(.identifier(scheme)), texts).texts
    }

    private func unmask(_ scheme: IdentifierScheme, _ texts: [String?]) -> [String?] {
        let transform = IdentifierMask(key: MaskFixture.key, domain: "test", scheme: scheme)
        var output = CellBatch()
        var scratch = FormatPreservingScratch()
        transform.unmask(CellBatch(texts: texts), into: &output, scratch: &scratch) { _, output in
            output.append("unfit")
        }
        return MaskFixture.texts(output)
    }

    @Test(arguments: IdentifierScheme.allCases)
    func `valid becomes valid, distinct stays distinct, and the key gives it back`(
        _ scheme: IdentifierScheme
    ) throws {
        let values = Self.samples(scheme, 25)
        let masked = try mask(scheme, values)
        for (value, output) in zip(values, masked) {
            #expect(isValid(output, scheme), "\(value)")
            #expect(output != value && output?.utf8.count == value.utf8.count)
        }
        #expect(Set(masked).count == values.count)
        #expect(unmask(scheme, masked) == values)
    }

    @Test(arguments: IdentifierScheme.allCases)
    func `a long walk of masked values meets none twice and leaves the valid ones never`(
        _ scheme: IdentifierScheme
    ) throws {
        var value = Self.samples(scheme, 1)[0]
        var seen: Set<String> = [value]
        for _ in 0..<60 {
            value = try #require(try mask(scheme, [value])[0])
            try #require(seen.insert(value).inserted)
            try #require(isValid(value, scheme))
        }
    }

    @Test(arguments: IdentifierScheme.allCases)
    func `invalid stays invalid and never the same`(_ scheme: IdentifierScheme) throws {
        let values = Self.samples(scheme, 40).map { text -> String in
            let last = text.last?.wholeNumberValue
            return text.dropLast() + (last.map { String(($0 + 1) % 10) } ?? "7")
        }.filter { !isValid($0, scheme) }
        let masked = try mask(scheme, values)
        for (value, output) in zip(values, masked) {
            #expect(!isValid(output, scheme), "\(value)")
            #expect(output != value)
        }
        #expect(Set(masked).count == Set(values).count)
        #expect(unmask(scheme, masked) == values)
    }

    @Test func `separators and case stay`() throws {
        let plain = try #require(try mask(.brazilianCPF, ["11144477735"])[0])
        let dotted = try #require(try mask(.brazilianCPF, ["111.444.777-35"])[0])
        #expect(dotted.filter(\.isNumber) == plain)
        #expect(dotted.filter { !$0.isNumber } == "..-")
        let upper = try #require(try mask(.ukNINO, ["AB123456C"])[0])
        #expect(try mask(.ukNINO, ["ab 12 34 56 c"])[0]?.filter { $0 != " " } == upper.lowercased())
    }

    @Test(arguments: ["", " ", "x@y", "١٢٣", "12345678901234567890123456789012345678901234567890"])
    func `what is no identifier is redacted`(text: String) throws {
        let masked = try mask(.dutchBSN, [text])[0]
        #expect(masked == (text.isEmpty ? "" : "[REDACTED]"))
    }

    /// A scheme small enough to see whole: every valid routing number of one prefix and ending.
    @Test func `is one-to-one on a hundred thousand numbers, valid and invalid`() throws {
        let values = (0..<100_000).map { "1110" + String(100_000 + $0).dropFirst() }
        let masked = try mask(.aba, values)
        #expect(Set(masked).count == values.count)
        for (value, output) in zip(values, masked) {
            #expect(isValid(value, .aba) == isValid(output, .aba))
        }
    }

    @Test func `every scheme has a committed value`() {
        #expect(Set(Self.goldens.map(\.scheme)) == Set(IdentifierScheme.allCases))
    }

    @Test(arguments: goldens) func `gives the committed bytes`(_ golden: Golden) throws {
        let input = Self.samples(golden.scheme, 1)[0]
        let found = [input, try mask(golden.scheme, [input])[0] ?? "NULL"]
        #expect(found == [golden.input, golden.output])
    }

    struct Golden: Sendable, CustomTestStringConvertible {
        var scheme: IdentifierScheme
        var input: String
        var output: String

        init(_ scheme: IdentifierScheme, _ input: String, _ output: String) {
            self.scheme = scheme
            self.input = input
            self.output = output
        }

        var testDescription: String { scheme.rawValue }
    }

    static let goldens: [Golden] = [
        Golden(.usITIN, "940990460", "900597567"),
        Golden(.usEIN, "522068011", "552066147"),
        Golden(.usNPI, "2790020210", "2787079641"),
        Golden(.usMBI, "5P27M91PE31", "4G51M38AY67"),
        Golden(.canadianSIN, "402320899", "728834359"),
        Golden(.mexicanCURP, "UWLN740313HNDABQC6", "MHSM341027HVUUYAQ7"),
        Golden(.brazilianCPF, "18497152387", "89852702653"),
        Golden(.brazilianCNPJ, "32474155370166", "15078454440802"),
        Golden(.argentineCUIT, "34458428583", "26099121210"),
        Golden(.chileanRUT, "636146455", "083382872"),
        Golden(.ukNINO, "JH249237C", "GX557346A"),
        Golden(.ukNHS, "2460309716", "4329016516"),
        Golden(.irishPPS, "0990460M", "9057149J"),
        Golden(.germanTaxId, "19579389029", "15243906717"),
        Golden(.frenchNIR, "720087354684173", "476501541137562"),
        Golden(.spanishDNI, "83124245Z", "75946648G"),
        Golden(.spanishNIE, "Z0336185E", "Z0553210L"),
        Golden(.portugueseNIF, "327900202", "119576520"),
        Golden(.italianCodiceFiscale, "WPVZJV01P83T242L", "KAEZQT98H88X943H"),
        Golden(.dutchBSN, "772225977", "124581225"),
        Golden(.belgianNN, "61800133620", "75602112508"),
        Golden(.swissAHV, "7560910959063", "7561161971651"),
        Golden(.austrianSVNR, "6005110580", "3868051260"),
        Golden(.polishPESEL, "60322332708", "40420743479"),
        Golden(.polishNIP, "8010703776", "7877539161"),
        Golden(.czechRC, "2875278494", "5304157573"),
        Golden(.swedishPersonnummer, "5609029706", "1602083923"),
        Golden(.danishCPR, "2805281859", "2608817604"),
        Golden(.norwegianFNR, "10423813267", "41106967588"),
        Golden(.finnishHETU, "190468-1285", "090927-801V"),
        Golden(.romanianCNP, "1360401361201", "8010514056621"),
        Golden(.croatianOIB, "81859509603", "36198813948"),
        Golden(.turkishTCKN, "21979462460", "23621850748"),
        Golden(.indianAadhaar, "242457475434", "490687154301"),
        Golden(.indianPAN, "GKSPU9051X", "JLWBO5880A"),
        Golden(.chineseId, "661867209610261589", "184304202703037774"),
        Golden(.japaneseMyNumber, "825763707988", "212060481560"),
        Golden(.koreanRRN, "1503104125615", "3407260106451"),
        Golden(.singaporeNRIC, "G1096150K", "T3196170F"),
        Golden(.thaiId, "4245747543459", "2585099978152"),
        Golden(.israeliId, "005110580", "763927084"),
        Golden(.southAfricanId, "2010099916014", "8801241684045"),
        Golden(.australianTFN, "522068011", "387956537"),
        Golden(.australianMedicare, "5434590516", "6118834853"),
        Golden(.newZealandIRD, "090297066", "031405238"),
        Golden(.aba, "644529248", "227284515"),
        Golden(.imei, "521348902996639", "547723591609562"),
        Golden(.vin, "FS71018Z11A363614", "KZ71449G74G546760"),
        Golden(.bic, "UNSVAXTC", "EKZFAXGL"),
        Golden(.ulid, "02F3E6G85697AQ23HHX528366M", "02A0P0V7BQD8BDZZQ4WT1QCEAA"),
    ]
}
