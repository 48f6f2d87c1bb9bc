internal import Patterns

/// Finds the rules for which the words before a value speak. Belongs to one worker.
struct KeywordReader {
    private struct Nats {
        var positive = 0.0
        var negative = 0.0
        var isMatched = false
    }

    private let index: NameIndex
    private let issuerRules: RuleBits
    /// By rule; `told` are those that aren't zero.
    private var nats: [Nats]
    private var told: [Int] = []
    /// The words read last: as written, and with abbreviations replaced.
    private var written: [Int] = []
    private var meant: [Int] = []
    private var findings = NameFindings()
    private var memory: FindingsMemory

    init(_ index: NameIndex) {
        self.index = index
        nats = [Nats](repeating: Nats(), count: index.anySecret + 1)
        issuerRules = RuleBits(count: index.anySecret + 1, index.rulesOfIssuers)
        memory = FindingsMemory(ruleCount: index.anySecret + 1)
    }

    /// Rules there are, and any secret.
    var ruleCount: Int { nats.count }

    /// Replaces `named` by the rules for which the words in a range of `text` speak; the issuer may
    /// be the whole of them.
    ///
    /// Cost: a look at each word, and little more when all have been seen before.
    mutating func read(
        _ range: Range<Int>, of text: Span<UInt8>, _ planes: borrowing AnchorPlanes,
        _ words: inout NameWords, into named: inout RuleBits
    ) {
        named.removeAll()
        words.makeRoom()
        split(range, of: text, planes, &words)
        words.expand(written, into: &meant)
        find(words)
        weigh(into: &named)
        if named.contains(index.anySecret) {
            named.remove(index.anySecret)
            named.formUnion(issuerRules)
        }
        var joined = WordHash()
        for word in meant { words.add(word, to: &joined) }
        for place in index.tables.issuers.places(of: joined).reversed() {
            let entry = index.tables.issuers[place]
            if entry.nats > 0 { named.insert(entry.rule) } else { named.remove(entry.rule) }
        }
    }

    private mutating func split(
        _ range: Range<Int>, of text: Span<UInt8>, _ planes: borrowing AnchorPlanes,
        _ words: inout NameWords
    ) {
        written.removeAll(keepingCapacity: true)
        var runs = LetterRuns()
        var start = range.lowerBound
        while let run = runs.next(
            from: start, before: range.upperBound, withDigits: true, planes)
        {
            let token = run.clamped(to: range)
            for word in words.token(token, of: text).words { written.append(word) }
            start = token.upperBound
        }
    }

    /// What `NameFindings` says of the same words.
    private mutating func find(_ words: NameWords) {
        findings.all.removeAll(keepingCapacity: true)
        findings.head = meant.lastIndex { !words[$0].isSilent }
        findings.headNats = findings.head.map { words[meant[$0]].headNats } ?? 0
        findings.firstNats = meant.first.map { words[$0].firstNats } ?? 0
        for start in meant.indices {
            let number = meant[start]
            if words[number].isTold {
                findings.all.append(
                    NameFindings.Finding(
                        phrases: words[number].phrases, negative: words[number].negative,
                        place: start...start))
            }
            guard words[number].opens else { continue }
            var phrase = words[number].hash
            let last = min(start + NameFindings.longestPhrase, meant.count)
            for end in start + 1..<max(start + 1, last) {
                phrase.add(UInt8(ascii: " "))
                words.add(meant[end], to: &phrase)
                if words.mayBeTold(phrase) { findings.add(phrase, start...end, index.tables) }
            }
        }
    }

    /// Adds the rules for which the findings speak to `named`, which is empty.
    private mutating func weigh(into named: inout RuleBits) {
        if findings.all.isEmpty { return }
        let key = findings.key
        if memory.recall(key, into: &named) { return }
        index.weigh(findings, factor: 1, readsHead: true) { rule, place, change in
            if nats[rule].positive == 0, nats[rule].negative == 0 { told.append(rule) }
            if place == nil {
                nats[rule].negative += change
            } else if !nats[rule].isMatched || change > nats[rule].positive {
                nats[rule].isMatched = true
                nats[rule].positive = change
            }
        }
        for rule in told {
            if nats[rule].positive + nats[rule].negative > 0 { named.insert(rule) }
            nats[rule] = Nats()
        }
        told.removeAll(keepingCapacity: true)
        memory.keep(named, for: key)
    }
}
