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
    /// The token read last, and the letters that may go on with an abbreviation behind it.
    private var last = 0..<0
    private var nextLetters: UInt32 = 0
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
        nextLetters = 0
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
        var (index, letters, nextLetters) = (read.upperBound, letters, nextLetters)
        while let range = letters.next(from: index, before: end, planes) {
            let token = words.screened(range, of: text)
            if token.groups | UInt64(nextLetters) != 0 {
                if token.groups != 0 { opened.append((range, token.groups)) }
                if NameWords.isOne(of: nextLetters, text[range.lowerBound]),
                    Self.goesOn(last, with: range, of: text, &words)
                {
                    opened.append((last.lowerBound..<range.upperBound, RuleGroups.all))
                }
            }
            (last, nextLetters) = (range, token.nextLetters)
            index = range.upperBound
        }
        (self.letters, self.nextLetters) = (letters, nextLetters)
        read = read.lowerBound..<max(index, end)
    }

    /// Whether an abbreviation may begin with a token's last word and the next one's first.
    @inline(never)
    private static func goesOn(
        _ token: Range<Int>, with next: Range<Int>, of text: Span<UInt8>, _ words: inout NameWords
    ) -> Bool {
        guard let last = words.token(token, of: text).words.last,
            let beginning = words.beginning(last),
            let first = words.token(next, of: text).words.first
        else { return false }
        return words.goesOn(beginning, with: first)
    }
}
