/// What a `lookup` transform writes for each value: the entries of one file.
package struct LookupTable: Sendable, Equatable {
    /// The file, as the plan names it.
    package let file: String
    /// `sha256:` of the file, for the manifest.
    package let digest: String
    fileprivate let entries: [[UInt8]: [UInt8]]

    /// - Parameter entries: masked values by source value.
    package init(file: String, digest: String, entries: [[UInt8]: [UInt8]]) {
        self.file = file
        self.digest = digest
        self.entries = entries
    }
}

/// Replaces values by what a file says; a value without an entry is unfit.
struct LookupMask: CellTransform {
    private let form: CanonicalForm
    private let entries: [[UInt8]: [UInt8]]

    /// - Throws: two entries for what the column's domain takes for one value.
    init(_ table: LookupTable, form: CanonicalForm) throws(LookupError) {
        self.form = form
        guard form.isFolding else {
            entries = table.entries
            return
        }
        var folded: [[UInt8]: [UInt8]] = [:]
        for (key, value) in table.entries {
            var canonical: [UInt8] = []
            form.append(key.span, to: &canonical)
            if let known = folded[canonical], known != value { throw LookupError() }
            folded[canonical] = value
        }
        entries = folded
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        workspace.removeAll(keepingCapacity: true)
        form.append(cell, to: &workspace)
        guard let value = entries[workspace] else { throw UnfitCell(.noEntry) }
        output += value
    }
}

/// Two entries of a file differ for spellings of one value.
struct LookupError: Error {}
