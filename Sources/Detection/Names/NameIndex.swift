/// All rules' name evidence by phrase, so that a name is looked up once, not once a rule.
struct NameIndex: Sendable {
    /// Name evidence of one rule for one column.
    struct Score: Sendable, Equatable {
        /// Nats of the best phrase, 0 without one.
        var positive = 0.0
        /// Nats of negative words and of words that make it something else; 0 or below.
        var negative = 0.0
        var isMatched = false
        /// The phrase that counted.
        var phrase: String?

        var nats: Double { positive + negative }
    }

    private struct Entry: Sendable {
        var rule: Int
        var nats: Double
    }

    /// Longest phrase that is looked up, in words.
    private static let longestPhrase = 5
    /// Most words an issuer's name falls into, as `Git Hub` does.
    private static let longestIssuer = 3
    /// Nats from which on a phrase explains its words: `marital status` is no status.
    private static let explainingNats = 7.0

    private let vocabulary: NameVocabulary
    private let scoring: Scoring
    private let kinds: [Rule.Kind]
    private let absent: [Double]
    private var phrases: [String: [Entry]] = [:]
    private var negative: [String: [Entry]] = [:]
    private var tables: [String: [Entry]] = [:]
    /// Words of an issuer, joined → what they add to a name of a secret.
    private var issuers: [String: [Entry]] = [:]
    private let hasIssuers: [Bool]
    /// The score of a name of any secret stands behind those of the rules.
    private let anySecret: Int

    init(
        rules: [Rule], vocabulary: NameVocabulary, scoring: Scoring, secrets: SecretDefaults
    ) {
        self.vocabulary = vocabulary
        self.scoring = scoring
        kinds = rules.map(\.kind) + [.secret]
        anySecret = rules.count
        hasIssuers = rules.map { !$0.names.issuers.isEmpty }
        absent = rules.map(\.names.absent)
        for (index, names) in (rules.map(\.names) + [secrets.names]).enumerated() {
            for (word, nats) in names.phrases {
                phrases[word, default: []].append(Entry(rule: index, nats: nats))
            }
            for (word, nats) in names.negative {
                negative[word, default: []].append(Entry(rule: index, nats: nats))
            }
            for (word, nats) in names.tables {
                tables[word, default: []].append(Entry(rule: index, nats: nats))
            }
            for issuer in names.issuers {
                let word = vocabulary.phrase(issuer).replacing(" ", with: "")
                issuers[word, default: []].append(Entry(rule: index, nats: secrets.issuerNats))
            }
        }
    }

    /// One score a rule, in the order of the rules.
    func scores(for names: ColumnNames) -> [Score] {
        var scores = [Score](repeating: Score(), count: kinds.count)
        match(names.column, factor: 1, readsHead: true) { rule, change in change(&scores[rule]) }
        for other in names.remarks {
            match(other.words, factor: other.factor, readsHead: false) { rule, change in
                change(&scores[rule])
            }
        }
        matchIssuers(names, into: &scores)
        scores.removeLast()
        var tableNats = [Double](repeating: 0, count: kinds.count)
        for word in Set(names.table).sorted() {
            for entry in tables[word] ?? [] { tableNats[entry.rule] += entry.nats }
        }
        let understood = vocabulary.understoodShare(of: names.column)
        for index in scores.indices {
            let nats = tableNats[index]
            if nats < 0 {
                scores[index].negative += nats
            } else if scores[index].isMatched {
                scores[index].positive += nats
            }
            if !scores[index].isMatched { scores[index].negative += absent[index] * understood }
            clip(&scores[index])
        }
        return scores
    }

    /// The rules for which words in front of a value speak; for spans in text, where the issuer may
    /// be the whole keyword.
    func rulesNamed(by keyword: String) -> Set<Int> {
        let words = NameTokens(keyword, vocabulary: vocabulary).words
        var scores: [Int: Score] = [:]
        match(words, factor: 1, readsHead: true) { rule, change in
            change(&scores[rule, default: Score()])
        }
        var named = Set(scores.filter { $0.value.nats > 0 }.keys)
        if named.remove(anySecret) != nil {
            named.formUnion(hasIssuers.indices.filter { hasIssuers[$0] })
        }
        for entry in (issuers[words.joined()] ?? []).reversed() {
            if entry.nats > 0 { named.insert(entry.rule) } else { named.remove(entry.rule) }
        }
        return named
    }

    /// The first words of all phrases that speak for one of `rules`.
    func openings(of rules: Set<Int>) -> Set<String> {
        var openings: Set<String> = []
        for (phrase, entries) in phrases
        where entries.contains(where: { $0.nats > 0 && rules.contains($0.rule) }) {
            openings.insert(String(phrase.prefix { $0 != " " }))
        }
        return openings
    }

    /// A name of any secret is one of the issuers whose words stand beside it.
    private func matchIssuers(_ names: ColumnNames, into scores: inout [Score]) {
        let secret = scores[anySecret]
        guard secret.isMatched else { return }
        for words in [names.column, names.table] + names.remarks.map(\.words) {
            for start in words.indices {
                var issuer = ""
                for end in start..<min(start + Self.longestIssuer, words.count) {
                    issuer += words[end]
                    for entry in issuers[issuer] ?? [] {
                        let phrase = [issuer, secret.phrase ?? ""].joined(separator: " … ")
                        take(phrase, secret.nats + entry.nats, for: &scores[entry.rule])
                    }
                }
            }
        }
    }

    private func match(
        _ words: [String], factor: Double, readsHead: Bool,
        _ change: (_ rule: Int, (inout Score) -> Void) -> Void
    ) {
        let head = readsHead ? vocabulary.head(of: words) : nil
        let found = findings(in: words)
        let explained = found.filter { explains($0) }
        for finding in found {
            let place = finding.place
            for entry in negative[finding.phrase] ?? []
            where !isPart(finding, ofPhraseOf: entry.rule, among: found) {
                change(entry.rule) { $0.negative += entry.nats * factor }
            }
            let isExplained = explained.contains { $0.isLonger(than: finding) }
            for entry in phrases[finding.phrase] ?? [] {
                let isHarmless = kinds[entry.rule] == .negative
                if isHarmless, isExplained { continue }
                let covers = head.map { place.contains($0) } ?? true
                let other =
                    isHarmless || !readsHead
                    ? 0 : objection(words, head: covers ? nil : head, start: place.lowerBound)
                let nats = entry.nats * factor * (covers ? 1 : scoring.nameModifierFactor)
                change(entry.rule) { take(finding.phrase, nats + other, for: &$0) }
            }
        }
    }

    /// A phrase of a name that some rule knows.
    private struct Finding {
        var phrase: String
        /// Positions of its words.
        var place: ClosedRange<Int>

        /// Whether it holds all words of another, and more.
        func isLonger(than other: Finding) -> Bool {
            place.count > other.place.count && place.lowerBound <= other.place.lowerBound
                && place.upperBound >= other.place.upperBound
        }
    }

    private func findings(in words: [String]) -> [Finding] {
        var found: [Finding] = []
        for start in words.indices {
            var phrase = ""
            for end in start..<min(start + Self.longestPhrase, words.count) {
                phrase += phrase.isEmpty ? words[end] : " " + words[end]
                if phrases[phrase] != nil || negative[phrase] != nil {
                    found.append(Finding(phrase: phrase, place: start...end))
                }
            }
        }
        return found
    }

    /// Whether a rule knows the words in a longer phrase that speaks for it: the `date` of
    /// `card exp date` says nothing against a card's expiry.
    private func isPart(_ finding: Finding, ofPhraseOf rule: Int, among found: [Finding]) -> Bool {
        found.contains { other in
            other.isLonger(than: finding)
                && (phrases[other.phrase] ?? []).contains { $0.rule == rule && $0.nats > 0 }
        }
    }

    /// Whether a phrase of several words says what it says as a whole: its words don't speak for
    /// harmless classes besides.
    private func explains(_ finding: Finding) -> Bool {
        guard finding.place.count > 1 else { return false }
        return (phrases[finding.phrase] ?? []).contains {
            kinds[$0.rule] != .negative && $0.nats >= Self.explainingNats
        }
    }

    /// Nats by which an uncovered head or the first word says that the name means something
    /// else.
    private func objection(_ words: [String], head: Int?, start: Int) -> Double {
        var nats = 0.0
        if let head { nats += vocabulary.negativeHeads[words[head]] ?? 0 }
        if start > 0 { nats += vocabulary.negativePrefixes[words[0]] ?? 0 }
        return nats
    }

    private func take(_ phrase: String, _ nats: Double, for score: inout Score) {
        guard !score.isMatched || nats > score.positive else { return }
        score.isMatched = true
        score.positive = nats
        score.phrase = phrase
    }

    private func clip(_ score: inout Score) {
        let limits = scoring.nameLimits
        if score.positive < 0 {
            score.negative += score.positive
            score.positive = 0
        }
        score.positive = min(score.positive, limits.upperBound)
        score.negative = max(score.negative, limits.lowerBound)
    }
}

/// The words around a column: its own, its table's, and remarks such as comment and domain,
/// functions that check it and columns it is computed from.
struct ColumnNames: Sendable {
    struct Remark: Sendable {
        var words: [String]
        var factor: Double
    }

    /// The column's name, or the last key of the JSON path.
    var column: [String] = []
    /// The table's name, the JSON column's and the parent keys.
    var table: [String] = []
    var remarks: [Remark] = []

    init(_ context: ColumnSample.Context, vocabulary: NameVocabulary, scoring: Scoring) {
        func words(_ name: String) -> [String] {
            NameTokens(name, vocabulary: vocabulary).words
        }
        table = words(context.table)
        column = words(context.column)
        for key in Self.keys(of: context.path ?? "") {
            table += column
            column = words(key)
        }
        if let domain = context.domainName {
            remarks.append(Remark(words: words(domain), factor: 1))
        }
        if let comment = context.comment {
            remarks.append(Remark(words: words(comment), factor: scoring.nameCommentFactor))
        }
        for name in context.schemaWords {
            remarks.append(Remark(words: words(name), factor: scoring.nameCommentFactor))
        }
    }

    /// The keys of `$.user."odd key"[].*`, without array and wildcard steps.
    private static func keys(of path: String) -> [String] {
        var keys: [String] = []
        var current = ""
        var isQuoted = false
        var isEscaped = false
        func close() {
            if !current.isEmpty, current != "$", current != "*" { keys.append(current) }
            current = ""
        }
        for character in path {
            if isEscaped {
                current.append(character)
                isEscaped = false
            } else if isQuoted, character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, character == "." || character == "[" || character == "]" {
                close()
            } else {
                current.append(character)
            }
        }
        close()
        return keys
    }
}
