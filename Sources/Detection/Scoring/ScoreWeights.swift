internal import Configuration
package import Primitives

/// How much each kind of evidence counts: `rules/weights.toml`, fitted on labelled tables by
/// `Benchmarks fit`.
///
/// Few and global on purpose: what holds for a kind of evidence holds on tables nobody has seen.
package struct ScoreWeights: Sendable, Equatable {
    /// The parameters: factors of a kind of evidence, and nats added to every rule of a kind.
    package enum Term: Int, CaseIterable, Sendable {
        case prior, unsupported, name, contradiction, values, checksum, dictionary, statistics
        case constraints, siblings
        case data, secret, negative

        /// The key in the file.
        package var key: String { "\(self)" }

        /// Whether it is added instead of multiplied.
        package var isOffset: Bool {
            switch self {
            case .data, .secret, .negative: true
            default: false
            }
        }
    }

    /// In the order of `Term.allCases`.
    package private(set) var numbers: [Double]

    /// Every kind counts as the rules say.
    package init() { numbers = Term.allCases.map { $0.isOffset ? 0 : 1 } }

    /// - Parameter numbers: one for each term, in the order of `Term.allCases`.
    package init(numbers: [Double]) {
        precondition(numbers.count == Term.allCases.count)
        self.numbers = numbers
    }

    init(file: ConfigurationFile) throws(ConfigurationError) {
        self.init()
        let known = Term.allCases
        try file.root.finish(known: ["factors", "offsets"])
        for (key, isOffset) in [("factors", false), ("offsets", true)] {
            guard let table = try file.root.table(key) else { continue }
            try table.finish(known: known.filter { $0.isOffset == isOffset }.map(\.key))
            for term in known where term.isOffset == isOffset {
                try table.read(term.key, into: &numbers[term.rawValue])
                guard isOffset || self[term] >= 0 else {
                    throw table.error("expected a number of at least 0", key: term.key)
                }
            }
        }
    }

    package subscript(term: Term) -> Double { numbers[term.rawValue] }

    func offset(of kind: Rule.Kind) -> Double {
        switch kind {
        case .data: self[.data]
        case .secret: self[.secret]
        case .negative: self[.negative]
        }
    }
}

extension ScoreWeights: Archived {
    package static var blank: ScoreWeights { ScoreWeights() }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        for index in numbers.indices { archive.pass(&numbers[index]) }
    }
}
