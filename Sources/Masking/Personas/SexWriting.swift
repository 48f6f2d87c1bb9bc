/// How a column writes a person's sex: the pair of words that the cell is one of.
struct SexWriting {
    private let female: String
    private let male: String
    private let style: LetterStyle

    private static let germanLetters = ("w", "m")

    /// Female and male; a cell is looked up in either place.
    private static let pairs = [
        ("f", "m"), germanLetters, ("female", "male"), ("woman", "man"), ("fem", "masc"),
        ("weiblich", "männlich"), ("frau", "mann"), ("femme", "homme"), ("mujer", "hombre"),
        ("mrs", "mr"), ("ms", "mr"), ("frau", "herr"), ("féminin", "masculin"),
        ("femenino", "masculino"), ("feminino", "masculino"), ("femmina", "maschio"),
        ("kobieta", "mężczyzna"), ("vrouw", "man"), ("kvinna", "man"), ("kadın", "erkek"),
        ("perempuan", "laki-laki"), ("女", "男"), ("여", "남"), ("2", "1"), ("1", "0"),
        ("false", "true"),
    ]

    /// - Throws: `format` for a word that isn't of any pair.
    init(_ cell: Span<UInt8>, locale: SurrogateLocale) throws(UnfitCell) {
        var bytes: [UInt8] = []
        CanonicalForm.casefold.append(cell, to: &bytes)
        let word = String(decoding: bytes, as: UTF8.self)
        let pairs = (locale == .deDE ? [Self.germanLetters] : []) + Self.pairs
        guard let pair = pairs.first(where: { $0.0 == word || $0.1 == word }) else {
            throw UnfitCell(.format)
        }
        (female, male) = pair
        style = LetterStyle(cell)
    }

    func append(isFemale: Bool, to output: inout [UInt8]) {
        let word = isFemale ? female : male
        switch style {
        case .lower: output.append(contentsOf: word.utf8)
        case .upper: output.append(contentsOf: word.uppercased().utf8)
        case .title:
            output.append(contentsOf: (word.prefix(1).uppercased() + word.dropFirst()).utf8)
        }
    }
}
