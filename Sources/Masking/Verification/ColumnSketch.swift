/// The smallest fingerprints of a column's distinct values (bottom-k, Cohen and Kaplan 2007).
///
/// The result depends only on the set of inserted values, never on their order, number or split
/// among workers. Memory is at most 16 bytes × `capacity`.
struct ColumnSketch: Sendable, Equatable {
    /// k: how many distinct fingerprints are kept.
    let capacity: Int
    /// Unsorted between compactions; sorted and distinct after `compact`.
    private(set) var fingerprints: [UInt64] = []
    /// Fingerprints above it can't be among the k smallest.
    private(set) var threshold = UInt64.max

    /// - Precondition: `capacity` is at least 2.
    init(capacity: Int) {
        precondition(capacity > 1)
        self.capacity = capacity
    }

    /// A sketch read from a file; `nil` unless the fingerprints are sorted, distinct and in bounds.
    init?(capacity: Int, sorted: [UInt64], threshold: UInt64) {
        guard capacity > 1, sorted.count <= capacity, sorted.last ?? 0 <= threshold,
            zip(sorted, sorted.dropFirst()).allSatisfy({ $0 < $1 }),
            threshold == .max || sorted.count == capacity
        else { return nil }
        self.capacity = capacity
        fingerprints = sorted
        self.threshold = threshold
    }

    mutating func insert(_ fingerprint: UInt64) {
        guard fingerprint <= threshold else { return }
        fingerprints.append(fingerprint)
        if fingerprints.count >= capacity * 2 { compact() }
    }

    mutating func insert(_ more: [UInt64]) {
        for fingerprint in more { insert(fingerprint) }
    }

    mutating func merge(_ other: ColumnSketch) { insert(other.fingerprints) }

    /// Empties the sketch and keeps its storage.
    mutating func clear() {
        fingerprints.removeAll(keepingCapacity: true)
        threshold = .max
    }

    /// Sorts, drops repetitions and what is beyond the k smallest.
    mutating func compact() {
        UniformSort.sort(&fingerprints, bound: threshold)
        var kept = 0
        for index in fingerprints.indices {
            if kept > 0 && fingerprints[kept - 1] == fingerprints[index] { continue }
            if kept == capacity {
                threshold = fingerprints[kept - 1]
                break
            }
            fingerprints[kept] = fingerprints[index]
            kept += 1
        }
        fingerprints.removeLast(fingerprints.count - kept)
    }

    /// Whether every distinct value is in the sketch.
    var isComplete: Bool { threshold == .max }

    /// The share of all distinct values that the sketch holds. Call after `compact`.
    var sampledShare: Double {
        isComplete ? 1 : Double(threshold) / 18_446_744_073_709_551_616.0
    }

    /// Distinct values: exact when complete, else (k − 1) ÷ threshold. Call after `compact`.
    var distinctEstimate: Double {
        isComplete ? Double(fingerprints.count) : Double(capacity - 1) / sampledShare
    }
}
