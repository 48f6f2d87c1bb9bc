/// Finds names of persons and companies in running text.
///
/// A run of capitalised words is scored by what the dictionaries know of its words and by what
/// stands beside it: a title, a greeting, a role, a signature. Scores are added like evidence
/// (design §5); precision comes first, so a lone given name needs company.
struct NameSpans: Sendable {
    /// Points from which a run is a name, and what more of them add to its probability.
    private static let threshold = 3.5
    private static let baseProbability = 0.6
    private static let probabilityPerPoint = 0.08
    private static let probabilityLimit = 0.97
    private static let companyProbability = 0.7
    /// Points for a role before a name, from which a name of a town may be a person's.
    static let rolePoints = 5.0
    /// Points of `Hall, Jamal`, and what is taken off when one of them may be another word.
    private static let invertedPoints = 3.5
    /// The most a name is worth that nothing beside it confirms.
    private static let bareLimit = 0.7
    /// Longest name, in words.
    private static let longest = 5

    let lexicon: TextLexicon

    /// Appends the names among `words`.
    func find(
        _ words: inout [TextWord], in text: Span<UInt8>, into spans: inout [TextSpan]
    ) {
        var index = 0
        while index < words.count {
            guard isNameStart(words[index]) else {
                index += 1
                continue
            }
            let end = runEnd(words, from: index, in: text)
            index = judge(index, end, &words, text, &spans)
        }
    }

    func isNameStart(_ word: TextWord) -> Bool {
        word.isCapitalised && !word.hasDigits
    }

    /// The end of the run of capitalised words that begins at `start`, particles inside it.
    private func runEnd(_ words: [TextWord], from start: Int, in text: Span<UInt8>) -> Int {
        var end = start + 1
        while end < words.count {
            var next = end
            while next < words.count, next < end + 2, follows(words, next), !words[next].hasDigits,
                !words[next].isCapitalised, words[next].count <= 5,
                lexicon.cues.kinds(of: FoldedHash.hash(text.extracting(words[next].range)))
                    .contains(.particle)
            {
                next += 1
            }
            guard next < words.count, follows(words, next), isNameStart(words[next]) else { break }
            end = next + 1
        }
        return end
    }

    /// Whether only a blank, or the stop of an initial, lies before the word.
    private func follows(_ words: [TextWord], _ index: Int) -> Bool {
        if words[index].gap == .space { return !words[index - 1].isPossessive }
        let previous = words[index - 1]
        return words[index].gap == .stop && previous.count == 1 && previous.isCapitalised
    }

    /// Judges what may be a name in the run, and returns where to go on.
    private func judge(
        _ start: Int, _ end: Int, _ words: inout [TextWord], _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) -> Int {
        var first = start
        while first < end {
            lexicon.look(&words[first], in: text)
            if mayBegin(words[first].traits) { break }
            if words[first].traits.contains(.surname),
                invertedEnd(first, first + 1, &words, text) != nil
            {
                break
            }
            first += 1
        }
        guard first < end else { return end }
        var last = first + 1
        while last < end, last - first < Self.longest {
            lexicon.look(&words[last], in: text)
            guard mayContinue(words[last].traits) else { break }
            last += 1
        }
        if last < end { lexicon.look(&words[last], in: text) }
        if let label = lexicon.labels.company, last < end, words[last].traits.contains(.company) {
            var begin = last
            while begin > first, words[begin - 1].isCapitalised { begin -= 1 }
            emit(begin, last + 1, label, Self.companyProbability, words, &spans)
            return last + 1
        }
        if last < end, words[last].traits.contains(.street) { return last + 1 }
        while last - first > 1, !words[last - 1].isCapitalised { last -= 1 }
        if last - first > 1, isUnknown(words[first].traits), words[first + 1].isCapitalised,
            words[first + 1].traits.isSuperset(of: [.given]),
            !words[first + 1].traits.contains(.common)
        {
            first += 1
        }
        return judgePerson(first, last, &words, text, &spans)
    }

    private func judgePerson(
        _ start: Int, _ last: Int, _ words: inout [TextWord], _ text: Span<UInt8>,
        _ spans: inout [TextSpan]
    ) -> Int {
        guard let label = lexicon.labels.person else { return last }
        let inverted = invertedEnd(start, last, &words, text)
        let end = inverted ?? last
        let isLone = end - start == 1
        var points =
            inverted == nil
            ? shapePoints(start, last, words) : invertedPoints(start, last, words)
        guard points > -3 else { return last }
        var (first, before) = (start, pointsBefore(start, &words, text, isLone: isLone))
        let leading = leadingParticle(start, &words, text)
        if leading < start {
            let points = pointsBefore(leading, &words, text, isLone: false)
            if points > before { (first, before) = (leading, points) }
        }
        let beside = before + pointsAfter(start, end, &words, text)
        points += beside
        if before < Self.rolePoints,
            lexicon.isPlace(text.extracting(words[start].start..<words[end - 1].end))
        {
            points -= isLone ? 3 : 5
        }
        guard points >= Self.threshold else { return last }
        let probability =
            Self.baseProbability + Self.probabilityPerPoint * (points - Self.threshold)
        emit(
            first, end, label,
            min(beside >= 2 ? Self.probabilityLimit : Self.bareLimit, probability), words, &spans)
        return end
    }

    /// The first of the particles right before the run: `de` of `de La Tour`.
    private func leadingParticle(
        _ first: Int, _ words: inout [TextWord], _ text: Span<UInt8>
    ) -> Int {
        var leading = first
        while leading > 0, first - leading < 3, words[leading].gap == .space {
            let hash = lexicon.hash(&words[leading - 1], in: text)
            guard lexicon.cues.kinds(of: hash).contains(.particle) else { break }
            leading -= 1
        }
        return leading
    }

    private func emit(
        _ first: Int, _ end: Int, _ label: Int, _ probability: Double, _ words: [TextWord],
        _ spans: inout [TextSpan]
    ) {
        spans.append(
            TextSpan(
                start: words[first].start, end: words[end - 1].end, rule: label,
                probability: probability))
    }
}

extension NameSpans {
    private func isUnknown(_ traits: WordTraits) -> Bool {
        traits.isDisjoint(with: [.given, .surname, .common, .place, .never])
    }

    private func mayBegin(_ traits: WordTraits) -> Bool {
        if !traits.isDisjoint(with: [.never, .cue]) { return false }
        if traits.contains(.given) { return true }
        if traits.contains(.common) { return false }
        return !traits.contains(.place) || traits.contains(.surname)
    }

    private func mayContinue(_ traits: WordTraits) -> Bool {
        if traits.contains(.never) || traits.contains(.company) { return false }
        if !traits.isDisjoint(with: [.given, .surname, .particle]) { return true }
        return traits.isDisjoint(with: [.common, .street, .cue])
    }

    /// Points for the words of a run, without what stands beside it.
    private func shapePoints(
        _ first: Int, _ last: Int, _ words: [TextWord]
    ) -> Double {
        var points = givenPoints(words[first].traits)
        if last - first == 1 {
            points -= 2
            if points < 0, words[first].traits.contains(.surname) { points += 1 }
        } else {
            points += lastPoints(words[last - 1])
            for index in first + 1..<last - 1 {
                let isName = !words[index].traits.isDisjoint(with: [.given, .surname, .particle])
                points += isName || words[index].count == 1 ? 0.5 : -0.5
            }
        }
        let isShouted = words[first].isUpperCase && words[last - 1].isUpperCase
        return isShouted ? points - 1.5 : points
    }

    private func givenPoints(_ traits: WordTraits) -> Double {
        if traits.contains(.given) { return traits.contains(.common) ? 1.5 : 3 }
        if traits.contains(.common) { return -3 }
        return traits.contains(.surname) ? 0 : -0.5
    }

    private func lastPoints(_ word: TextWord) -> Double {
        if word.count == 1 { return 0.5 }
        if word.traits.contains(.surname) { return word.traits.contains(.common) ? 2 : 2.5 }
        if word.traits.contains(.given) { return 1.5 }
        return word.traits.contains(.common) ? -3 : 1.5
    }

    /// The end of `Hall, Jamal`: a family name, a comma, one or two given names.
    private func invertedEnd(
        _ first: Int, _ last: Int, _ words: inout [TextWord], _ text: Span<UInt8>
    ) -> Int? {
        guard last < words.count, words[last].gap == .comma, isNameStart(words[last]),
            words[last - 1].traits.contains(.surname) || isUnknown(words[last - 1].traits),
            last - first <= 3
        else { return nil }
        for index in first..<last - 1 where !words[index].traits.contains(.particle) { return nil }
        lexicon.look(&words[last], in: text)
        let traits = words[last].traits
        guard traits.contains(.given), traits.isDisjoint(with: [.common, .never])
        else { return nil }
        return last + 1
    }

    private func invertedPoints(_ first: Int, _ last: Int, _ words: [TextWord]) -> Double {
        let mayDiffer =
            !words[last - 1].traits.isDisjoint(with: [.common, .place])
            || !words[last - 1].traits.contains(.surname)
            || words[last].traits.contains(.place)
        return mayDiffer ? Self.invertedPoints - 1 : Self.invertedPoints
    }
}
