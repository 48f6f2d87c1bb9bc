/// Why an output can't be verified; never holds a value.
package enum VerificationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file isn't what masking wrote beside its output.
    case notASketch(file: String)
    /// It was written under another key.
    case otherKey(file: String, expected: String, found: String)
    /// Cut short, changed, or written by another version.
    case damaged(file: String)
    /// The output, catalog or plan isn't the one that was masked.
    case otherPlan(column: String, reason: String)

    package var description: String {
        switch self {
        case .notASketch(let file):
            "\(file): isn't a verification file; give the OUT.verify that mask wrote"
        case .otherKey(let file, let expected, let found):
            "\(file): was written with key \(found), not \(expected); give the key of the mask run"
        case .damaged(let file):
            "\(file): is damaged or was changed; mask again, or verify with --source"
        case .otherPlan(let column, let reason):
            "column \(column): \(reason); verify with the catalog and plan of the mask run"
        }
    }
}
