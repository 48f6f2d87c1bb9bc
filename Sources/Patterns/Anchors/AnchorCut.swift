/// One alternative of a pattern, cut at its anchor.
struct AnchorCut: Sendable {
    /// Bytes of the anchor that the vector pass looks at, beside the one before it.
    static let depth = 4

    let branch: AnchorBranch
    /// The byte before the anchor.
    let previous: ByteSet
    /// What follows the cut.
    let suffix: [PatternNode]
    /// What of the suffix is walked over: once it is rare, no long stretch.
    let walked: [PatternNode]
    /// The bytes at the anchor, for each of its alternatives; zero stands for the end of the text.
    let shapes: [[ByteSet]]
    /// The expected share of positions in ordinary text.
    let rate: Double

    init(_ sequence: [PatternNode], at cut: Int) {
        let prefix = sequence[..<cut]
        let length = PatternNode.length(of: prefix)
        branch = AnchorBranch(
            leastBefore: length.least, mostBefore: length.most,
            bytesBefore: prefix.reduce(ByteSet()) { $0 | $1.bytes },
            head: length.most == length.least
                ? AnchorBranch.Head() : AnchorShapes.head(of: sequence),
            mostLength: PatternNode.length(of: sequence).most, run: nil)
        suffix = Array(sequence[cut...])
        walked = Self.walked(suffix)
        previous = Self.previous(sequence, cut: cut)
        (shapes, rate) = AnchorShapes.shapes(of: suffix, behind: previous)
    }

    /// An alternative that begins with a long run, `[A-Za-z0-9]{20,}=?`, or with bytes of its
    /// alphabet before it, `[KL][1-9A-Za-z]{51}`.
    init?(run sequence: [PatternNode]) {
        var alphabet = ByteSet()
        var (least, longest) = (0, 0)
        for node in sequence where !node.isCondition {
            guard let count = node.rowLength else { break }
            if !node.bytes.isSubset(of: alphabet) {
                // What was before must be bytes of the alphabet too.
                guard count >= longest, alphabet.isSubset(of: node.bytes) else { break }
                alphabet = node.bytes
            }
            (least, longest) = (least + count, max(longest, count))
        }
        guard least >= AnchorMasks.shortestRun else { return nil }
        branch = AnchorBranch(
            leastBefore: 0, mostBefore: 0, bytesBefore: ByteSet(),
            head: AnchorBranch.Head(),
            mostLength: PatternNode.length(of: sequence).most,
            run: AnchorBranch.Run(
                alphabet: alphabet, least: least,
                previous: Self.previous(sequence, cut: 0)))
        (suffix, walked, shapes, previous, rate) = (sequence, [], [], .all, 0)
    }

    /// Bytes of the largest alphabet whose runs are rare in tables.
    private static let rareAlphabet = 72

    /// Whether the anchor is a run that begins with few bytes of its alphabet, which is no large
    /// part of all bytes.
    var isNarrowRun: Bool {
        guard let run = branch.run else { return false }
        return run.alphabet.count <= Self.rareAlphabet
            && PatternNode.edge(of: suffix, reversed: false) != run.alphabet
    }

    /// How much work the anchor makes: each one found is walked from, and what the walk didn't see
    /// is left to the pattern, at all the places where a match may begin.
    var cost: Double {
        let before = branch.leastBefore
        let places = Double((branch.mostBefore ?? 256) - before)
        let unseen = Double(before) / Double(before + PatternNode.length(of: suffix).least)
        return rate * (1 + min(places, 256) / 64) * (1 + 8 * unseen)
    }

    /// Whether the anchor stands where digits begin.
    var beginsNumber: Bool {
        previous.isDisjoint(from: .digits) && shapes.allSatisfy { $0[0].isSubset(of: .digits) }
    }

    /// The expected share of positions of ordinary text whose walk comes to a stretch longer than
    /// itself, or to the end of a match.
    var unseenRate: Double { ByteFrequency.share(of: previous) * Self.passing(suffix) }

    /// What is expected at no larger share of positions of ordinary text is left to the pattern.
    private static let rareShare = 1e-6
    /// Bytes of a stretch that is walked through, and of a longer one those that are looked at.
    private static let (stretchLimit, stretchBeginning) = (8, 4)

    private static func walked(_ suffix: [PatternNode]) -> [PatternNode] {
        var share = 1.0
        for (place, node) in suffix.enumerated() {
            if share <= rareShare, case .repeated(let inner, let least, _) = node,
                case .character = inner, least > stretchLimit
            {
                let beginning = PatternNode.repeated(
                    inner, least: stretchBeginning, most: stretchBeginning)
                return suffix[..<place] + [beginning]
            }
            // Tables of numbers hold more digits than ordinary text.
            if !node.bytes.isSubset(of: .digits) { share *= passing([node]) }
        }
        return suffix
    }

    private static func passing(_ nodes: [PatternNode]) -> Double {
        var share = 1.0
        for node in nodes {
            switch node {
            case .character: share *= ByteFrequency.share(of: node.bytes)
            case .sequence(let inner): share *= passing(inner)
            case .choice(let choices):
                share *= min(1, choices.reduce(0) { $0 + passing([$1]) })
            case .repeated(let inner, let least, let most):
                let one = passing([inner])
                for _ in 0..<min(least, AnchorRows.stepLimit) { share *= one }
                let longest = most.flatMap { most in inner.length.most.map { $0 * most } }
                guard let longest, longest < AnchorRows.stepLimit else { return share }
            case .before, .after, .boundary, .ahead, .behind, .end, .unknown: continue
            }
        }
        return share
    }

    private static func previous(_ sequence: [PatternNode], cut: Int) -> ByteSet {
        if PatternNode.length(of: sequence[..<cut]).least > 0 {
            return PatternNode.edge(of: Array(sequence[..<cut]), reversed: true)
        }
        guard PatternNode.length(of: sequence[..<cut]).most == 0 else { return .all }
        return PatternNode.sequence(sequence).bytesBefore
    }
}
