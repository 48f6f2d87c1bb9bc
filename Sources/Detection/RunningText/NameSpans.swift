/// Finds names of persons and companies in running text.
///
/// A run of capitalised words is scored by what the dictionaries know of its words and by what
/// stands beside it: a title, a greeting, a role, a signature. Scores are added like evidence
/// (design §5); precision comes first, so a lone given name needs company.
struct NameSpans: Sendable {
    /// Points from which a run is a name, and what more of them add to its probability.
    static let threshold = 3.5
    private static let baseProbability = 0.6
    private static let probabilityPerPoint = 0.08
    private static let probabilityLimit = 0.97
    private static let companyProbability = 0.7
    /// Points for a role before a name, from which a name of a town may be a person's.
    static let rolePoints = 5.0
    /// Points for a greeting, or the end of a letter, before a lone name.
    private static let letterPoints = 3.5
    /// What a lone name gains between the greeting that begins a line and a comma, or alone on its
    /// line below the end of a letter.
    private static let setApartPoints = 2.5
    /// Points of `Hall, Jamal`, and what is taken off when one of them may be another word.
    private static let invertedPoints = 3.5
    /// The most a name is worth that nothing beside it confirms.
    private static let bareLimit = 0.7
    /// Longest name, in words.
    private static let longest = 5
    /// Words of a run that are looked at together.
    private static let longestRun = 8

    let lexicon: TextLexicon

    /// Appends the name at `place`, if there is one, and returns where the next may begin.
    func read(
        _ place: Int, _ reader: inout TextReader, in text: Span<UInt8>,
        into spans: inout [TextSpan]
    ) -> Int {
        guard let index = reader.seek(place, in: text), isNameStart(reader[index]) else {
            return place + 1
        }
        let end = runEnd(&reader, from: index, in: text)
        return reader.start(of: judge(index, end, &reader, text, &spans))
    }

    func isNameStart(_ word: TextWord) -> Bool {
        word.isCapitalised && !word.hasDigits
    }

    /// The end of the run of capitalised words that begins at `start`, particles inside it; no more
    /// of it than a name may need.
    private func runEnd(_ reader: inout TextReader, from start: Int, in text: Span<UInt8>) -> Int {
        var end = start + 1
        while end - start < Self.longestRun {
            var next = end
            while next < end + 2, follows(next, &reader, text), isParticle(next, &reader, text) {
                next += 1
            }
            guard follows(next, &reader, text), isNameStart(reader[next]) else { break }
            end = next + 1
        }
        return end
    }

    private func isParticle(
        _ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Bool {
        let word = reader[index]
        guard !word.hasDigits, !word.isCapitalised, word.count <= Self.longestParticle
        else { return false }
        lexicon.look(index, &reader, text)
        return reader[index].traits.has(.particle)
    }

    /// Whether there is a word and only a blank, or the stop of an initial, lies before it.
    private func follows(
        _ index: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Bool {
        guard reader.holds(index, in: text) else { return false }
        let (previous, gap) = (reader[index - 1], reader[index].gap)
        if gap == .space { return !previous.isPossessive }
        return gap == .stop && previous.count == 1 && previous.isCapitalised
    }

    /// Judges what may be a name in the run, and returns where to go on.
    private func judge(
        _ start: Int, _ runEnd: Int, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) -> Int {
        var first = start
        while first < runEnd {
            lexicon.look(first, &reader, text)
            let traits = reader[first].traits
            if traits.mayBeginName, !traits.has(.never) || goesOn(first, &reader, text) { break }
            if traits.has(.surname),
                invertedEnd(first, first + 1, &reader, text) != nil
            {
                break
            }
            first += 1
        }
        guard first < runEnd else { return runEnd }
        let end = first == start ? runEnd : self.runEnd(&reader, from: first, in: text)
        var last = first + 1
        while last < end, last - first < Self.longest {
            lexicon.look(last, &reader, text)
            guard mayContinue(reader[last].traits) else { break }
            last += 1
        }
        if last < end { lexicon.look(last, &reader, text) }
        if let label = lexicon.labels.company, last < end, reader[last].traits.has(.company) {
            var begin = last
            while begin > first, reader[begin - 1].isCapitalised { begin -= 1 }
            emit(begin, last + 1, label, Self.companyProbability, reader, &spans)
            return last + 1
        }
        if last < end, reader[last].traits.has(.street) { return last + 1 }
        while last - first > 1, !reader[last - 1].isCapitalised { last -= 1 }
        if last - first > 1, isUnknown(reader[first].traits), reader[first + 1].isCapitalised,
            reader[first + 1].traits.has(.given), !reader[first + 1].traits.has(.common)
        {
            first += 1
        }
        return judgePerson(first, last, &reader, text, &spans)
    }

    private func judgePerson(
        _ start: Int, _ last: Int, _ reader: inout TextReader, _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) -> Int {
        guard let label = lexicon.labels.person else { return last }
        let inverted = invertedEnd(start, last, &reader, text)
        let end = inverted ?? last
        let isLone = end - start == 1
        // No name is a lone letter.
        if isLone, reader[start].count == 1 { return last }
        var points =
            inverted == nil
            ? shapePoints(start, last, reader) : invertedPoints(start, last, reader)
        guard points > -3 else { return last }
        var (first, before) = (start, pointsBefore(start, &reader, text, isLone: isLone))
        let leading = leadingParticle(start, &reader, text)
        if leading < start {
            let points = pointsBefore(leading, &reader, text, isLone: false)
            if points > before { (first, before) = (leading, points) }
        }
        let beside = before + pointsAfter(start, end, &reader, text)
        points += beside
        if isLone, Self.letterPoints..<Self.rolePoints ~= before,
            isSetApart(start, end, &reader, text)
        {
            points += Self.setApartPoints
        }
        guard points >= Self.threshold else { return last }
        if before < Self.rolePoints, isPlace(start, end, reader, text) {
            points -= isLone ? 3 : 5
        }
        guard points >= Self.threshold else { return last }
        let probability =
            Self.baseProbability + Self.probabilityPerPoint * (points - Self.threshold)
        let limit = beside >= 2 ? Self.probabilityLimit : Self.bareLimit
        emit(first, end, label, min(limit, probability), reader, &spans)
        return end
    }

    /// The first of the particles right before the run: `de` of `de La Tour`.
    private func leadingParticle(
        _ first: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Int {
        var leading = first
        while first - leading < 3, reader[leading].gap == .space,
            reader.holds(leading - 1, in: text)
        {
            lexicon.look(leading - 1, &reader, text)
            guard reader[leading - 1].traits.has(.particle) else { break }
            leading -= 1
        }
        return leading
    }

    private func emit(
        _ first: Int, _ end: Int, _ label: Int, _ probability: Double,
        _ words: borrowing TextReader, _ spans: inout [TextSpan]
    ) {
        spans.append(
            TextSpan(
                start: words[first].start, end: words[end - 1].end, rule: label,
                probability: probability))
    }
}

extension NameSpans {
    /// Whether all of it names a place; its words were looked up.
    private func isPlace(
        _ first: Int, _ end: Int, _ words: borrowing TextReader, _ text: Span<UInt8>
    ) -> Bool {
        if end - first == 1 { return words[first].traits.has(.place) }
        return lexicon.isPlace(text, words[first].start..<words[end - 1].end)
    }

    func isUnknown(_ traits: WordTraits) -> Bool {
        !traits.has([.given, .surname, .common, .place, .never])
    }

    /// Whether a family name follows that is no other word: `Jan Nowicki`, but not `Jan Report`.
    private func goesOn(
        _ first: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Bool {
        guard reader.holds(first + 1, in: text), reader[first + 1].gap == .space,
            isNameStart(reader[first + 1])
        else { return false }
        lexicon.look(first + 1, &reader, text)
        let traits = reader[first + 1].traits
        return traits.has(.surname) && !traits.has([.common, .never, .place])
    }

    func mayContinue(_ traits: WordTraits) -> Bool {
        if traits.has([.never, .company]) { return false }
        return traits.has([.given, .surname, .particle]) || !traits.has([.common, .street, .cue])
    }

    /// Points for the words of a run, without what stands beside it.
    private func shapePoints(
        _ first: Int, _ last: Int, _ words: borrowing TextReader
    ) -> Double {
        var points = givenPoints(words[first].traits)
        if last - first == 1 {
            points -= 2
            if points < 0, words[first].traits.has(.surname) { points += 1 }
        } else {
            points += lastPoints(words[last - 1].traits, letters: words[last - 1].count)
            for index in first + 1..<last - 1 {
                let isName = words[index].traits.has([.given, .surname, .particle])
                points += isName || words[index].count == 1 ? 0.5 : -0.5
            }
        }
        let isShouted = words[first].isUpperCase && words[last - 1].isUpperCase
        return isShouted ? points - 1.5 : points
    }

    func givenPoints(_ traits: WordTraits) -> Double {
        if traits.has(.given) { return traits.has(.common) ? 1.5 : 3 }
        if traits.has(.common) { return -3 }
        return traits.has(.surname) ? 0 : -0.5
    }

    func lastPoints(_ traits: WordTraits, letters: Int) -> Double {
        if letters == 1 { return 0.5 }
        if traits.has(.surname) { return traits.has(.common) ? 2 : 2.5 }
        if traits.has(.given) { return 1.5 }
        return traits.has(.common) ? -3 : 1.5
    }

    /// The end of `Hall, Jamal`: a family name, a comma, one or two given names.
    private func invertedEnd(
        _ first: Int, _ last: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Int? {
        guard reader.holds(last, in: text), reader[last].gap == .comma, isNameStart(reader[last]),
            reader[last - 1].traits.has(.surname) || isUnknown(reader[last - 1].traits),
            last - first <= 3
        else { return nil }
        for index in first..<last - 1 where !reader[index].traits.has(.particle) { return nil }
        lexicon.look(last, &reader, text)
        let traits = reader[last].traits
        guard traits.has(.given), !traits.has([.common, .never])
        else { return nil }
        return last + 1
    }

    private func invertedPoints(
        _ first: Int, _ last: Int, _ words: borrowing TextReader
    ) -> Double {
        let mayDiffer =
            words[last - 1].traits.has([.common, .place])
            || !words[last - 1].traits.has(.surname)
            || words[last].traits.has(.place)
        return mayDiffer ? Self.invertedPoints - 1 : Self.invertedPoints
    }
}
