package import Masking
package import Primitives

/// Why an export ended without output; never holds a cell's value.
package enum ExportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A row that the plan says to refuse; `place` is the file and line, or the row of a table.
    case row(place: String, MaskingError)
    /// Columns with more unfit cells than the plan allows.
    case tooManyUnfit([UnfitColumn], maximumShare: Double)
    /// The source can't be written in this format.
    case formatMismatch(source: String, ExportFormat, reason: String)
    /// An external command didn't end well.
    case external(ExternalFailure)
    /// Rows counted for shuffling aren't those that were read.
    case rowCount(file: String, expected: Int, found: Int)
    /// A subset can't be taken from the source.
    case subset(String)
    /// The user asked to stop.
    case interrupted
    /// A manifest that can't be read.
    case badManifest(file: String, reason: String)
    /// A line of an output isn't what its manifest says.
    case badRow(file: String, line: Int, reason: String)

    /// One column's unfit cells.
    package struct UnfitColumn: Equatable, Sendable {
        package let reference: ColumnReference
        /// As in a message: `12 of 100 cells`.
        package let unfit: String
        /// The most frequent reason.
        package let reason: String

        package init(reference: ColumnReference, unfit: String, reason: String) {
            self.reference = reference
            self.unfit = unfit
            self.reason = reason
        }

        /// As in a message: `public.a.b: 12 of 100 cells (format)`.
        package var text: String { "\(reference): \(unfit) (\(reason))" }
    }

    package var description: String {
        switch self {
        case .row(let place, let error): "\(place): \(Self.text(error))"
        case .tooManyUnfit(let columns, let share):
            "more than \(Self.percent(share)) of a column's cells don't fit its transform:"
                + " \(columns.map(\.text).joined(separator: "; "));"
                + " change the transform or raise max-unfit; nothing was written"
        case .formatMismatch(let source, let format, let reason):
            "\(source) can't be written as \(format.rawValue): \(reason)"
        case .external(let failure):
            "an external command of the plan \(failure); nothing was written"
        case .rowCount(let file, let expected, let found):
            "\(file): \(expected) rows were counted and \(found) read, so that shuffled windows"
                + " would differ; blank lines?"
        case .subset(let reason): reason
        case .interrupted: "interrupted; nothing was written"
        case .badManifest(let file, let reason): "\(file): \(reason)"
        case .badRow(let file, let line, let reason): "\(file):\(line): \(reason)"
        }
    }

    /// The row is named by `place`, so the chunk's own count of it is left out.
    private static func text(_ error: MaskingError) -> String {
        switch error {
        case .unfitCell(let column, _, let reason):
            "column \(column): the cell doesn't fit its transform (\(reason.name)) and the plan"
                + " says unfit = \"refuse\""
        case .unknownPath(let column, _):
            "column \(column): a JSON path that the plan doesn't name; scan again or set"
                + " unknown = \"redact\""
        default: error.description
        }
    }

    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1000).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
    }
}
