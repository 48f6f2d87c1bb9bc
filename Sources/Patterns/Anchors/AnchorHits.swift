/// A place of a text where branches may match.
public struct AnchorHit: Sendable {
    /// The number of the text.
    public var text: Int32
    public var position: Int32
    /// The branches, as positions in the walker's list: those that always count stand before
    /// `conditional`, the others behind it.
    public var first: Int32
    public var conditional: Int32
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
    @inlinable var isSpent: Bool { given == hits.count }

    /// Gives out what is known of a text.
    ///
    /// - Returns: positions for `subscript`.
    @inlinable @inline(__always)
    mutating func take(_ text: Int) -> Range<Int> {
        while given < hits.count, hits[given].text < text { given &+= 1 }
        let first = given
        while given < hits.count, hits[given].text == text { given &+= 1 }
        return first..<given
    }

    /// A hit that was given out last.
    @inlinable @inline(__always)
    public subscript(position: Int) -> AnchorHit { hits[position] }

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
