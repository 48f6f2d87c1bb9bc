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
    /// A beginning expected at no larger share is the anchor.
    private static let beginningLimit = 0.01

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
                cuts.append(try cut(sequence))
            }
            return .success(PatternAnchors(cuts: cuts))
        } catch {
            return .failure(error)
        }
    }

    private static func cut(
        _ sequence: [PatternNode]
    ) throws(PatternParser.Unsupported) -> AnchorCut {
        guard PatternNode.length(of: sequence).least > 0 else {
            throw PatternParser.Unsupported(what: "a match may be empty")
        }
        // A walk from its beginning sees all of a match, and is cheap beside what it saves.
        let first = AnchorCut(sequence, at: 0)
        if first.rate <= beginningLimit { return first }
        var best: AnchorCut?
        for cut in sequence.indices where !sequence[cut].isCondition || cut == 0 {
            let candidate = AnchorCut(sequence, at: cut)
            if candidate.cost < best?.cost ?? .infinity { best = candidate }
        }
        if let best, best.rate <= rateLimit { return best }
        if let run = AnchorCut(run: sequence) { return run }
        throw PatternParser.Unsupported(
            what: "nothing in it is rare; give it a literal, digits or an unbroken run of 16")
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
