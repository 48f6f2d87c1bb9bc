internal import Primitives

/// What masking remembers of one column: counts and fingerprints, never a value.
struct ColumnRecord: Sendable, Equatable {
    /// Fingerprints of fixed points that are kept, to tell many cells of one value from many
    /// values.
    static let fixedPointCapacity = 1024
    static let shapeCount = 256

    /// The column as everywhere, `public.customers.email`.
    let reference: String
    /// Whether source values are sketched: the transform replaces whole cells.
    let isSketched: Bool
    var rows = 0
    var sourceNulls = 0
    var outputNulls = 0
    /// Cells whose output equals their own source.
    var fixedCells = 0
    /// The distinct values among them.
    var fixedPoints: ColumnSketch
    /// The distinct source values in folded form.
    var sketch: ColumnSketch
    /// Sum of the output cells' 128-bit digests: any changed cell changes it.
    var outputDigest: UInt128 = 0
    /// Source cells and output cells that have the transform's form.
    var sourceFormed = 0
    var outputFormed = 0
    /// Sum of the digests of the output cells' templates, where the form is a template.
    var outputTemplates: UInt128 = 0
    /// Source cells by log₂ of the number of values of their shape, in half bits.
    var shapeCells: [Int]
    /// Bit n: a source value folds to n digits and nothing else; bit 63 is for 63 and more.
    var digitLengths: UInt64 = 0
    /// The same for values with a letter.
    var letterLengths: UInt64 = 0

    init(reference: String, isSketched: Bool, sketchCapacity: Int) {
        self.reference = reference
        self.isSketched = isSketched
        fixedPoints = ColumnSketch(capacity: Self.fixedPointCapacity)
        sketch = ColumnSketch(capacity: sketchCapacity)
        shapeCells = isSketched ? [Int](repeating: 0, count: Self.shapeCount) : []
    }

    /// Adds what another worker or chunk saw of the same column.
    mutating func merge(_ other: ColumnRecord) {
        precondition(reference == other.reference, "records of different columns")
        rows += other.rows
        sourceNulls += other.sourceNulls
        outputNulls += other.outputNulls
        fixedCells += other.fixedCells
        fixedPoints.merge(other.fixedPoints)
        sketch.merge(other.sketch)
        outputDigest &+= other.outputDigest
        sourceFormed += other.sourceFormed
        outputFormed += other.outputFormed
        outputTemplates &+= other.outputTemplates
        for index in shapeCells.indices { shapeCells[index] += other.shapeCells[index] }
        digitLengths |= other.digitLengths
        letterLengths |= other.letterLengths
    }

    /// Empties every count and keeps the storage.
    mutating func clear() {
        (rows, sourceNulls, outputNulls, fixedCells) = (0, 0, 0, 0)
        fixedPoints.clear()
        sketch.clear()
        outputDigest = 0
        (sourceFormed, outputFormed, outputTemplates) = (0, 0, 0)
        for index in shapeCells.indices { shapeCells[index] = 0 }
        (digitLengths, letterLengths) = (0, 0)
    }

    mutating func compact() {
        fixedPoints.compact()
        sketch.compact()
    }
}

extension MaskTransform {
    /// Whether whole cells are replaced, so that a source value in the output is a survivor.
    var replacesCells: Bool {
        switch self {
        case .keep, .text, .json, .shuffle: false
        default: true
        }
    }
}

extension PlannedColumn {
    /// The same of a column, whose condition may keep some of its cells.
    var replacesCells: Bool {
        transform.replacesCells && element == nil && (condition == nil || otherwise != .keep)
    }
}
