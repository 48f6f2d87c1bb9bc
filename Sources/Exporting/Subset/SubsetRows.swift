internal import Primitives

/// The rows that a subset takes of one table, and why.
struct SubsetRows {
    /// Why a row is taken; the first reason counts.
    enum Reason: Int, CaseIterable { case root, child, parent }

    private(set) var places: Set<RowPlace> = []
    private var counts = [0, 0, 0]

    subscript(reason: Reason) -> Int { counts[reason.rawValue] }

    /// - Returns: whether the row is new.
    mutating func take(_ place: RowPlace, as reason: Reason) -> Bool {
        guard places.insert(place).inserted else { return false }
        counts[reason.rawValue] += 1
        return true
    }
}
