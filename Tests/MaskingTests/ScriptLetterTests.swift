import Masking
import Primitives
import Testing

/// Identifiers with letters beyond ASCII.
@Suite struct ScriptLetterTests {
    private let both = { (key: Int) throws in
        let keys = [MaskFixture.key, MaskFixture.otherKey]
        return FormatPreservingRun(
            transform: TemplateMask(key: keys[key], domain: "test", letters: true))
    }

    @Test(arguments: [
        "Ünal-12/é", "ŁÓDŹ 0471", "Αθήνα-7", "ПРИВЕТ-мир-99", "שלום-123", "مرحبا ٣٤٥٦", "दिल्ली",
        "東京-12", "さくら・カナ", "서울 04", "ＡＢｃ１２", "Ā", "A\u{A0}É",
    ])
    func `keeps script, case, separators and length, and comes back`(text: String) throws {
        let run = try both(0)
        let masked = try #require(run.masked(text))
        guard masked != FormatPreservingRun.unfit else {
            // Why: a virama joins letters and is none, so that text isn't taken at all.
            return #expect(text == "दिल्ली")
        }
        #expect(masked != text && masked.utf8.count == text.utf8.count)
        #expect(run.unmasked([masked]) == [text])
        if text.count > 1 { #expect(try both(1).masked(text) != masked) }
        for (before, after) in zip(text.unicodeScalars, masked.unicodeScalars) {
            let (old, new) = (before.properties, after.properties)
            #expect(old.generalCategory == new.generalCategory, "\(before) \(after)")
            #expect(before.value >> 11 == after.value >> 11 || before.value > 0x2FFF)
            #expect(before.utf8.count == after.utf8.count)
        }
    }

    @Test func `every letter decides over all of them`() throws {
        let run = try both(0)
        let masked = run.masked(["Élan-1", "Élan-2", "Élen-1"])
        #expect(masked[0]?.prefix(4) != masked[1]?.prefix(4))
        #expect(masked[0]?.suffix(1) != masked[2]?.suffix(1) || masked[0] != masked[2])
        #expect(Set(masked).count == 3)
    }

    @Test(arguments: ["🦊", "e\u{301}", "\u{202E}evil", "é\u{0}", "–"])
    func `what isn't a letter, digit or separator isn't taken`(text: String) throws {
        #expect(try both(0).masked(text) == FormatPreservingRun.unfit)
        let digits = FormatPreservingRun(
            transform: TemplateMask(key: MaskFixture.key, domain: "test", letters: false))
        #expect(digits.masked("é7") == FormatPreservingRun.unfit)
    }

    @Test func `bytes that are no UTF-8 aren't taken`() throws {
        var cells = CellBatch()
        cells.append([0x41, 0xC3])
        let masker = try MaskFixture.masker([MaskFixture.column(.alphanumeric)])
        var output = RowBatch(columnCount: 1)
        var scratch = masker.makeScratch()
        try masker.mask(RowBatch(columns: [cells]), into: &output, scratch: &scratch)
        #expect(MaskFixture.texts(output.columns[0]) == ["[REDACTED]"])
    }
}
