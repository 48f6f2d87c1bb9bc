package import Masking

/// What an export did; counts and digests only.
package struct ExportResult: Sendable, Equatable {
    package let rows: Int
    package let inputBytes: Int
    package let outputBytes: Int
    /// `sha256:` and 64 hexadecimal digits, of the source's bytes (COPY text for a table).
    package let inputDigest: String
    /// The same of the output.
    package let outputDigest: String
    /// Aligned with the plan's columns.
    package let tally: MaskTally

    /// Kept cells that the guard had to mask: the run ends with exit code 1 when there are any.
    package var guardHits: Int { tally.columns.reduce(0) { $0 + $1.guardHits } }
}

/// How far an export is.
package struct ExportProgress: Sendable, Equatable {
    package let bytesDone: Int
    /// `nil` where the size of the source isn't known.
    package let bytesTotal: Int?
}
