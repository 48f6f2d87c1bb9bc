// What stands beside a run of capitalised words.

extension NameSpans {
    /// Points for the phrase that ends right before the run; the strongest counts.
    func pointsBefore(
        _ first: Int, _ reader: inout TextReader, _ text: Span<UInt8>, isLone: Bool
    ) -> Double {
        let gap = reader[first].gap
        var best = isLone && gap >= .stop ? -1.0 : 0
        var isThing = false
        var key: UInt64 = 0
        var index = first - 1
        while first - index <= TextCues.longest, reader.holds(index, in: text) {
            lexicon.look(index, &reader, text)
            let word = reader[index]
            key = TextCues.key(key, before: word.hash)
            let kinds = index == first - 1 ? word.traits.kinds : lexicon.cues.kinds(of: key)
            if kinds.contains(.thing), gap == .space { isThing = true }
            best = max(best, cuePoints(kinds, gap, reader[first].traits, isLone: isLone))
            if word.gap >= .line || !kinds.contains(.goesOn) { break }
            index -= 1
        }
        return best > 2.5 ? best : isThing ? -4 : best
    }

    private func cuePoints(
        _ kinds: TextCues.Kinds, _ gap: TextWord.Gap, _ traits: WordTraits, isLone: Bool
    ) -> Double {
        if kinds.isEmpty { return 0 }
        if kinds.contains(.title), gap == .space || gap == .stop { return 6 }
        if kinds.contains(.role), gap <= .colon { return Self.rolePoints }
        if kinds.contains(.introduction), gap == .space || gap == .colon { return 4.5 }
        if kinds.contains(.closing), gap != .colon { return isLone ? 3.5 : 4 }
        if kinds.contains(.salutation), gap <= .comma { return 4.5 }
        guard kinds.contains(.hint), gap == .space else { return 0 }
        return isLone
            ? !traits.has([.common, .place]) && traits.has(.given) ? 2.5 : 0 : 1
    }

    func pointsAfter(
        _ first: Int, _ end: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Double {
        let last = reader[end - 1]
        var index = last.end
        if index < text.count, text[index] == 0x20 { index += 1 }
        if index < text.count, text[index] == UInt8(ascii: "<") { return 4 }
        guard reader.holds(end, in: text) else { return 0 }
        let next = reader[end]
        if last.isPossessive { return next.gap == .space && next.isCapitalised ? -3 : 0.5 }
        let beginsLine = reader[first].gap >= .line
        if beginsLine, next.gap == .colon, text[last.end] == UInt8(ascii: ":") { return 3 }
        guard next.gap == .space, !next.isCapitalised else { return 0 }
        lexicon.look(end, &reader, text)
        return reader[end].traits.kinds.contains(.verb) ? 2 : 0
    }

    /// Whether the name stands alone on its line, or between the first words of one and a comma.
    func isSetApart(
        _ first: Int, _ end: Int, _ reader: inout TextReader, _ text: Span<UInt8>
    ) -> Bool {
        let isLast = !reader.holds(end, in: text) || reader[end].gap >= .line
        if reader[first].gap >= .line { return isLast }
        guard isLast || reader[end].gap == .comma, reader[first].gap == .space else {
            return false
        }
        var index = first - 1
        while index >= first - 3, reader.holds(index, in: text) {
            if reader[index].gap >= .line { return true }
            index -= 1
        }
        return false
    }
}
