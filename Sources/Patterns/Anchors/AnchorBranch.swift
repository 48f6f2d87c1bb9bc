package import Primitives

/// Where one alternative of a pattern may match, told from its anchor.
package struct AnchorBranch: Sendable {
    /// Bytes of a match before the anchor: at least, and at most unless `nil`.
    private(set) var leastBefore: Int
    private(set) var mostBefore: Int?
    /// All bytes that may stand between the beginning of a match and the anchor.
    private(set) var bytesBefore: ByteSet
    /// What matches begin with where that is rare and nothing else tells where they begin.
    private(set) var head: Head
    /// Bytes of a match at most; `nil` for any number.
    package private(set) var mostLength: Int?
    /// The alphabet and the least length when the anchor is an unbroken run.
    private(set) var run: Run?

    /// The bytes that matches begin with; zero stands for the end of the text.
    struct Head: Sendable {
        static let length = AnchorCut.depth

        /// For each beginning as many sets as it is long.
        private(set) var sets: [ByteSet] = []
        /// Their first two bytes.
        private var pairs: BytePairs?

        /// Any bytes.
        init() {}

        init(_ beginnings: [[ByteSet]]) { self.init(sets: Array(beginnings.joined())) }

        fileprivate init(sets: [ByteSet]) {
            self.sets = sets
            guard !sets.isEmpty else { return }
            pairs = BytePairs(
                stride(from: 0, to: sets.count, by: Self.length).map { (sets[$0], sets[$0 + 1]) })
        }

        /// The first and the last place of a range where a match may begin.
        func narrowed(_ range: ClosedRange<Int>, in text: Span<UInt8>) -> ClosedRange<Int>? {
            guard let pairs else { return range }
            guard let first = place(pairs, from: range.lowerBound, to: range.upperBound, text),
                let last = place(pairs, from: range.upperBound, to: first, text)
            else { return nil }
            return first...last
        }

        /// The first place of a range where a match may begin, from either end.
        private func place(
            _ pairs: BytePairs, from start: Int, to end: Int, _ text: Span<UInt8>
        ) -> Int? {
            let step = start <= end ? 1 : -1
            var start = start
            while let place = pairs.place(from: start, to: end, in: text) {
                if fits(at: place, in: text) { return place }
                if place == end { break }
                start = place + step
            }
            return nil
        }

        private func fits(at place: Int, in text: Span<UInt8>) -> Bool {
            for start in stride(from: 0, to: sets.count, by: Self.length)
            where Self.stand(sets, start, at: place, in: text) {
                return true
            }
            return false
        }

        private static func stand(
            _ sets: [ByteSet], _ start: Int, at place: Int, in text: Span<UInt8>
        ) -> Bool {
            for offset in 0..<length {
                let byte = place + offset < text.count ? text[place + offset] : 0
                if !sets[start + offset].contains(byte) { return false }
            }
            return true
        }
    }

    /// Whether the anchor is an unbroken run.
    package var isRun: Bool { run != nil }

    /// An unbroken run of an alphabet.
    struct Run: Sendable {
        var alphabet: ByteSet
        var least: Int
        /// The bytes that may stand before a match within the run.
        var previous: ByteSet
    }

    /// Where matches may begin whose anchor stands in `range`; `nil` when none can.
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
        let last = anchor - leastBefore
        var start = bytesBefore.beginning(before: last, notBefore: farthest, in: text)
        // A match doesn't begin within a character.
        while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
        return head.narrowed(start...last, in: text)
    }
}

extension AnchorBranch: Archived {
    package static var blank: AnchorBranch {
        AnchorBranch(
            leastBefore: 0, mostBefore: nil, bytesBefore: ByteSet(),
            head: Head(), mostLength: nil, run: nil)
    }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&leastBefore)
        archive.pass(&mostBefore)
        archive.pass(&bytesBefore)
        archive.pass(&head)
        archive.pass(&mostLength)
        archive.pass(&run)
    }
}

extension AnchorBranch.Head: Archived {
    static var blank: AnchorBranch.Head { AnchorBranch.Head() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        var sets = sets
        archive.pass(&sets)
        guard sets.count % Self.length == 0 else { return archive.refuse() }
        if archive.isReading { self = AnchorBranch.Head(sets: sets) }
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
