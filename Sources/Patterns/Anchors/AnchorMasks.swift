internal import CAnchors
internal import Primitives

/// What the vector pass looks for: the anchors of all branches, by their bytes where these are few,
/// else by classes of bytes.
@safe final class AnchorMasks: Sendable {
    /// Bytes of the shortest run that is marked.
    static let shortestRun = Int(ANCHORS_RUN)

    // SAFETY: written in init only, read-only afterwards; freed with the last reference.
    nonisolated(unsafe) private let memory: UnsafeMutableRawPointer
    private var masks: OpaquePointer { unsafe OpaquePointer(memory) }

    init(_ cuts: [AnchorCut]) {
        unsafe memory = Self.allocated()
        var shapes: Set<AnchorShape> = []
        for cut in cuts where cut.branch.run == nil {
            // A line feed stands before a text: what may begin one may stand behind it.
            let beginning = cut.branch.leastBefore == 0 ? ByteSet("\n") : ByteSet()
            for sets in cut.shapes {
                shapes.formUnion(
                    AnchorShape(previous: cut.previous | beginning, sets: sets).parts)
            }
        }
        var boxes: Set<AnchorBox> = []
        for shape in shapes {
            guard let keys = shape.keys else {
                boxes.insert(shape.box)
                continue
            }
            // SAFETY: a key has one byte more than ANCHORS_PLACES; the masks are this object's.
            for key in keys { unsafe anchors_add_key(masks, key) }
        }
        for (number, box) in AnchorBox.few(boxes).enumerated() {
            // SAFETY: there are at most ANCHORS_BOXES, and one more class than ANCHORS_PLACES.
            unsafe anchors_add_box(masks, UInt32(number), box.classes)
        }
        for run in cuts.compactMap(\.branch.run) {
            // SAFETY: the masks are this object's.
            for byte in run.alphabet.bytes { unsafe anchors_add_run_byte(masks, byte) }
        }
    }

    /// Masks whose `words` were kept; `nil` when they can't be those of any.
    init?(words: FlatTable<UInt64>) {
        guard words.count == Self.wordCount else { return nil }
        unsafe memory = Self.allocated()
        // SAFETY: both are as many bytes of plain integers.
        unsafe memory.copyMemory(from: words.unsafeBase, byteCount: Self.wordCount * 8)
    }

    deinit { unsafe memory.deallocate() }

    private static let wordCount = Int(ANCHORS_MASKS_SIZE) / 8

    private static func allocated() -> UnsafeMutableRawPointer {
        let memory = UnsafeMutableRawPointer.allocate(byteCount: wordCount * 8, alignment: 8)
        // SAFETY: as many bytes as were allocated.
        unsafe memory.initializeMemory(as: UInt64.self, repeating: 0, count: wordCount)
        return unsafe memory
    }

    /// The memory of the masks.
    var words: FlatTable<UInt64> {
        // SAFETY: a word is read within the masks, which hold plain integers only.
        FlatTable(
            (0..<Self.wordCount).map {
                unsafe memory.load(fromByteOffset: $0 * 8, as: UInt64.self)
            })
    }

    /// Fills the planes, 64 positions a word, and says which have any mark: bits ANCHORS_HAS_….
    func mark(_ text: Span<UInt8>, planes: inout [UInt64], kernel: AnchorKernel) -> Int32 {
        precondition(planes.count >= (text.count + 63) / 64 * Int(ANCHORS_PLANES))
        return unsafe text.withUnsafeBufferPointer { bytes in
            unsafe planes.withUnsafeMutableBufferPointer { planes in
                // SAFETY: each plane has a word for each 64 bytes begun; the text is only read.
                unsafe anchors_mark(
                    masks, bytes.baseAddress, bytes.count, planes.baseAddress, kernel.code)
            }
        }
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
