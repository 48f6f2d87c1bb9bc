package import Primitives

/// Which of many patterns may take a value as a whole, told by the classes of its bytes; read-only,
/// shared by workers.
///
/// One letter stands for all of its case and one digit for all: few automaton states differ then,
/// and whatever the number of patterns a value costs one walk over its bytes.
package struct WholeProgram: Sendable {
    private(set) var states: AnchorStates
    private(set) var partition: BytePartition
    private(set) var starts: [Int]
    /// How many patterns there are.
    package private(set) var count: Int
    /// Of each branch: alternatives of one pattern that are certain of the same values.
    private var certainties: FlatTable<WholeCertainty>
    /// The pattern of each branch, in rising order.
    private var owners: FlatTable<Int32>
    /// Patterns whose syntax isn't modelled: any value may be theirs.
    package private(set) var unmodelled: [Int]

    /// - Parameter patterns: texts of patterns and whether they ignore case; known by their place.
    package init(_ patterns: [(text: String, ignoresCase: Bool)]) {
        var builder = WholeBuilder()
        var unmodelled: [Int] = []
        for (place, pattern) in patterns.enumerated() {
            do throws(PatternParser.Unsupported) {
                builder.add(
                    try PatternParser.alternatives(
                        pattern.text, ignoresCase: pattern.ignoresCase),
                    of: place)
            } catch {
                unmodelled.append(place)
            }
        }
        count = patterns.count
        certainties = FlatTable(builder.certainties)
        owners = FlatTable(builder.owners)
        starts = builder.starts
        self.unmodelled = unmodelled
        states = AnchorStates(builder.network)
        partition = BytePartition(states)
    }

    /// How many branches the patterns have.
    package var branchCount: Int { owners.count }

    /// The pattern that a branch is of; of a later branch no earlier one.
    package func pattern(of branch: Int) -> Int { Int(owners[branch]) }

    /// Which values the branch's pattern takes for certain when a `WholeWalker` says that the
    /// branch may.
    package func certainty(of branch: Int) -> WholeCertainty { certainties[branch] }
}

extension WholeProgram: Archived {
    package static var blank: WholeProgram { WholeProgram([]) }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&states)
        archive.pass(&partition)
        archive.pass(&starts)
        archive.pass(&unmodelled)
        archive.pass(&count)
        archive.pass(&certainties)
        archive.pass(&owners)
    }
}
