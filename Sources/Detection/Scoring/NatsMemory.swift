/// What one worker has added up before: most rules take none of a column's values, and few of all
/// counts ever occur. A newer figure may take an older one's place.
struct NatsMemory {
    private static let slotCount = 1 << 12
    /// Larger counts aren't kept.
    private static let countLimit = 1 << 16

    private var keys = [UInt64](repeating: 0, count: slotCount)
    private var figures = [Double](repeating: 0, count: slotCount)

    /// The nats of so many hits for the test of this number, by `find` when they aren't remembered.
    mutating func nats(
        _ test: Int, hits: Int, of count: Int, _ find: () -> Double
    ) -> Double {
        guard hits < Self.countLimit, count < Self.countLimit else { return find() }
        let key = UInt64(test + 1) << 32 | UInt64(hits) << 16 | UInt64(count)
        let slot = Int((key &* 0x9E37_79B9_7F4A_7C15) >> 52)
        if keys[slot] == key { return figures[slot] }
        let figure = find()
        (keys[slot], figures[slot]) = (key, figure)
        return figure
    }
}
