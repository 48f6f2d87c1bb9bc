package import Primitives

/// Where one alternative of a pattern may match, told from its anchor.
package struct AnchorBranch: Sendable {
    /// Bytes of a match before the anchor: at least, and at most unless `nil`.
    private(set) var leastBefore: Int
    private(set) var mostBefore: Int?
    /// All bytes that may stand between the beginning of a match and the anchor.
    private(set) var bytesBefore: ByteSet
    /// Bytes of a match at most; `nil` for any number.
    package private(set) var mostLength: Int?
    /// The alphabet and the least length when the anchor is an unbroken run.
    private(set) var run: Run?

    /// An unbroken run of an alphabet.
    struct Run: Sendable {
        var alphabet: ByteSet
        var least: Int
        /// The bytes that may stand before a match within the run.
        var previous: ByteSet
    }

    /// Where matches may begin whose anchor stands in `range`; `nil` when there is no room.
    ///
    /// - Parameter floor: a place before which nobody looks; it bounds the cost.
    package func starts(
        before range: ClosedRange<Int>, in text: Span<UInt8>, floor: Int
    ) -> ClosedRange<Int>? {
        let anchor = range.lowerBound
        guard anchor >= leastBefore else { return nil }
        if mostBefore == leastBefore {
            return anchor - leastBefore...range.upperBound - leastBefore
        }
        let farthest = max(floor, mostBefore.map { anchor - $0 } ?? 0)
        var start = anchor - leastBefore
        while start > farthest, bytesBefore.contains(text[start - 1]) { start -= 1 }
        // A match doesn't begin within a character.
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return start...anchor - leastBefore
    }
}

extension AnchorBranch: Archived {
    package static var blank: AnchorBranch {
        AnchorBranch(
            leastBefore: 0, mostBefore: nil, bytesBefore: ByteSet(), mostLength: nil, run: nil)
    }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&leastBefore)
        archive.pass(&mostBefore)
        archive.pass(&bytesBefore)
        archive.pass(&mostLength)
        archive.pass(&run)
    }
}

extension AnchorBranch.Run: Archived {
    static var blank: AnchorBranch.Run {
        AnchorBranch.Run(alphabet: ByteSet(), least: 0, previous: ByteSet())
    }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&alphabet)
        archive.pass(&least)
        archive.pass(&previous)
    }
}
