package import Configuration
package import Primitives

/// What a label brings along, looked up in the rules by whoever applies reviews.
package struct LabelAttributes: Equatable, Sendable {
    package var sensitivity: Sensitivity
    package var quasiIdentifier: Bool
    package var regulations: [String]
    package var transform: String?
    package var domain: String?

    package init(
        sensitivity: Sensitivity, quasiIdentifier: Bool = false, regulations: [String] = [],
        transform: String? = nil, domain: String? = nil
    ) {
        self.sensitivity = sensitivity
        self.quasiIdentifier = quasiIdentifier
        self.regulations = regulations
        self.transform = transform
        self.domain = domain
    }
}

/// What became of the reviews: told to the user, never a reason to stop.
package struct ReviewReport: Equatable, Sendable {
    package var applied: [ColumnReference] = []
    /// Reviews whose last day is over; they were ignored.
    package var expired: [ColumnReference] = []
    /// Reviews of columns the catalog doesn't have.
    package var missing: [ColumnReference] = []
    /// Confirmations of columns that have no label to confirm.
    package var unlabelled: [ColumnReference] = []

    package init() {}
}

extension ClassificationCatalog {
    /// The catalog as people decided: confirm → decided, reject → clean, relabel → the new label.
    ///
    /// - Parameters:
    ///   - asOf: today as `2027-01-31`; later than a review's `until` means it has expired.
    ///   - attributes: what a label id brings along; `nil` when no rule has the label.
    /// - Throws: a relabel to a label no rule has, with file and line.
    package func applying(
        reviews: ReviewFile, asOf: String, attributes: (String) -> LabelAttributes?
    ) throws(ConfigurationError) -> (catalog: ClassificationCatalog, report: ReviewReport) {
        var catalog = self
        var report = ReviewReport()
        for entry in reviews.entries {
            if let until = entry.review.until, until < asOf {
                report.expired.append(entry.reference)
                continue
            }
            guard let (relation, column) = catalog.position(of: entry.reference) else {
                report.missing.append(entry.reference)
                continue
            }
            let found = entry.review.label.map { ($0, attributes($0)) }
            if case (let label, nil)? = found {
                throw entry.table.error("no rule has the label \(label)", key: "label")
            }
            let isApplied = catalog.relations[relation].columns[column]
                .apply(entry.review, attributes: found?.1)
            if isApplied {
                report.applied.append(entry.reference)
            } else {
                report.unlabelled.append(entry.reference)
            }
        }
        return (catalog, report)
    }

    /// Where the column of a reference stands; `nil` when there is none.
    private func position(of reference: ColumnReference) -> (Int, Int)? {
        for (index, relation) in relations.enumerated()
        where relation.schema == reference.schema && relation.name == reference.relation {
            let column = relation.columns.firstIndex { relation.reference(to: $0) == reference }
            if let column { return (index, column) }
        }
        return nil
    }
}

extension CatalogColumn {
    /// Takes a decision over; false when there was no label to confirm.
    fileprivate mutating func apply(_ review: CatalogReview, attributes: LabelAttributes?) -> Bool {
        switch review.decision {
        case .confirm:
            guard label != nil || !contents.isEmpty || status == .clean else { return false }
            if status != .clean && status != .protected { status = .decided }
        case .reject:
            status = .clean
            label = nil
            probability = nil
            contents = []
            take(LabelAttributes(sensitivity: .none))
        case .relabel:
            status = .decided
            label = review.label
            probability = nil
            if let attributes { take(attributes) }
        }
        self.review = review
        return true
    }

    private mutating func take(_ attributes: LabelAttributes) {
        sensitivity = attributes.sensitivity
        quasiIdentifier = attributes.quasiIdentifier
        regulations = attributes.regulations
        transform = attributes.transform
        domain = attributes.domain
    }
}
