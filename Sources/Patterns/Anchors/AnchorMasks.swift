internal import CAnchors
internal import Primitives

/// What the vector pass looks for: the bytes of all branches' anchors, packed into 64 buckets.
@safe final class AnchorMasks: Sendable {
    /// Bytes of the shortest run that is marked.
    static let shortestRun = Int(ANCHORS_RUN)

    /// The bytes of one anchor or of several taken together.
    private struct Bucket {
        /// The byte before, then those from the anchor on.
        var sets: [ByteSet]
        /// Whether only halves of bytes are told apart, as the vector kernels do.
        var isByNibbles = false

        var seenByNibbles: Bucket {
            Bucket(sets: sets.map(\.seenByNibbles), isByNibbles: true)
        }

        /// Whether no ASCII letter or digit may stand before.
        var beginsWord: Bool { sets[0].isDisjoint(from: .letters | .digits) }

        var rate: Double { ByteFrequency.share(of: sets) }

        func union(_ other: Bucket) -> Bucket {
            let both = Bucket(sets: zip(sets, other.sets).map { $0 | $1 })
            return isByNibbles ? both.seenByNibbles : both
        }
    }

    /// Buckets of anchors that begin a word, and of the others: 64 together.
    private static let bucketCounts = [40, 24]
    private static let groupCount = 8

    // SAFETY: written in init only, read-only afterwards; freed with the last reference.
    nonisolated(unsafe) private let tables: UnsafeMutablePointer<anchors_masks>

    init(_ cuts: [AnchorCut]) {
        unsafe tables = .allocate(capacity: 1)
        unsafe tables.initialize(to: anchors_masks())
        var seen: Set<[ByteSet]> = []
        var buckets: [Bucket] = []
        for cut in cuts where cut.branch.run == nil {
            let sets = [Self.previous(of: cut)] + cut.masks
            if seen.insert(sets).inserted { buckets.append(Bucket(sets: sets)) }
        }
        setBuckets(buckets.filter(\.beginsWord), vector: Int(ANCHORS_WORD_GROUP))
        setBuckets(buckets.filter { !$0.beginsWord }, vector: Int(ANCHORS_OTHER_GROUP))
        var alphabet = ByteSet()
        for run in cuts.compactMap(\.branch.run) { alphabet |= run.alphabet }
        setAlphabet(alphabet)
    }

    /// Masks whose `words` were kept; `nil` when they can't be those of any.
    init?(words: FlatTable<UInt64>) {
        guard words.count == Self.wordCount else { return nil }
        unsafe tables = .allocate(capacity: 1)
        // SAFETY: both are as many bytes of plain integers.
        unsafe UnsafeMutableRawPointer(tables).copyMemory(
            from: words.unsafeBase, byteCount: Self.wordCount * 8)
    }

    deinit { unsafe tables.deallocate() }

    private static let wordCount = MemoryLayout<anchors_masks>.size / 8

    /// The memory of the masks.
    var words: FlatTable<UInt64> {
        // SAFETY: a word is read within the masks, which hold plain integers only.
        FlatTable(
            (0..<Self.wordCount).map {
                unsafe UnsafeRawPointer(tables).load(fromByteOffset: $0 * 8, as: UInt64.self)
            })
    }

    /// Fills the planes, 64 positions a word, and says whether there is any run.
    func mark(_ text: Span<UInt8>, planes: inout [UInt64], kernel: AnchorKernel) -> Bool {
        precondition(planes.count >= (text.count + 63) / 64 * Int(ANCHORS_PLANES))
        return unsafe text.withUnsafeBufferPointer { bytes in
            unsafe planes.withUnsafeMutableBufferPointer { planes in
                // SAFETY: each plane has a word for each 64 bytes begun; the text is only read.
                unsafe anchors_mark(
                    tables, bytes.baseAddress, bytes.count, planes.baseAddress, kernel.code) != 0
            }
        }
    }

    /// The line feed stands for the beginning of the text, which conditions always allow.
    private static func previous(of cut: AnchorCut) -> ByteSet {
        cut.branch.leastBefore == 0 ? cut.previous | ByteSet("\n") : cut.previous
    }

    /// Alike anchors beside each other, those behind alike bytes first of all: most begin a word,
    /// and one that needn't would open its bucket everywhere.
    private static func sorted(_ buckets: [Bucket]) -> [Bucket] {
        buckets.map { (key: $0.sets.map(\.bytes), bucket: $0) }.sorted {
            for (left, right) in zip($0.key, $1.key) where left != right {
                return left.lexicographicallyPrecedes(right)
            }
            return false
        }.map(\.bucket)
    }

    /// Joins the neighbours that cost least until `count` are left.
    private static func merged(_ buckets: [Bucket], to count: Int) -> [Bucket] {
        var buckets = buckets
        func price(_ index: Int) -> Double {
            let (left, right) = (buckets[index], buckets[index + 1])
            return left.union(right).rate - left.rate - right.rate
        }
        var prices = buckets.indices.dropLast().map(price)
        while buckets.count > count {
            let cheapest = prices.indices.min { prices[$0] < prices[$1] } ?? 0
            buckets[cheapest] = buckets[cheapest].union(buckets[cheapest + 1])
            buckets.remove(at: cheapest + 1)
            prices.remove(at: cheapest)
            for index in [cheapest - 1, cheapest] where prices.indices.contains(index) {
                prices[index] = price(index)
            }
        }
        return buckets
    }

    private func setBuckets(_ anchors: [Bucket], vector: Int) {
        let buckets = Self.merged(Self.sorted(anchors), to: Self.bucketCounts[vector])
        let first = Self.bucketCounts[..<vector].reduce(0, +)
        for (index, bucket) in buckets.enumerated() { setExact(bucket, at: first + index) }
        let groups = Self.merged(buckets.map(\.seenByNibbles), to: Self.groupCount)
        for (index, group) in groups.enumerated() { setNibbles(group, at: vector * 8 + index) }
    }

    private func setExact(_ bucket: Bucket, at index: Int) {
        for (place, set) in bucket.sets.enumerated() {
            for byte in set.bytes {
                let offset = 2 * Self.nibbles + 32 + (place * 256 + Int(byte)) * 8
                unsafe update(offset, UInt64.self) { $0 |= 1 << UInt64(index) }
            }
        }
    }

    private func setNibbles(_ bucket: Bucket, at index: Int) {
        let bit = UInt8(1) << UInt8(index & 7)
        for (place, set) in bucket.sets.enumerated() {
            let row = ((index >> 3) * Int(ANCHORS_DEPTH) + place) * 16
            for byte in set.bytes {
                unsafe update(row + Int(byte & 15), UInt8.self) { $0 |= bit }
                unsafe update(Self.nibbles + row + Int(byte >> 4), UInt8.self) { $0 |= bit }
            }
        }
    }

    /// Bytes beyond ASCII are of the alphabet when one of them is.
    private func setAlphabet(_ alphabet: ByteSet) {
        func set(_ offset: Int, _ nibble: UInt8, _ bits: UInt8) {
            let place = 2 * Self.nibbles + offset + Int(nibble)
            unsafe update(place, UInt8.self) { $0 |= bits }
        }
        for byte in (alphabet & .ascii).bytes {
            set(0, byte & 15, 1 << (byte >> 4))
            set(16, byte >> 4, 1 << (byte >> 4))
        }
        guard !alphabet.isDisjoint(from: .high) else { return }
        for nibble in 0..<16 as Range<UInt8> { set(0, nibble, 0x80) }
        for nibble in 8..<16 as Range<UInt8> { set(16, nibble, 0x80) }
    }

    /// Bytes of `low` and of `high` in `anchors_masks`.
    private static let nibbles = Int(ANCHORS_GROUPS) * Int(ANCHORS_DEPTH) * 16

    // SAFETY: the callers' offsets are those of fields of `anchors_masks`, in the order of its
    // declaration: low, high, run_low, run_high, exact, without gaps.
    @unsafe private func update<Value>(
        _ offset: Int, _ type: Value.Type, _ body: (inout Value) -> Void
    ) {
        precondition(offset + MemoryLayout<Value>.size <= MemoryLayout<anchors_masks>.size)
        let place = unsafe UnsafeMutableRawPointer(tables) + offset
        unsafe body(&place.assumingMemoryBound(to: type).pointee)
    }
}

/// How the vector pass is done; all give the same bits.
package enum AnchorKernel: CaseIterable, Sendable {
    case best, scalar, ssse3, avx2, neon

    var code: anchors_kernel {
        switch self {
        case .best: ANCHORS_BEST
        case .scalar: ANCHORS_SCALAR
        case .ssse3: ANCHORS_SSSE3
        case .avx2: ANCHORS_AVX2
        case .neon: ANCHORS_NEON
        }
    }

    /// Whether this machine has it.
    package var isAvailable: Bool { anchors_has(code) != 0 }
}

extension AnchorMasks {
    /// The bytes a text may have from the beginning of `suffix` on; zero stands for its end.
    static func masks(of suffix: [PatternNode]) -> [ByteSet] {
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
