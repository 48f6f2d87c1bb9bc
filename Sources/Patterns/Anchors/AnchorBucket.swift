internal import Primitives

/// The bytes of one anchor or of several taken together: the byte before, then those from the
/// anchor on.
struct AnchorBucket {
    let sets: [ByteSet]

    init(_ sets: [ByteSet]) { self.sets = sets }

    /// Whether no ASCII letter or digit may stand before.
    var beginsWord: Bool { sets[0].isDisjoint(from: .letters | .digits) }

    /// Whether it stands where digits begin.
    var beginsNumber: Bool {
        sets[0].isDisjoint(from: .digits) && sets[1].isSubset(of: .digits)
    }

    /// The hashed bytes from the anchor on, when these are few.
    func keys(limit: Int) -> [[UInt8]]? {
        var keys: [[UInt8]] = [[]]
        for set in sets.dropFirst() {
            let bytes = Set(set.bytes.map { $0 | 0x20 }).sorted()
            guard keys.count * bytes.count <= limit else { return nil }
            keys = keys.flatMap { key in bytes.map { key + [$0] } }
        }
        return keys
    }

    private var rate: Double { ByteFrequency.share(of: sets) }

    private func union(_ other: AnchorBucket) -> AnchorBucket {
        AnchorBucket(zip(sets, other.sets).map { $0 | $1 })
    }

    /// Alike anchors beside each other.
    static func sorted(_ buckets: [AnchorBucket]) -> [AnchorBucket] {
        buckets.map { (key: $0.sets.map(\.bytes), bucket: $0) }.sorted {
            for (left, right) in zip($0.key, $1.key) where left != right {
                return left.lexicographicallyPrecedes(right)
            }
            return false
        }.map(\.bucket)
    }

    /// Joins the neighbours that cost least until `count` are left.
    static func merged(_ buckets: [AnchorBucket], to count: Int) -> [AnchorBucket] {
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
}
