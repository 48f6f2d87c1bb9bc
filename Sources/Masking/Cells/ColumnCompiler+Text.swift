internal import Cryptography
internal import Detection
internal import Primitives

/// Free text and documents: what finds personal data in them and what masks it there.
extension ColumnCompiler {
    /// Numbers, dates and the like are taken over; what can hold text passes the guard.
    func keep(
        _ column: PlannedColumn, _ type: ColumnType, isUnguarded: Bool, at place: Place
    ) throws(MaskingError) -> ColumnWork {
        if isUnguarded { return .keep }
        switch type.kind {
        case .text, .array, .other: return .spans(keepGuard(column))
        case .json where place == .column:
            let leaf = PlannedColumn(
                reference: column.reference, domain: column.domain,
                transform: .keep(unguardedReason: nil), unfit: column.unfit)
            return .json(
                try JSONMask(
                    columns: [ConditionalColumn(try compile(leaf, at: .leaf))],
                    unknown: .keepUnderGuard, keyHash: keyHash(column)))
        default: return place == .leaf ? .spans(keepGuard(column)) : .keep
        }
    }

    private func keepGuard(_ column: PlannedColumn) -> SpanMask {
        // Why: a shape cut at its limit says nothing of what follows.
        let hashes = column.shapes.map { shapes in
            Set(
                shapes.filter { $0.utf8.count < ValueShape.limit }.map { ValueShape(text: $0).hash }
            )
        }
        let guarded = zip(rules.rules, policies).map { rule, policy in
            rule.kind != .negative && rule.sensitivity >= .moderate ? policy : .leave
        }
        return SpanMask(
            finder: finder, policies: guarded, guarding: SpanMask.Guard(knownShapes: hashes))
    }

    func json(_ column: PlannedColumn, at place: Place) throws(MaskingError) -> JSONMask {
        var paths: [ConditionalColumn] = []
        for path in column.paths { paths.append(try ConditionalColumn(path, self, at: .leaf)) }
        return try JSONMask(
            columns: paths, below: place == .element ? PlannedColumn.elementRoot : "$",
            unknown: unknownPaths, keyHash: keyHash(column))
    }

    private var unknownPaths: JSONMask.Unknown {
        if direction.isUnmasking { return .keep }
        return plan.unknownPath == .refuse ? .refuse : .redact
    }

    private func keyHash(_ column: PlannedColumn) -> KeyedHash {
        KeyedHash(key: key.subkey(purpose: "json key", domain: column.domain))
    }

    /// How each rule's finds are masked in text: as a column of the label would be.
    ///
    /// A date has no entity there and is cut to its year instead of shifted. Labels without a line
    /// in the plan, and transforms of whole documents, are redacted.
    func spanPolicies() throws(MaskingError) -> [SpanMask.Policy] {
        var policies: [SpanMask.Policy] = []
        for rule in rules.rules {
            guard rule.isSensitive else {
                policies.append(.leave)
                continue
            }
            guard let span = plan.spans[rule.id] else {
                policies.append(.redact)
                continue
            }
            var column = PlannedColumn(
                reference: ColumnReference(schema: "text", relation: "span", column: rule.id),
                isNullable: false, label: rule.id, domain: span.domain,
                canonicalForm: span.canonicalForm, transform: span.transform)
            switch span.transform {
            case .keep:
                policies.append(.leave)
                continue
            case .redact, .null, .text, .json:
                policies.append(.redact)
                continue
            case .dateShift: column.transform = .dateTruncate(to: .year)
            default: break
            }
            policies.append(.mask(try compile(column)))
        }
        return policies
    }
}
