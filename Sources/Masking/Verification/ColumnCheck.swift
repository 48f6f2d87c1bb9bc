/// What one column of the output showed; adds up over workers and batches.
struct ColumnCheck: Sendable, Equatable {
    static let frequencyLimit = 4096

    var rows = 0
    var nulls = 0
    var digest: UInt128 = 0
    /// Cells that have the transform's form, and the sum of the templates' digests.
    var formed = 0
    var templates: UInt128 = 0
    /// Cells whose value is in the column's own source sketch.
    var survivorCells = 0
    /// The distinct ones.
    var survivors: Set<UInt64> = []
    /// Distinct source values of other columns found in this column's text, by column.
    var textSurvivors: [Int: Set<UInt64>] = [:]
    /// Pieces of text by folded length, digits only and with letters.
    var digitPieces = [Int](repeating: 0, count: 64)
    var letterPieces = [Int](repeating: 0, count: 64)
    var frequencies = FrequencySample(limit: Self.frequencyLimit)

    /// Counts a piece of text that may have been a value.
    mutating func addPiece(count: Int, digits: Int) {
        let length = min(63, count)
        if digits == count { digitPieces[length] += 1 } else { letterPieces[length] += 1 }
    }

    mutating func merge(_ other: ColumnCheck) {
        rows += other.rows
        nulls += other.nulls
        digest &+= other.digest
        formed += other.formed
        templates &+= other.templates
        survivorCells += other.survivorCells
        survivors.formUnion(other.survivors)
        textSurvivors.merge(other.textSurvivors) { $0.union($1) }
        for index in digitPieces.indices {
            digitPieces[index] += other.digitPieces[index]
            letterPieces[index] += other.letterPieces[index]
        }
        frequencies.merge(other.frequencies)
    }

    /// Empties every count and keeps the storage.
    mutating func clear() {
        (rows, nulls, digest, survivorCells) = (0, 0, 0, 0)
        (formed, templates) = (0, 0)
        survivors.removeAll(keepingCapacity: true)
        textSurvivors.removeAll()
        for index in digitPieces.indices {
            digitPieces[index] = 0
            letterPieces[index] = 0
        }
        frequencies.clear()
    }
}
