/// A place of a text where branches may match.
public struct AnchorHit: Sendable {
    /// The number of the text.
    public var text: Int32
    /// Its place in the text.
    public var position: Int32
    /// The first of its branches, for `branch`: those that always count.
    public var first: Int32
    /// Where its branches begin that count only where the caller says so.
    public var conditional: Int32
    /// Behind its last branch.
    public var end: Int32
}

/// Places of texts in order, as many as a walker finds at a time, given out text by text.
///
/// Why: public, since Swift 6.3 inlines nothing in another module that is the package's.
public struct AnchorHits {
    @usableFromInline var hits: [AnchorHit] = []
    /// How many of them were given out.
    @usableFromInline var given = 0
    /// Whether there are no more.
    @usableFromInline var isOver = true
    /// What hits point to.
    @usableFromInline var branches: [Int32] = []

    /// Whether there may be hits of a text that weren't given out; texts come in rising order.
    @inlinable @inline(__always)
    public func mayHold(_ text: Int) -> Bool {
        given < hits.count ? hits[given].text <= text : !isOver
    }

    /// Whether all were given out.
    @inlinable @inline(__always) var isSpent: Bool { given == hits.count }

    /// Gives out the next hit.
    @inlinable @inline(__always)
    mutating func takeNext() -> AnchorHit {
        given &+= 1
        return hits[given &- 1]
    }

    /// A branch that a hit points to.
    @inlinable @inline(__always)
    public func branch(_ position: Int) -> Int { Int(branches[position]) }

    /// Forgets all: other texts are marked.
    mutating func removeAll(isOver: Bool) {
        hits.removeAll(keepingCapacity: true)
        branches = []
        (given, self.isOver) = (0, isOver)
    }
}
