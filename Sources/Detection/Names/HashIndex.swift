internal import Primitives

/// Numbers by 64-bit keys that are spread like hashes, in a form that a mapped file can hold.
struct HashIndex: Sendable {
    /// By slot; 0 where nothing is.
    private var keys: FlatTable<UInt64>
    private var numbers: FlatTable<UInt32>
    private var count: Int

    /// - Parameter entries: keys aren't 0; of equal ones the first counts.
    init(_ entries: [(key: UInt64, number: UInt32)] = []) {
        var capacity = 4
        while capacity < entries.count * 2 { capacity *= 2 }
        var keys = [UInt64](repeating: 0, count: capacity)
        var numbers = [UInt32](repeating: 0, count: capacity)
        var count = 0
        for entry in entries {
            let slot = Self.slot(of: entry.key, among: capacity) { keys[$0] }
            guard keys[slot] == 0 else { continue }
            (keys[slot], numbers[slot]) = (entry.key, entry.number)
            count += 1
        }
        self.keys = FlatTable(keys)
        self.numbers = FlatTable(numbers)
        self.count = count
    }

    var isEmpty: Bool { count == 0 }

    /// All keys, in no order.
    var allKeys: [UInt64] { keys.indices.compactMap { keys[$0] == 0 ? nil : keys[$0] } }

    func contains(_ key: UInt64) -> Bool { self[key] != nil }

    subscript(key: UInt64) -> UInt32? {
        let slot = Self.slot(of: key, among: keys.count) { keys[$0] }
        return keys[slot] == key ? numbers[slot] : nil
    }

    /// Where the key is, or where it belongs.
    @inline(__always)
    private static func slot(
        of key: UInt64, among count: Int, _ keys: (Int) -> UInt64
    ) -> Int {
        var slot = Int(truncatingIfNeeded: key ^ key >> 32) & (count - 1)
        while keys(slot) != 0, keys(slot) != key { slot = (slot + 1) & (count - 1) }
        return slot
    }
}

extension HashIndex: Archived {
    static var blank: HashIndex { HashIndex() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&keys)
        archive.pass(&numbers)
        archive.pass(&count)
        // Why: a lookup ends at an empty slot, and the mask needs a power of two.
        let isPower = keys.count > 0 && keys.count & (keys.count - 1) == 0
        guard isPower, numbers.count == keys.count, 0..<keys.count ~= count else {
            self = .blank
            return archive.refuse()
        }
    }
}
