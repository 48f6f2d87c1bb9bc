/// The lists of one locale in one writing: what a cell of that writing is drawn from.
final class SurrogateSet: Sendable {
    /// How names and street lines are put together.
    struct Form: Sendable, Equatable {
        var isFamilyFirst = false
        /// The last two of three or more words may both be family names.
        var hasTwoSurnames = false
        /// Street lines are written without blanks.
        var isUnspaced = false
        /// Characters of most family names where names are written without a blank; 0 elsewhere.
        var surnameLength = 0
        /// What follows a house number.
        var numberSuffix = ""
    }

    let female: SurrogateList
    let male: SurrogateList
    let surnames: SurrogateList
    let streets: SurrogateList
    let cities: SurrogateList
    let form: Form
    /// Given names: mark 1 for those of women, 2 for those of men.
    let sexes: WordTable

    init(
        female: SurrogateList, male: SurrogateList, surnames: SurrogateList,
        streets: SurrogateList, cities: SurrogateList, form: Form = Form()
    ) {
        self.female = female
        self.male = male
        self.surnames = surnames
        self.streets = streets
        self.cities = cities
        self.form = form
        sexes = WordTable(female.words, male.words)
    }
}

/// Which set each cell is drawn from: the plan's locale or the default for Latin letters, a set of
/// the cell's own script for the scripts that have one.
struct SurrogateChoice: Sendable {
    /// For Latin letters, and for scripts without a list.
    let latin: SurrogateSet
    /// The default lists, which know the sex of names that `latin` doesn't hold.
    let base: SurrogateSet
    let devanagari: SurrogateSet?
    let hangul: SurrogateSet?
    let japanese: SurrogateSet?
    let chinese: SurrogateSet?
    /// Chinese characters alone are of this locale, where the plan names one.
    let han: SurrogateSet?

    /// The set of the cell's script.
    func set(for cell: Span<UInt8>) -> SurrogateSet { self[script(of: cell)] }

    /// The set of a script; that for Latin letters where the script has none.
    subscript(script: WritingScript.Kind) -> SurrogateSet {
        let found =
            switch script {
            case .other: latin
            case .devanagari: devanagari
            case .hangul: hangul
            case .japanese: japanese
            case .chinese: chinese
            case .han: han
            }
        return found ?? latin
    }

    /// Which set a cell is of.
    ///
    /// Chinese characters without kana are Japanese when the plan says so, when one is written so
    /// in Japan only, or when they begin with a Japanese family name of two or more; else Chinese.
    func script(of cell: Span<UInt8>) -> WritingScript.Kind {
        if cell.isASCII { return .other }
        var highest: UInt8 = 0
        for index in cell.indices { highest = max(highest, cell[index]) }
        guard highest >= 0xE0 else { return .other }
        switch WritingScript(cell) {
        case .other: return .other
        case .devanagari: return .devanagari
        case .hangul: return .hangul
        case .kana: return .japanese
        case .han(let isJapanese):
            if han != nil { return .han }
            return isJapanese || beginsJapanese(cell) ? .japanese : .chinese
        }
    }

    private func beginsJapanese(_ cell: Span<UInt8>) -> Bool {
        guard let japanese else { return false }
        if japanese.cities.contains(cell) || japanese.streets.contains(cell) { return true }
        let isGiven = japanese.female.contains(cell) || japanese.male.contains(cell)
        if isGiven { return true }
        return (2...3).contains { count in
            let end = 3 * count
            return end <= cell.count && japanese.surnames.contains(cell.extracting(0..<end))
        }
    }
}
