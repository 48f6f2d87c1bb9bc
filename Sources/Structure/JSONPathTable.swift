/// The distinct paths of documents as small numbers, so that no `String` exists per leaf.
///
/// A path is a chain of steps from the root: a key, `[]` for the elements of an array, `*` for the
/// members of a map. A parent with a `*` sends every key it doesn't know there. Lookups guess that
/// keys come in the order they came in last time and compare bytes; a miss costs one hash lookup.
package struct JSONPathTable: Sendable {
    enum Step: UInt8, Sendable { case root, key, element, member }

    struct Node: Sendable {
        var parent: Int32
        var step: Step
        var keyStart: Int32
        var keyEnd: Int32
        /// Next node with the same hash, 0 at the end.
        var sameHash: Int32 = 0
        /// The child that came first, and the sibling that came next, last time; 0 when unknown.
        var firstChild: Int32 = 0
        var follower: Int32 = 0
        var elementChild: Int32 = 0
        var memberChild: Int32 = 0
        var keyCount: Int32 = 0
        var isDeclared: Bool
    }

    private(set) var nodes: [Node]
    private(set) var keyBytes: [UInt8] = []
    private var byHash: [UInt64: Int32] = [:]
    private var isSealed = false
    /// How many paths a table takes: bounds memory against hostile documents.
    package let limit: Int

    package init(limit: Int = 65_536) {
        self.limit = limit
        nodes = [Node(parent: 0, step: .root, keyStart: 0, keyEnd: 0, isDeclared: true)]
    }

    /// The number of paths, the root and inner ones included.
    package var count: Int { nodes.count }

    /// Marks what is there as declared: every path added later answers false to `isDeclared`.
    package mutating func seal() { isSealed = true }

    /// Whether the path was there before `seal`.
    package func isDeclared(_ path: JSONPathID) -> Bool { nodes[path.index].isDeclared }

    /// How many different keys have been seen directly below the path.
    package func keyCount(_ path: JSONPathID) -> Int { Int(nodes[path.index].keyCount) }

    /// Whether the path stands for any key of a map, `*`.
    package func isMember(_ path: JSONPathID) -> Bool { nodes[path.index].step == .member }

    /// Whether keys leading to the node are data of their own: see `JSONLeaf.Kind.key`.
    func reportsKey(_ node: Int) -> Bool {
        nodes[node].step == .member || !nodes[node].isDeclared
    }

    /// The path one step up; the root's is the root.
    package func parent(_ path: JSONPathID) -> JSONPathID {
        JSONPathID(index: Int(nodes[path.index].parent))
    }

    /// The elements of an array; `nil` when the table is full.
    package mutating func element(of parent: JSONPathID) -> JSONPathID? {
        let known = nodes[parent.index].elementChild
        if known != 0 { return JSONPathID(index: Int(known)) }
        guard let child = add(parent, .element, keyStart: 0, keyEnd: 0) else { return nil }
        nodes[parent.index].elementChild = child
        return JSONPathID(index: Int(child))
    }

    /// Any member of a map; from now on unknown keys of `parent` lead here.
    package mutating func member(of parent: JSONPathID) -> JSONPathID? {
        let known = nodes[parent.index].memberChild
        if known != 0 { return JSONPathID(index: Int(known)) }
        guard let child = add(parent, .member, keyStart: 0, keyEnd: 0) else { return nil }
        nodes[parent.index].memberChild = child
        return JSONPathID(index: Int(child))
    }

    /// The member of `parent` with exactly the given decoded key, added beside a `*` if need be.
    ///
    /// `nil` when the table is full.
    package mutating func child(of parent: JSONPathID, key: borrowing Span<UInt8>) -> JSONPathID? {
        if let known = find(parent.index, key) { return JSONPathID(index: known) }
        return addKey(parent.index, key).map { JSONPathID(index: $0) }
    }

    /// The path that a member met in a document has, guessing from the sibling before it.
    ///
    /// `sibling` is 0 for the first member of an object; `nil` when the table is full.
    mutating func child(of parent: Int, key: borrowing Span<UInt8>, after sibling: Int) -> Int? {
        let guess = Int(sibling == 0 ? nodes[parent].firstChild : nodes[sibling].follower)
        if guess != 0, has(key, guess), Int(nodes[guess].parent) == parent { return guess }
        let member = Int(nodes[parent].memberChild)
        guard let child = find(parent, key) ?? (member != 0 ? member : addKey(parent, key)) else {
            return nil
        }
        if sibling == 0 {
            nodes[parent].firstChild = Int32(child)
        } else {
            nodes[sibling].follower = Int32(child)
        }
        return child
    }

    private func find(_ parent: Int, _ key: borrowing Span<UInt8>) -> Int? {
        var candidate = Int(byHash[Self.hash(parent, key)] ?? 0)
        while candidate != 0 {
            if Int(nodes[candidate].parent) == parent, has(key, candidate) { return candidate }
            candidate = Int(nodes[candidate].sameHash)
        }
        return nil
    }

    private mutating func addKey(_ parent: Int, _ key: borrowing Span<UInt8>) -> Int? {
        let start = keyBytes.count
        let path = JSONPathID(index: parent)
        guard let child = add(path, .key, keyStart: start, keyEnd: start + key.count) else {
            return nil
        }
        for index in 0..<key.count { keyBytes.append(key[index]) }
        let hash = Self.hash(parent, key)
        nodes[Int(child)].sameHash = byHash.updateValue(child, forKey: hash) ?? 0
        nodes[parent].keyCount += 1
        return Int(child)
    }

    private func has(_ key: borrowing Span<UInt8>, _ node: Int) -> Bool {
        guard nodes[node].step == .key else { return false }
        let start = Int(nodes[node].keyStart)
        guard Int(nodes[node].keyEnd) - start == key.count else { return false }
        for index in 0..<key.count where keyBytes[start + index] != key[index] { return false }
        return true
    }

    private mutating func add(
        _ parent: JSONPathID, _ step: Step, keyStart: Int, keyEnd: Int
    ) -> Int32? {
        guard nodes.count < limit, keyEnd <= Int(Int32.max) else { return nil }
        nodes.append(
            Node(
                parent: Int32(parent.index), step: step, keyStart: Int32(keyStart),
                keyEnd: Int32(keyEnd), isDeclared: !isSealed))
        return Int32(nodes.count - 1)
    }

    /// FNV-1a over the parent and the key (Fowler, Noll, Vo); collisions are chained.
    private static func hash(_ parent: Int, _ key: borrowing Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: parent)
        hash &*= 0x0000_0100_0000_01B3
        for index in 0..<key.count {
            hash = (hash ^ UInt64(key[index])) &* 0x0000_0100_0000_01B3
        }
        return hash
    }
}
