internal import Primitives

/// All rules' name evidence by phrase, so that a name is looked up once, not once a rule.
final class NameIndex: Sendable {
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

    /// What all rules say of words; made once, since compiled rules bring it along.
    struct Tables: Sendable {
        var phrases = PhraseTable()
        var negative = PhraseTable()
        var tables = PhraseTable()
        /// Words of an issuer, joined, and what they add to a name of a secret.
        var issuers = PhraseTable()
    }

    /// Most words an issuer's name falls into, as `Git Hub` does.
    private static let longestIssuer = 3
    /// Nats from which on a phrase explains its words: `marital status` is no status.
    private static let explainingNats = 7.0

    private let vocabulary: NameVocabulary
    private let scoring: Scoring
    private let kinds: [Rule.Kind]
    private let absent: [Double]
    let tables: Tables
    /// Rules of secrets that are some issuer's.
    let rulesOfIssuers: [Int]
    /// The score of a name of any secret stands behind those of the rules.
    let anySecret: Int

    /// - Parameter tables: of the same rules, when compiled rules brought them along.
    init(
        rules: [Rule], vocabulary: NameVocabulary, scoring: Scoring, secrets: SecretDefaults,
        tables: Tables? = nil
    ) {
        self.vocabulary = vocabulary
        self.scoring = scoring
        kinds = rules.map(\.kind) + [.secret]
        anySecret = rules.count
        rulesOfIssuers = rules.indices.filter { !rules[$0].names.issuers.isEmpty }
        absent = rules.map(\.names.absent)
        self.tables =
            tables ?? Tables(rules.map(\.names) + [secrets.names], vocabulary, secrets.issuerNats)
    }

    /// One score a rule, in the order of the rules.
    func scores(for names: ColumnNames) -> [Score] {
        var scores = [Score](repeating: Score(), count: kinds.count)
        match(names.column, factor: 1, readsHead: true, into: &scores)
        for other in names.remarks {
            match(other.words, factor: other.factor, readsHead: false, into: &scores)
        }
        matchIssuers(names, into: &scores)
        scores.removeLast()
        var tableNats = [Double](repeating: 0, count: kinds.count)
        for word in Set(names.table).sorted() {
            for place in tables.tables.places(of: WordHash(word)) {
                let entry = tables.tables[place]
                tableNats[entry.rule] += entry.nats
            }
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

    /// A name of any secret is one of the issuers whose words stand beside it.
    private func matchIssuers(_ names: ColumnNames, into scores: inout [Score]) {
        let secret = scores[anySecret]
        guard secret.isMatched else { return }
        for words in [names.column, names.table] + names.remarks.map(\.words) {
            for start in words.indices {
                var issuer = WordHash()
                for end in start..<min(start + Self.longestIssuer, words.count) {
                    issuer.add(words[end])
                    for place in tables.issuers.places(of: issuer) {
                        let entry = tables.issuers[place]
                        let phrase = [words[start...end].joined(), secret.phrase ?? ""]
                            .joined(separator: " … ")
                        take(phrase, secret.nats + entry.nats, for: &scores[entry.rule])
                    }
                }
            }
        }
    }

    private func match(
        _ words: [String], factor: Double, readsHead: Bool, into scores: inout [Score]
    ) {
        let findings = NameFindings(words, readsHead: readsHead, tables, vocabulary)
        weigh(findings, factor: factor, readsHead: readsHead) { rule, place, nats in
            if let place {
                take(words[place].joined(separator: " "), nats, for: &scores[rule])
            } else {
                scores[rule].negative += nats
            }
        }
    }

    /// Tells what the findings say, rule by rule.
    ///
    /// - Parameter tell: is given the rule, where a phrase stands that may be the rule's own, or
    ///   `nil` for words against it, and nats.
    func weigh(
        _ findings: NameFindings, factor: Double, readsHead: Bool,
        _ tell: (_ rule: Int, _ place: ClosedRange<Int>?, _ nats: Double) -> Void
    ) {
        let found = findings.all
        for finding in found {
            let place = finding.place
            let isWithin = found.contains { $0.isLonger(than: finding) }
            for index in finding.negative {
                let entry = tables.negative[index]
                if isWithin, isPart(finding, ofPhraseOf: entry.rule, among: found) { continue }
                tell(entry.rule, nil, entry.nats * factor)
            }
            guard !finding.phrases.isEmpty else { continue }
            let isExplained =
                isWithin && found.contains { $0.isLonger(than: finding) && explains($0) }
            let covers = findings.head.map { place.contains($0) } ?? true
            // An uncovered head or the first word may say that the name means something else.
            let other =
                (covers ? 0 : findings.headNats) + (place.lowerBound > 0 ? findings.firstNats : 0)
            for index in finding.phrases {
                let entry = tables.phrases[index]
                let isHarmless = kinds[entry.rule] == .negative
                if isHarmless, isExplained { continue }
                let nats =
                    entry.nats * factor * (covers ? 1 : scoring.nameModifierFactor)
                    + (isHarmless || !readsHead ? 0 : other)
                tell(entry.rule, place, nats)
            }
        }
    }

    /// Whether a rule knows the words in a longer phrase that speaks for it: the `date` of
    /// `card exp date` says nothing against a card's expiry.
    private func isPart(
        _ finding: NameFindings.Finding, ofPhraseOf rule: Int,
        among found: [NameFindings.Finding]
    ) -> Bool {
        found.contains { other in
            other.isLonger(than: finding)
                && other.phrases.contains {
                    tables.phrases[$0].rule == rule && tables.phrases[$0].nats > 0
                }
        }
    }

    /// Whether a phrase of several words says what it says as a whole: its words don't speak for
    /// harmless classes besides.
    private func explains(_ finding: NameFindings.Finding) -> Bool {
        finding.place.count > 1
            && finding.phrases.contains {
                let entry = tables.phrases[$0]
                return kinds[entry.rule] != .negative && entry.nats >= Self.explainingNats
            }
    }

    private func take(
        _ phrase: @autoclosure () -> String, _ nats: Double, for score: inout Score
    ) {
        guard !score.isMatched || nats > score.positive else { return }
        score.isMatched = true
        score.positive = nats
        score.phrase = phrase()
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

extension NameIndex.Tables {
    /// - Parameter names: of each rule, in order, and of any secret.
    init(_ names: [NameWeights], _ vocabulary: NameVocabulary, _ issuerNats: Double) {
        func table(_ words: (NameWeights) -> [(String, Double)]) -> PhraseTable {
            PhraseTable(
                names.enumerated().flatMap { rule, names in
                    words(names).map { (phrase: $0.0, entry: .init(rule: rule, nats: $0.1)) }
                })
        }
        phrases = table { $0.phrases.map { ($0.key, $0.value) } }
        negative = table { $0.negative.map { ($0.key, $0.value) } }
        tables = table { $0.tables.map { ($0.key, $0.value) } }
        issuers = table {
            $0.issuers.map { (vocabulary.phrase($0).replacing(" ", with: ""), issuerNats) }
        }
    }
}

extension NameIndex.Tables {
    /// Whether they can be those of so many rules.
    func fits(ruleCount: Int) -> Bool {
        [phrases, negative, tables, issuers].allSatisfy { $0.isBelow(rule: ruleCount + 1) }
    }
}

extension NameIndex.Tables: Archived {
    static var blank: Self { Self() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&phrases)
        archive.pass(&negative)
        archive.pass(&tables)
        archive.pass(&issuers)
    }
}
