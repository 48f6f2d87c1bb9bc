internal import CAnchors

/// What the vector pass marks of one text, a bit a byte. Belongs to one worker.
public struct AnchorPlanes {
    /// What a bit says of its byte.
    package enum Plane: Int, Sendable {
        /// An anchor may stand here.
        case starts
        /// A run of some alphabet begins or goes on here.
        case runs
        /// A value may begin here that is given to a name: behind `=`, `:`, `--name`.
        case sites
        /// A letter or a digit of ASCII.
        case words
        /// An ASCII capital or a byte beyond ASCII.
        case capitals
        case digits
    }

    @usableFromInline var bits: [UInt64] = []
    /// Words of a plane.
    @usableFromInline var stride = 0
    /// Which planes have any mark: bits ANCHORS_HAS_….
    @usableFromInline private(set) var marked: Int32 = 0
    /// Bytes of the text marked last.
    @usableFromInline private(set) package var count = 0

    package init() {}

    mutating func mark(_ text: Span<UInt8>, _ masks: AnchorMasks, _ kernel: AnchorKernel) {
        makeRoom(text.count)
        marked = masks.mark(text, planes: &bits, kernel: kernel)
    }

    /// Takes over what is marked of one text of a batch.
    @inline(__always)
    mutating func take(_ range: Range<Int>, of batch: borrowing AnchorPlanes) {
        precondition(range.upperBound <= batch.count)
        if range.count > 64 { return takeLong(range, of: batch) }
        if bits.count <= Int(ANCHORS_PLANES) { makeRoom(64) }
        (count, stride) = (range.count, range.isEmpty ? 0 : 1)
        marked = unsafe batch.bits.withUnsafeBufferPointer { whole in
            unsafe bits.withUnsafeMutableBufferPointer { part in
                // SAFETY: the range lies within what is marked, and there is room for a word of
                // each plane.
                unsafe anchors_short_part(
                    whole.baseAddress, batch.stride, range.lowerBound, range.count,
                    part.baseAddress)
            }
        }
    }

    @inline(never)
    private mutating func takeLong(_ range: Range<Int>, of batch: borrowing AnchorPlanes) {
        makeRoom(range.count)
        marked = unsafe batch.bits.withUnsafeBufferPointer { whole in
            unsafe bits.withUnsafeMutableBufferPointer { part in
                // SAFETY: the range lies within what is marked, and there is room for its planes.
                unsafe anchors_part(
                    whole.baseAddress, batch.stride, range.lowerBound, range.count,
                    part.baseAddress)
            }
        }
    }

    private mutating func makeRoom(_ byteCount: Int) {
        count = byteCount
        stride = (count + 63) / 64
        // A text of a batch may be read with the word behind.
        let words = stride * Int(ANCHORS_PLANES) + 1
        if bits.count < words { bits = [UInt64](repeating: 0, count: words) }
    }

    /// Whether an anchor may stand anywhere: ANCHORS_HAS_STARTS.
    @inlinable public var hasStarts: Bool { marked & 1 != 0 }

    /// Whether there is any run: ANCHORS_HAS_RUNS.
    @inlinable public var hasRuns: Bool { marked & 2 != 0 }

    /// Whether a value may be given to a name anywhere: ANCHORS_HAS_SITES.
    @inlinable public var hasSites: Bool { marked & 4 != 0 }

    /// Whether an anchor may stand at a place; none stands behind the text.
    @inlinable @inline(__always)
    public func isStart(_ position: Int) -> Bool {
        // The plane of starts is the first one.
        position < count
            && bits[position &>> 6] &>> UInt64(truncatingIfNeeded: position & 63) & 1 != 0
    }

    /// The first position from `start` on whose bit is set, or isn't; `nil` when there is none.
    package func next(_ start: Int, in plane: Plane, isSet: Bool = true) -> Int? {
        var word = start / 64
        var wanted = ~UInt64(0) << UInt64(start % 64)
        let first = plane.rawValue * stride
        while word < stride {
            let found = (isSet ? bits[first + word] : ~bits[first + word]) & wanted
            if found != 0 {
                let position = word * 64 + found.trailingZeroBitCount
                return position < count ? position : nil
            }
            wanted = ~0
            word += 1
        }
        return nil
    }

    /// What is marked of the letters and digits of 64 bytes, the lowest bit for the first of them.
    ///
    /// Why: public, since Swift 6.3 inlines nothing in another module that is the package's.
    public struct WordMarks: Sendable {
        /// Letters and digits of ASCII.
        public var words: UInt64 = 0
        /// Capitals of ASCII, and bytes beyond it.
        public var capitals: UInt64 = 0
        /// Digits of ASCII.
        public var digits: UInt64 = 0

        /// Nothing is marked.
        @inlinable public init() {}
    }

    /// How many times 64 bytes are marked.
    package var blockCount: Int { stride }

    /// What is marked from `block` times 64 bytes on; nothing outside the text.
    @inlinable @inline(__always)
    public func wordMarks(of block: Int) -> WordMarks {
        var marks = WordMarks()
        guard UInt(bitPattern: block) < UInt(bitPattern: stride) else { return marks }
        // The planes of words, capitals and digits follow three others.
        let first = 3 &* stride &+ block
        unsafe bits.withUnsafeBufferPointer { bits in
            // SAFETY: there is room for `stride` words of each plane, see `makeRoom`.
            unsafe marks.words = bits[first]
            unsafe marks.capitals = bits[first &+ stride]
            unsafe marks.digits = bits[first &+ stride &+ stride]
        }
        return marks
    }

    /// Whether no word of a short text begins with a capital, a digit or a byte beyond ASCII; false
    /// for a text of more than one block.
    @inlinable @inline(__always)
    public var isPlain: Bool {
        if stride > 1 { return false }
        let marks = wordMarks(of: 0)
        return (marks.capitals | marks.digits) & ~(marks.words &<< 1) == 0
    }

    /// Lends a plane to a C call: a bit a byte, in words of 64.
    @unsafe func withBits<Result>(
        of plane: Plane, _ body: (UnsafePointer<UInt64>?) -> Result
    ) -> Result {
        unsafe bits.withUnsafeBufferPointer { bits in
            // SAFETY: the plane's words lie within the bits, see `mark`.
            unsafe body(bits.baseAddress.map { unsafe $0 + plane.rawValue * stride })
        }
    }
}
