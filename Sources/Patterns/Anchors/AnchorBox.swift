internal import CAnchors

/// What is marked by classes of bytes: a set of classes for the byte before an anchor and for each
/// byte from it on that the vector pass looks at.
struct AnchorBox: Hashable {
    private static let placeCount = 1 + Int(ANCHORS_PLACES)
    private static let classCount = Int(ANCHORS_CLASSES)

    /// A bit for each class, place after place, zeros behind them.
    private let masks: SIMD8<UInt16>

    private init(masks: SIMD8<UInt16>) { self.masks = masks }

    /// - Parameter sets: the bytes at each place, the one before the anchor first.
    init(_ sets: [ByteSet]) {
        precondition(sets.count == Self.placeCount)
        var masks = SIMD8<UInt16>()
        for (place, set) in sets.enumerated() {
            masks[place] = set.bytes.reduce(0) { $0 | 1 << UInt16(anchors_class($1)) }
        }
        self.masks = masks
    }

    /// The classes at each place.
    var classes: [UInt16] { (0..<Self.placeCount).map { masks[$0] } }

    private func contains(_ other: AnchorBox) -> Bool { masks | other.masks == masks }

    private func joined(with other: AnchorBox) -> AnchorBox {
        AnchorBox(masks: masks | other.masks)
    }
}

extension AnchorBox {
    /// Few boxes that hold all of these and little else.
    ///
    /// One after another is added, the most frequent first; when there are too many, those two
    /// become one that take in least by it.
    static func few(_ boxes: Set<AnchorBox>) -> [AnchorBox] {
        var shares: [AnchorBox: Double] = [:]
        func share(_ box: AnchorBox) -> Double {
            if let known = shares[box] { return known }
            let share = box.share
            shares[box] = share
            return share
        }
        // In an order that doesn't depend on how sets are hashed.
        let sorted = boxes.sorted {
            let (left, right) = (share($0), share($1))
            return left == right ? $0.classes.lexicographicallyPrecedes($1.classes) : left > right
        }
        var few: [AnchorBox] = []
        func add(_ box: AnchorBox) {
            few.removeAll(where: box.contains)
            few.append(box)
        }
        for box in sorted where !few.contains(where: { $0.contains(box) }) {
            add(box)
            if few.count <= Int(ANCHORS_BOXES) { continue }
            var best: (box: AnchorBox, cost: Double)?
            for (place, right) in few.enumerated() {
                for left in few[..<place] {
                    let joined = left.joined(with: right)
                    let cost = share(joined) - share(left) - share(right)
                    if cost < best?.cost ?? .infinity { best = (joined, cost) }
                }
            }
            if let best { add(best.box) }
        }
        return few
    }

    /// How often a byte is of the class of the one before it, more than by chance.
    private static let stay = 0.5
    /// How often a byte of ordinary text is of each class.
    private static let frequencies = (0...255).reduce(
        into: [Double](repeating: 0, count: classCount)
    ) { frequencies, byte in
        frequencies[Int(anchors_class(UInt8(byte)))] += ByteFrequency.share(
            of: ByteSet([UInt8(byte)]))
    }

    /// The expected share of positions of ordinary text that lie in the box.
    private var share: Double {
        var shares = Self.frequencies
        for place in 0..<Self.placeCount {
            let total = shares.reduce(0, +)
            for number in 0..<Self.classCount {
                let isHeld = masks[place] >> UInt16(number) & 1 != 0
                if place > 0 {
                    shares[number] *= Self.stay
                    shares[number] += (1 - Self.stay) * total * Self.frequencies[number]
                }
                if !isHeld { shares[number] = 0 }
            }
        }
        return shares.reduce(0, +)
    }
}
