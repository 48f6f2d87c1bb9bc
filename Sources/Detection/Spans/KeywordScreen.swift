internal import Patterns

/// Says cheaply where no keyword stands near, so that most numbers in a text are left alone.
///
/// A token of letters counts when one of its words begins a phrase of one of the rules, or together
/// with the token before it may be an abbreviation. A text's tokens are read once, in order, and
/// only near the places asked for. Belongs to one worker.
struct KeywordScreen {
    /// What is read of the current text.
    private var read = 0..<0
    private var letters = LetterRuns()
    /// Places of tokens that may open something, in order.
    private var opened: [Range<Int>] = []
    private var last = 0..<0
    private var lastToken = NameWords.Token()
    /// Of the words by which the last token is known.
    private var generation = 0
    /// The place asked about last, and the answer: several rules ask for the same number.
    private var answered: (starts: ClosedRange<Int>, isNamed: Bool)?

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

    /// False only when no value that begins in `starts` has a keyword in the window before it.
    mutating func mayBeNamed(
        _ starts: ClosedRange<Int>, in text: Span<UInt8>, _ planes: borrowing AnchorPlanes,
        _ words: inout NameWords
    ) -> Bool {
        if let answered, answered.starts == starts { return answered.isNamed }
        let isNamed = isNamed(starts, in: text, planes, &words)
        answered = (starts, isNamed)
        return isNamed
    }

    private mutating func isNamed(
        _ starts: ClosedRange<Int>, in text: Span<UInt8>, _ planes: borrowing AnchorPlanes,
        _ words: inout NameWords
    ) -> Bool {
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
            return true
        }
        for place in opened.reversed() {
            if place.upperBound <= window.lowerBound { return false }
            if place.lowerBound < window.upperBound { return true }
        }
        return false
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
        var index = read.upperBound
        while let range = letters.next(from: index, before: end, planes) {
            take(range, in: text, &words)
            index = range.upperBound
        }
        read = read.lowerBound..<max(index, end)
    }

    @inline(__always)
    private mutating func take(
        _ range: Range<Int>, in text: Span<UInt8>, _ words: inout NameWords
    ) {
        let token = words.screened(range, of: text)
        if token.isNaming {
            opened.append(range)
        } else if lastToken.mayGoOn(with: text[range.lowerBound]),
            goesOn(with: words.token(range, of: text), words)
        {
            opened.append(last.lowerBound..<range.upperBound)
        }
        (last, lastToken) = (range, token)
    }

    /// Whether an abbreviation may begin with the last token's last word and the next one's first.
    private func goesOn(with next: NameWords.Token, _ words: NameWords) -> Bool {
        guard let first = next.words.first,
            let beginning = lastToken.words.last.flatMap({ words.beginning($0) })
        else { return false }
        return words.goesOn(beginning, with: first)
    }
}
