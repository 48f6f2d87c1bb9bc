/// Where in a text a pattern's matches can lie: derived from what every match must hold.
///
/// A pattern falls into branches, its alternatives. Each branch is cut where what follows the cut
/// is rarest in ordinary text: the four bytes at the cut are the anchor that the vector pass looks
/// for, what stands before it says how far back the match may begin.
package struct PatternAnchors: Sendable {
    let cuts: [AnchorCut]

    /// More alternatives aren't told apart.
    private static let branchLimit = 64
    /// An anchor expected at a larger share of ordinary text's positions is no anchor.
    private static let rateLimit = 0.04
    /// The same where a long run of few bytes stands at the beginning: nobody walks from runs.
    private static let runLimit = 1e-7
    /// A beginning expected at no larger share is the anchor.
    private static let beginningLimit = 2e-5
    /// The same for beginnings of numbers: walks from them are shared by many patterns.
    private static let numberLimit = 0.05
    /// A beginning whose walk ends unseeing at no larger share is as good as one that sees.
    private static let unseenLimit = 1e-4

    /// - Returns: `nil` when some branch has no anchor; the reason is in `complaint`.
    package init?(_ text: String, ignoresCase: Bool) {
        guard case .success(let anchors) = Self.derive(text, ignoresCase: ignoresCase) else {
            return nil
        }
        self = anchors
    }

    /// Why a pattern has no anchor; `nil` when it has one.
    package static func complaint(_ text: String, ignoresCase: Bool) -> String? {
        guard case .failure(let reason) = derive(text, ignoresCase: ignoresCase) else {
            return nil
        }
        return reason.what
    }

    private init(cuts: [AnchorCut]) { self.cuts = cuts }

    private static func derive(
        _ text: String, ignoresCase: Bool
    ) -> Result<PatternAnchors, PatternParser.Unsupported> {
        do throws(PatternParser.Unsupported) {
            let node = try PatternParser.parse(text, ignoresCase: ignoresCase)
            var cuts: [AnchorCut] = []
            for sequence in alternatives(of: [node], limit: branchLimit) {
                cuts += try Self.cuts(sequence)
            }
            return .success(PatternAnchors(cuts: cuts))
        } catch {
            return .failure(error)
        }
    }

    private static func cuts(
        _ sequence: [PatternNode]
    ) throws(PatternParser.Unsupported) -> [AnchorCut] {
        guard PatternNode.length(of: sequence).least > 0 else {
            throw PatternParser.Unsupported(what: "a match may be empty")
        }
        let (first, run) = (AnchorCut(sequence, at: 0), AnchorCut(run: sequence))
        if let run, run.isNarrowRun, !first.beginsNumber, first.rate > runLimit,
            best(sequence)?.rate ?? 1 > runLimit
        {
            return [run]
        }
        // A walk from its beginning sees all of a match, and is cheap beside what it saves.
        if first.rate <= (first.beginsNumber ? numberLimit : beginningLimit) {
            // Unless it ends in a long stretch before it sees anything rare.
            guard first.unseenRate > unseenLimit, let later = best(sequence, isBounded: true),
                later.cost * 100 < first.unseenRate
            else { return [first] }
            return [later]
        }
        if let best = best(sequence), best.rate <= rateLimit { return [best] }
        if let run { return [run] }
        if let cuts = cutsWithinChoice(sequence) { return cuts }
        throw PatternParser.Unsupported(
            what: "nothing in it is rare; give it a literal, digits or an unbroken run of 16")
    }

    /// The cut that costs least.
    ///
    /// - Parameter isBounded: whether only so many bytes may stand before the anchor.
    private static func best(_ sequence: [PatternNode], isBounded: Bool = false) -> AnchorCut? {
        var best: AnchorCut?
        for cut in sequence.indices where !sequence[cut].isCondition || cut == 0 {
            let candidate = AnchorCut(sequence, at: cut)
            if isBounded, candidate.branch.mostBefore == nil { continue }
            if candidate.cost < best?.cost ?? .infinity { best = candidate }
        }
        return best
    }

    /// A cut for each alternative of a choice, where all of them have one.
    private static func cutsWithinChoice(_ sequence: [PatternNode]) -> [AnchorCut]? {
        var best: (cuts: [AnchorCut], cost: Double)?
        for (place, node) in sequence.enumerated() {
            guard case .choice(let choices) = node, choices.count <= branchLimit else { continue }
            let cuts = choices.compactMap { choice in
                Self.best(sequence[..<place] + flattened([choice]) + sequence[(place + 1)...])
            }
            guard cuts.count == choices.count, cuts.allSatisfy({ $0.rate <= rateLimit }) else {
                continue
            }
            let cost = cuts.reduce(0) { $0 + $1.cost }
            if cost < best?.cost ?? .infinity { best = (cuts, cost) }
        }
        return best?.cuts
    }

    /// The sequences one of which every match follows: leading choices and options multiplied out.
    static func alternatives(of sequence: [PatternNode], limit: Int) -> [[PatternNode]] {
        let nodes = flattened(sequence)
        guard limit > 1, let first = nodes.firstIndex(where: { !$0.isCondition }) else {
            return [nodes]
        }
        let (head, rest) = (Array(nodes[..<first]), Array(nodes[(first + 1)...]))
        switch nodes[first] {
        case .choice(let choices) where choices.count <= limit:
            return choices.flatMap {
                alternatives(of: head + [$0] + rest, limit: limit / choices.count)
            }
        case .repeated(let node, least: 0, let most) where rest.contains { !$0.isCondition }:
            let some = PatternNode.repeated(node, least: 1, most: most)
            return alternatives(of: head + [most == 1 ? node : some] + rest, limit: limit / 2)
                + alternatives(of: head + rest, limit: limit / 2)
        default: return [nodes]
        }
    }

    /// Sequences within sequences taken apart.
    private static func flattened(_ sequence: [PatternNode]) -> [PatternNode] {
        sequence.flatMap { node -> [PatternNode] in
            switch node {
            case .sequence(let inner): flattened(inner)
            case .repeated(let inner, least: 1, most: 1): flattened([inner])
            // The first of several is a place for a cut.
            case .repeated(.sequence(let inner), let least, let most) where least > 0:
                flattened(inner) + [
                    .repeated(.sequence(inner), least: least - 1, most: most.map { $0 - 1 })
                ]
            default: [node]
            }
        }
    }
}

extension PatternAnchors {
    /// Bytes of a match at most; `nil` for any number.
    package var mostLength: Int? {
        var most = 0
        for cut in cuts {
            guard let length = cut.branch.mostLength else { return nil }
            most = max(most, length)
        }
        return most
    }
}
