internal import CAnchors

/// What the vector pass marks of one text, a bit a byte. Belongs to one worker.
package struct AnchorPlanes {
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

    @usableFromInline private(set) var bits: [UInt64] = []
    /// Words of a plane.
    @usableFromInline private(set) var stride = 0
    private(set) var hasRuns = false
    /// Bytes of the text marked last.
    package private(set) var count = 0

    package init() {}

    mutating func mark(_ text: Span<UInt8>, _ masks: AnchorMasks, _ kernel: AnchorKernel) {
        count = text.count
        stride = (count + 63) / 64
        let words = stride * Int(ANCHORS_PLANES)
        if bits.count < words { bits = [UInt64](repeating: 0, count: words) }
        hasRuns = masks.mark(text, planes: &bits, kernel: kernel)
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

    /// What is marked of the 64 bytes from `start` on, the lowest bit for the first of them.
    @inlinable @inline(__always)
    package func marks(_ plane: Plane, from start: Int) -> UInt64 {
        let (word, shift) = (start >> 6, start & 63)
        guard start >= 0, word < stride else { return 0 }
        let place = plane.rawValue &* stride &+ word
        let low = bits[place] &>> UInt64(truncatingIfNeeded: shift)
        guard shift > 0, word + 1 < stride else { return low }
        return low | bits[place &+ 1] &<< UInt64(truncatingIfNeeded: 64 - shift)
    }

    /// Calls `body`, in order, with each place where a word may begin with a capital, a digit or a
    /// byte beyond ASCII.
    @inlinable package func forEachWordStart(_ body: (Int) -> Void) {
        let (words, capitals, digits) = (
            Plane.words.rawValue * stride, Plane.capitals.rawValue * stride,
            Plane.digits.rawValue * stride
        )
        var carry: UInt64 = 0
        for word in 0..<stride {
            let letters = bits[words + word]
            var starts = (bits[capitals + word] | bits[digits + word]) & ~(letters << 1 | carry)
            carry = letters >> 63
            while starts != 0 {
                body(word * 64 + starts.trailingZeroBitCount)
                starts &= starts &- 1
            }
        }
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
