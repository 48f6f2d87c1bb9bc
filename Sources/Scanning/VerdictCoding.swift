package import Catalog
package import Detection
internal import Primitives

/// Turns verdicts into entries of the catalog, every figure rounded to four decimals.
package enum VerdictCoding {
    /// The entry of a column whose cells were judged.
    ///
    /// - Parameter note: which values beyond the sample were judged, for the evidence.
    package static func column(
        _ verdict: ColumnVerdict, name: String, attnum: Int, path: String? = nil, type: String,
        nullable: Bool, note: String? = nil
    ) -> CatalogColumn {
        var column = CatalogColumn(
            name: name, attnum: attnum, path: path, type: type, nullable: nullable,
            status: status(verdict.status))
        column.label = verdict.best.label == "none" ? nil : verdict.best.label
        column.probability = verdict.best.probability.roundedTo(4)
        column.runnerUp = verdict.runnerUp.map(judgement)
        column.byValues = judgement(verdict.byValues)
        column.byName = judgement(verdict.byName)
        column.disagreement = verdict.hasDisagreement ? true : nil
        column.contents = verdict.contents.map {
            CatalogContent(
                label: $0.label, prevalence: $0.prevalence.roundedTo(4), low: $0.low.roundedTo(4),
                high: $0.high.roundedTo(4))
        }
        column.shapes = CatalogShapes(free: verdict.shapes == nil, seen: verdict.shapes ?? [])
        column.evidence = verdict.evidence.map {
            CatalogEvidence(
                kind: $0.kind.rawValue, label: $0.label, nats: $0.nats.roundedTo(4),
                counts: $0.counts.isEmpty ? nil : $0.counts, detail: $0.detail)
        }
        if let note {
            column.evidence.append(
                CatalogEvidence(
                    kind: "background", label: verdict.best.label, nats: 0, detail: note))
        }
        column.sensitivity = verdict.sensitivity
        column.quasiIdentifier = verdict.isQuasiIdentifier
        column.regulations = verdict.regulations
        column.transform = verdict.transform
        column.domain = verdict.domain
        return column
    }

    /// The entry of a column nobody could read.
    package static func unread(_ column: ColumnSchema) -> CatalogColumn {
        CatalogColumn(
            name: column.name, attnum: column.attnum, type: column.baseType,
            nullable: column.isNullable, status: .unread)
    }

    /// The entry of a JSON column itself, which says only what its paths add up to.
    package static func container(
        name: String, attnum: Int, type: String, nullable: Bool, paths: [CatalogColumn]
    ) -> CatalogColumn {
        let statuses = Set(paths.map(\.status))
        let status: CatalogColumn.Status =
            statuses.contains(.needsReview)
            ? .needsReview : statuses.contains(.decided) ? .decided : .clean
        var column = CatalogColumn(
            name: name, attnum: attnum, type: type, nullable: nullable, status: status)
        column.sensitivity = paths.map(\.sensitivity).max() ?? .none
        column.quasiIdentifier = paths.contains(where: \.quasiIdentifier)
        column.regulations = Set(paths.flatMap(\.regulations)).sorted()
        if status != .clean { column.transform = "json" }
        return column
    }

    private static func status(_ status: ColumnVerdict.Status) -> CatalogColumn.Status {
        switch status {
        case .decided: .decided
        case .needsReview: .needsReview
        case .clean: .clean
        case .protected: .protected
        }
    }

    private static func judgement(_ judgement: ColumnVerdict.Judgement) -> CatalogJudgement {
        CatalogJudgement(
            label: judgement.label, probability: judgement.probability.roundedTo(4))
    }
}
