internal import CAnchors
internal import Primitives

/// What the vector pass looks for: the bytes of all branches' anchors, by their hashes or packed
/// into 64 buckets.
@safe final class AnchorMasks: Sendable {
    /// Bytes of the shortest run that is marked.
    static let shortestRun = Int(ANCHORS_RUN)

    /// Buckets, and those of anchors that don't stand within words.
    private static let (bucketCount, wordBucketCount) = (64, 40)
    private static let groupCount = Int(ANCHORS_GROUPS) * 8
    /// An anchor of at most so many different bytes goes by their hashes, others by a bucket.
    private static let keyLimit = 128

    // SAFETY: written in init only, read-only afterwards; freed with the last reference.
    nonisolated(unsafe) private let tables: UnsafeMutablePointer<anchors_masks>

    init(_ cuts: [AnchorCut]) {
        unsafe tables = .allocate(capacity: 1)
        unsafe tables.initialize(to: anchors_masks())
        var seen: Set<[ByteSet]> = []
        for cut in cuts where cut.branch.run == nil {
            for shape in cut.shapes { seen.insert([Self.previous(of: cut)] + shape) }
        }
        let buckets = AnchorBucket.sorted(seen.map(AnchorBucket.init))
        let others = buckets.filter { !$0.beginsWord }
        let count = Self.wordBucketCount
        setBuckets(buckets.filter(\.beginsWord), 0..<count, withinWords: false)
        setBuckets(others, count..<Self.bucketCount, withinWords: true)
        var grouped: Set<[ByteSet]> = []
        let shapes = others.filter { !$0.beginsNumber }.map { Array($0.sets.dropFirst()) }
        let groups = AnchorGroup.merged(
            shapes.filter { grouped.insert($0).inserted }.map(AnchorGroup.init),
            to: Self.groupCount)
        for (index, group) in groups.enumerated() { setNibbles(group, at: index) }
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

    /// Fills the planes, 64 positions a word, and says which have any mark: bits ANCHORS_HAS_….
    func mark(_ text: Span<UInt8>, planes: inout [UInt64], kernel: AnchorKernel) -> Int32 {
        precondition(planes.count >= (text.count + 63) / 64 * Int(ANCHORS_PLANES))
        return unsafe text.withUnsafeBufferPointer { bytes in
            unsafe planes.withUnsafeMutableBufferPointer { planes in
                // SAFETY: each plane has a word for each 64 bytes begun; the text is only read.
                unsafe anchors_mark(
                    tables, bytes.baseAddress, bytes.count, planes.baseAddress, kernel.code)
            }
        }
    }

    /// The line feed stands for the beginning of the text, which conditions always allow.
    private static func previous(of cut: AnchorCut) -> ByteSet {
        cut.branch.leastBefore == 0 ? cut.previous | ByteSet("\n") : cut.previous
    }

    /// - Parameter numbers: of the buckets.
    private func setBuckets(
        _ anchors: [AnchorBucket], _ numbers: Range<Int>, withinWords: Bool
    ) {
        var wide: [AnchorBucket] = []
        for anchor in anchors {
            guard let keys = anchor.keys(limit: Self.keyLimit) else {
                wide.append(anchor)
                continue
            }
            for key in keys { setKey(key, withinWords: withinWords) }
        }
        let buckets = AnchorBucket.merged(wide, to: numbers.count)
        for (index, bucket) in zip(numbers, buckets) { setExact(bucket, at: index) }
    }

    /// What may stand within words may stand elsewhere too.
    private func setKey(_ key: [UInt8], withinWords: Bool) {
        let hash = unsafe key.withUnsafeBufferPointer { bytes in
            // SAFETY: a key has ANCHORS_PLACES bytes.
            Int(unsafe anchors_mark_hash(bytes.baseAddress))
        }
        for table in withinWords ? 0...1 : 1...1 {
            let offset = Self.keys + (table * Int(ANCHORS_MARK_KEYS) + hash) / 32 * 4
            unsafe update(offset, UInt32.self) { $0 |= 1 << UInt32(hash % 32) }
        }
    }

    private func setExact(_ bucket: AnchorBucket, at index: Int) {
        for (place, set) in bucket.sets.enumerated() {
            for byte in set.bytes {
                let offset = Self.exact + (place * 256 + Int(byte)) * 8
                unsafe update(offset, UInt64.self) { $0 |= 1 << UInt64(index) }
            }
        }
    }

    private func setNibbles(_ group: AnchorGroup, at index: Int) {
        let bit = UInt8(1) << UInt8(index & 7)
        for (place, halves) in group.halves.enumerated() {
            let row = ((index >> 3) * Int(ANCHORS_PLACES) + place) * 16
            for nibble in 0..<16 {
                let bits = (halves.low >> UInt16(nibble) & 1, halves.high >> UInt16(nibble) & 1)
                unsafe update(row + nibble, UInt8.self) { $0 |= bits.0 != 0 ? bit : 0 }
                unsafe update(Self.nibbles + row + nibble, UInt8.self) {
                    $0 |= bits.1 != 0 ? bit : 0
                }
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
    private static let nibbles = Int(ANCHORS_GROUPS) * Int(ANCHORS_PLACES) * 16
    /// Where `exact` and `keys` begin.
    private static let exact = 2 * nibbles + 32
    private static let keys = exact + Int(ANCHORS_DEPTH) * 256 * 8

    // SAFETY: the callers' offsets are those of fields of `anchors_masks`, in the order of its
    // declaration: low, high, run_low, run_high, exact, keys, without gaps.
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
