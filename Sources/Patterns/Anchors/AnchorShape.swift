internal import CAnchors
internal import Primitives

/// The bytes of one alternative of an anchor.
struct AnchorShape: Hashable {
    /// The byte before.
    let previous: ByteSet
    /// The bytes from the anchor on.
    let sets: [ByteSet]

    init(previous: ByteSet, sets: [ByteSet]) {
        (self.previous, self.sets) = (previous, sets)
    }

    /// A shape of at most so many keys goes by these.
    private static let fewKeys = 32
    /// So does one of at most so many where classes of bytes take in far more than the shape does:
    /// at so large a share of positions of ordinary text, and so many times as often.
    private static let (mostKeys, wideShare, wideFactor) = (2_048, 3e-3, 20.0)

    private static let wordBytes = ByteSet.letters | .digits

    /// Sets that hold both ASCII and other bytes taken apart: letters whose case is ignored bring
    /// along what begins characters beyond ASCII, which would make many keys of few.
    var parts: [AnchorShape] {
        var parts: [[ByteSet]] = [[]]
        for set in sets {
            let (ascii, high) = (set & .ascii, set & .high)
            let isOne = set == .all || ascii.isEmpty || high.isEmpty
            let choices = isOne ? [set] : [ascii, high]
            parts = parts.flatMap { part in choices.map { part + [$0] } }
        }
        return parts.map { AnchorShape(previous: previous, sets: $0) }
    }

    /// The keys it goes by, each behind a byte that may stand before; `nil` when it goes by the
    /// classes of its bytes.
    var keys: [[UInt8]]? {
        let bytes = sets.map(Self.distinct)
        let count = bytes.reduce(1) { min($0 * $1.count, Self.mostKeys + 1) }
        guard count <= Self.fewKeys || count <= Self.mostKeys && isWiderByClasses else {
            return nil
        }
        // Of the byte before it only counts whether it is of a word.
        var keys: [[UInt8]] = []
        if !previous.isDisjoint(from: Self.wordBytes) { keys.append([0x61]) }
        if !previous.isSubset(of: Self.wordBytes) { keys.append([0x20]) }
        return bytes.reduce(keys) { keys, next in
            keys.flatMap { key in next.map { key + [$0] } }
        }
    }

    /// The classes of its bytes.
    var box: AnchorBox { AnchorBox([previous] + sets) }

    private var isWiderByClasses: Bool {
        let wide = ByteFrequency.share(of: [previous] + sets.map(Self.widened))
        return wide >= Self.wideShare
            && wide > Self.wideFactor * ByteFrequency.share(of: [previous] + sets)
    }

    private static func widened(_ set: ByteSet) -> ByteSet {
        let classes = Set(set.bytes.map { anchors_class($0) })
        var widened = ByteSet()
        for byte in 0...255 as ClosedRange<UInt8> where classes.contains(anchors_class(byte)) {
            widened.insert(byte)
        }
        return widened
    }

    /// One of all bytes that are the same in keys.
    private static func distinct(_ set: ByteSet) -> [UInt8] {
        var seen: Set<[UInt8]> = []
        return set.bytes.filter {
            seen.insert([$0 & 0xDF, wordBytes.contains($0) ? 1 : 0]).inserted
        }
    }
}
