/// Catalog and `mask.toml` compiled for one source: one transform for every column, no gaps.
package struct MaskPlan: Sendable, Equatable {
    /// How a span of a label is masked inside text: as a column of that label would be.
    package struct SpanTransform: Sendable, Equatable {
        package var transform: MaskTransform
        package var domain: String
        package var canonicalForm: CanonicalForm

        package init(
            transform: MaskTransform, domain: String, canonicalForm: CanonicalForm = .exact
        ) {
            self.transform = transform
            self.domain = domain
            self.canonicalForm = canonicalForm
        }
    }

    /// What happens to a JSON path that the plan doesn't name.
    package enum UnknownRule: String, Sendable, CaseIterable { case redact, refuse }

    /// Aligned with `RowBatch.columns`. A JSONL source has one column: the document.
    package var columns: [PlannedColumn]
    /// By label id; a label without an entry is redacted where it is found.
    package var spans: [String: SpanTransform]
    package var unknownPath: UnknownRule
    /// The share of a column's non-NULL cells that may be unfit before the run fails.
    package var maximumUnfitShare: Double
    /// `sha256:` digests of the catalog and of `mask.toml`, for the manifest.
    package var catalogDigest: String
    package var planDigest: String
    /// What people should know before they run it: collision odds, what a transform shows.
    package var notes: [String] = []

    /// The files that lookups name.
    package var lookupFiles: Set<String> {
        let transforms =
            columns.flatMap { [$0] + $0.paths }.map(\.transform) + spans.values.map(\.transform)
        return Set(
            transforms.compactMap { transform in
                if case .lookup(let file) = transform { file } else { nil }
            })
    }

    package static let defaultMaximumUnfitShare = 0.01

    package init(
        columns: [PlannedColumn], spans: [String: SpanTransform] = [:],
        unknownPath: UnknownRule = .refuse,
        maximumUnfitShare: Double = MaskPlan.defaultMaximumUnfitShare, catalogDigest: String = "",
        planDigest: String = ""
    ) {
        self.columns = columns
        self.spans = spans
        self.unknownPath = unknownPath
        self.maximumUnfitShare = maximumUnfitShare
        self.catalogDigest = catalogDigest
        self.planDigest = planDigest
    }
}
