/// The words of a column name, a JSON key or a table name.
///
/// `custEMLAddr_2` reads as `customer email address 2`: split at what is neither letter nor digit,
/// at camelCase borders, between letters and digits and between scripts; lower case, accents and
/// plurals folded, words run together taken apart (`homephone`, `電話番号`), abbreviations expanded.
/// Whole tokens only are ever compared, so `lic` isn't in `public`.
package struct NameTokens: Sendable, Equatable {
    package let words: [String]

    package init(_ name: String, vocabulary: NameVocabulary = NameVocabulary()) {
        words = vocabulary.expanded(Self.split(name).flatMap { vocabulary.segments($0) })
    }

    /// The words before expansion, in order; plural ones as singular ones.
    static func split(_ name: String) -> [String] {
        var words = SplitWords()
        words.split(Array(name.utf8).span)
        return words.texts
    }
}
