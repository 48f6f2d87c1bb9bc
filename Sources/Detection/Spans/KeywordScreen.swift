internal import Patterns

/// Says cheaply where no keyword stands near, so that most numbers in a text are left alone.
///
/// A token of letters counts when one of its words begins a phrase of one of the rules, and then
/// for these; or for all when it may be an abbreviation together with the token before it. A
/// text's tokens are read once, in order, and only near the places asked for. Belongs to one
/// worker.
struct KeywordScreen {
    /// What is read of the current text.
    private var read = 0..<0
    private var letters = LetterRuns()
    /// Places of tokens that may open something, in order, and the groups of its rules.
    private var opened: [(place: Range<Int>, groups: UInt64)] = []
    private var last = 0..<0
    private var lastToken = NameWords.Token()
    /// Of the words by which the last token is known.
    private var generation = 0
    /// The place asked about last, and the answer: several rules ask for the same number.
    private var answered: (starts: ClosedRange<Int>, groups: UInt64)?

    /// Forgets the text read last.
    mutating func beginText() {
        letters = LetterRuns()
        forget()
    }

    private mutating func forget() {
        read = 0..<0
        if !opened.isEmpty { opened.removeAll(keepingCapacity: true) }
        last = 0..<0
        lastToken = NameWords.Token()
        answered = nil
    }

    /// The groups of the rules that may have a keyword in the window before a value that begins in
    /// `starts`; those of other groups have none.
    @inline(__always)
    mutating func groupsNamed(
        _ starts: ClosedRange<Int>, in text: Span<UInt8>, _ planes: borrowing AnchorPlanes,
        _ words: inout NameWords
    ) -> UInt64 {
        if let answered, answered.starts == starts { return answered.groups }
        let groups = groups(starts, in: text, planes, &words)
        answered = (starts, groups)
        return groups
    }

    private mutating func groups(
        _ starts: ClosedRange<Int>, in text: Span<UInt8>, _ planes: borrowing AnchorPlanes,
        _ words: inout NameWords
    ) -> UInt64 {
        let window = max(0, starts.lowerBound - SpanContext.window)..<starts.upperBound
        if window.lowerBound < read.lowerBound || window.lowerBound > read.upperBound {
            forget()
            read = window.lowerBound..<window.lowerBound
        }
        if read.upperBound < window.upperBound {
            readTokens(in: text, planes, upTo: window.upperBound, &words)
        }
        // A token that a value begins within isn't whole there.
        if last.upperBound > starts.lowerBound, last.lowerBound < starts.upperBound {
            return RuleGroups.all
        }
        var groups: UInt64 = 0
        var index = opened.count - 1
        while index >= 0, opened[index].place.upperBound > window.lowerBound {
            if opened[index].place.lowerBound < window.upperBound { groups |= opened[index].groups }
            index -= 1
        }
        return groups
    }

    private mutating func readTokens(
        in text: Span<UInt8>, _ planes: borrowing AnchorPlanes, upTo end: Int,
        _ words: inout NameWords
    ) {
        words.makeRoom()
        if generation != words.generation {
            generation = words.generation
            if !last.isEmpty { lastToken = words.screened(last, of: text) }
        }
        var (index, letters, last, lastToken) = (read.upperBound, letters, last, lastToken)
        while let range = letters.next(from: index, before: end, planes) {
            let token = words.screened(range, of: text)
            if token.groups != 0 { opened.append((range, token.groups)) }
            if lastToken.mayGoOn(with: text[range.lowerBound]),
                Self.goesOn(lastToken, with: words.token(range, of: text), words)
            {
                opened.append((last.lowerBound..<range.upperBound, RuleGroups.all))
            }
            (last, lastToken) = (range, token)
            index = range.upperBound
        }
        (self.letters, self.last, self.lastToken) = (letters, last, lastToken)
        read = read.lowerBound..<max(index, end)
    }

    /// Whether an abbreviation may begin with a token's last word and the next one's first.
    private static func goesOn(
        _ token: NameWords.Token, with next: NameWords.Token, _ words: NameWords
    ) -> Bool {
        guard let first = next.words.first,
            let beginning = token.words.last.flatMap({ words.beginning($0) })
        else { return false }
        return words.goesOn(beginning, with: first)
    }
}
