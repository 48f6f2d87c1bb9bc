internal import Primitives

/// The bytes a text may have where an anchor stands.
enum AnchorShapes {
    /// A shape expected at no larger share isn't taken apart.
    private static let wideRate = 1e-6
    /// Beginnings expected at a larger share aren't looked for.
    private static let headRate = 0.005
    /// More shapes are taken together.
    private static let limit = 64

    /// The first bytes of each alternative of `suffix`, and the share of positions of ordinary
    /// text where one of them is expected behind a byte of `previous`.
    static func shapes(
        of suffix: [PatternNode], behind previous: ByteSet
    ) -> (shapes: [[ByteSet]], rate: Double) {
        let all = masks(of: suffix)
        let rate = ByteFrequency.share(of: [previous] + all)
        guard rate > wideRate, mayFork(suffix) else { return ([all], rate) }
        var known: Set<[ByteSet]> = []
        let shapes = PatternAnchors.alternatives(of: suffix, limit: limit).map(masks(of:))
            .filter { known.insert($0).inserted }
        let sum = shapes.reduce(0) { $0 + ByteFrequency.share(of: [previous] + $1) }
        return sum < rate ? (shapes, sum) : ([all], rate)
    }

    /// What matches of `sequence` begin with, unless that is found in many places.
    static func head(of sequence: [PatternNode]) -> AnchorBranch.Head {
        let (beginnings, rate) = shapes(of: sequence, behind: .all)
        return rate > headRate ? AnchorBranch.Head() : AnchorBranch.Head(beginnings)
    }

    private static func mayFork(_ suffix: [PatternNode]) -> Bool {
        switch suffix.first(where: { !$0.isCondition }) {
        case .choice, .sequence: true
        case .repeated(_, let least, _): least == 0
        default: false
        }
    }

    /// The bytes a text may have from the beginning of `suffix` on; zero stands for its end.
    private static func masks(of suffix: [PatternNode]) -> [ByteSet] {
        // What comes after the fourth byte doesn't matter.
        var head: [PatternNode] = []
        for node in suffix {
            head.append(node)
            if PatternNode.length(of: head).least >= AnchorCut.depth { break }
        }
        var network = AnchorNetwork(
            copies: AnchorCut.depth, options: AnchorCut.depth, widen: { $0 })
        var current: Set<Int> = [network.add(head, branch: 0)]
        let states = AnchorStates(network)
        var marks = AnchorMarks(count: states.count)
        var masks: [ByteSet] = []
        while masks.count < AnchorCut.depth {
            var mask = ByteSet()
            var following: Set<Int> = []
            marks.removeAll()
            for start in current {
                states.close(start, marks: &marks) { state in
                    switch states[state] {
                    case .accept: mask = .all
                    case .byte(let set, let takesEnd, let next):
                        mask |= takesEnd ? set | ByteSet([0]) : set
                        following.insert(next)
                    case .fork: break
                    }
                }
            }
            masks.append(mask)
            current = following
            // Where a match may be over, anything may follow.
            if mask == .all { while masks.count < AnchorCut.depth { masks.append(.all) } }
        }
        return masks
    }
}
