/// The words of a column name, a JSON key or a table name.
///
/// `custEMLAddr_2` reads as `customer email address 2`: split at what is neither letter nor digit,
/// at camelCase borders, between letters and digits and between scripts; lower case, accents and
/// plurals folded, words run together taken apart (`homephone`, `電話番号`), abbreviations expanded.
/// Whole tokens only are ever compared, so `lic` isn't in `public`.
package struct NameTokens: Sendable, Equatable {
    package let words: [String]

    package init(_ name: String, vocabulary: NameVocabulary = NameVocabulary()) {
        let words = Self.split(name).map(Self.singular)
        self.words = vocabulary.expanded(words.flatMap { vocabulary.segments($0) })
    }

    /// The words before expansion, in order, singular ones and plural ones as written.
    static func split(_ name: String) -> [String] {
        var words: [String] = []
        var current = String.UnicodeScalarView()
        var last = LetterClass.other
        let scalars = name.unicodeScalars.map(LetterClass.narrow)
        for (index, scalar) in scalars.enumerated() {
            let here = LetterClass(scalar, after: last)
            let next =
                index + 1 < scalars.count ? LetterClass(scalars[index + 1], after: here) : .other
            if LetterClass.isBorder(last, here, next: next), !current.isEmpty {
                words.append(LatinFolding.fold(String(current)))
                current = String.UnicodeScalarView()
            }
            if here != .other { current.append(scalar) }
            last = here
        }
        if !current.isEmpty { words.append(LatinFolding.fold(String(current))) }
        return words
    }

    /// `addresses` → `address`, `cities` → `city`, `phones` → `phone`; `status` and `address` stay,
    /// and the French country, which isn't the English pay.
    static func singular(_ word: String) -> String {
        guard word.utf8.count > 3, word.hasSuffix("s"), word != "pays" else { return word }
        for ending in ["ss", "us", "is"] where word.hasSuffix(ending) { return word }
        if word.hasSuffix("ies"), word.utf8.count > 4 { return word.dropLast(3) + "y" }
        for ending in ["sses", "xes", "ches", "shes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        return String(word.dropLast())
    }
}
