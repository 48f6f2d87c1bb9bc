internal import Catalog
internal import Primitives

/// What a planned column is held against before the first row is read.
extension PlanCompiler {
    /// A column whose type changed since the scan isn't the column that was judged.
    mutating func checkType(
        _ column: PlanSource.Column, _ known: CatalogColumn?, _ reference: ColumnReference
    ) {
        guard let known, let type = column.type, type != known.type else { return }
        let message =
            "\(reference) is \(type) now and was \(known.type) when it was scanned; scan again"
        if let line = resolver.file.columns[reference] {
            refuse(line, message)
        } else {
            refuse(message)
        }
    }

    /// A column or path without a decision.
    mutating func refuseUnknown(_ reference: ColumnReference, isExpression: Bool) {
        let file = resolver.file
        if let line = file.columns[reference] {
            refuse(line, "\(reference): the line names no transform, nor does its label")
            return
        }
        let rule = reference.path == nil ? file.unknown : file.unknownPaths
        guard rule == .refuse else { return }
        let key = reference.path == nil ? "unknown" : "unknown-paths"
        if isExpression {
            refuse(
                "the query's column \(reference) comes from no table; declare"
                    + " [columns.\"\(reference)\"] with a transform")
        } else if resolver.column(reference) == nil {
            refuse(
                "\(reference) is new since the scan; scan again, add a line for it,"
                    + " or set \(key) = \"redact\"")
        } else {
            refuse("\(reference) has no line; add one under [columns] or set \(key) = \"redact\"")
        }
    }

    /// Everything that needs the transform: type, uniqueness, NULL, foreign key, folding.
    mutating func check(_ column: PlannedColumn, _ resolution: PlanResolver.Resolution) {
        let name = "\(column.reference): \(column.transform.name)"
        let typeClass = ColumnTypeClass(column.type)
        if !typeClass.accepts(column.transform) {
            refuse(
                resolution.line,
                "\(name) can't write \(column.type), which is \(typeClass.name); use redact"
                    + (typeClass == .integer ? " or permute" : ""))
        }
        if column.transform == .null && !column.isNullable {
            refuse(resolution.line, "\(name): the column is NOT NULL; use redact or constant")
        }
        checkConstant(column, resolution)
        checkUniqueness(column, resolution)
        checkReference(column, resolution)
    }

    private mutating func checkConstant(
        _ column: PlannedColumn, _ resolution: PlanResolver.Resolution
    ) {
        guard case .constant(let value) = column.transform else { return }
        let typeClass = ColumnTypeClass(column.type)
        let fits: Bool
        switch typeClass {
        case .integer: fits = Int64(value) != nil
        case .number: fits = Double(value) != nil
        case .boolean: fits = ["t", "f", "true", "false"].contains(value)
        case .text(let limit): fits = value.unicodeScalars.count <= limit ?? Int.max
        default: fits = true
        }
        if !fits {
            refuse(
                resolution.line,
                "\(column.reference): the constant's value isn't \(typeClass.name)")
        }
    }

    private mutating func checkUniqueness(
        _ column: PlannedColumn, _ resolution: PlanResolver.Resolution
    ) {
        guard column.isUnique, !resolution.line.allowsDuplicates else { return }
        let isNull = column.transform == .null && column.isNullable
        let limit = ColumnTypeClass(column.type).limit
        if column.transform.mayRepeat(width: limit) && !isNull {
            refuse(
                resolution.line,
                "\(column.reference) is unique and \(column.transform.name) may repeat values;"
                    + " use \(Self.injective(for: column)) or say allow-duplicates = true")
        }
        if case .persona(let view) = column.transform {
            var entity = column.reference
            entity.column = view.entity
            if !resolver.graph.unique.contains(entity) {
                refuse(
                    resolution.line,
                    "\(column.reference) is unique and \(entity) isn't, so rows of one entity"
                        + " would repeat it; use the row's key as entity")
            }
        }
        if column.canonicalForm.isFolding && column.transform.readsCanonicalForm {
            refuse(
                resolution.line,
                "\(column.reference) is unique, but domain \(column.domain) folds spellings"
                    + " (\(column.canonicalForm.rawValue)) and may make two values one;"
                    + " set the domain's form = \"exact\"")
        }
    }

    /// A transform that keeps distinct values of the type distinct, for advice.
    private static func injective(for column: PlannedColumn) -> String {
        switch ColumnTypeClass(column.type) {
        case .integer: "permute"
        case .uuid: "uuid"
        case .text(let limit?) where limit < 9: "alphanumeric"
        default: if case .name = column.transform { "unique = true" } else { "alphanumeric" }
        }
    }

    /// Joins survive only when a key and what it references are masked alike.
    private mutating func checkReference(
        _ column: PlannedColumn, _ resolution: PlanResolver.Resolution
    ) {
        guard let target = resolution.target else { return }
        if column.transform == .null { return }
        if column.transform != target.transform {
            refuse(
                resolution.line,
                "\(column.reference) references \(target.reference), which is masked with"
                    + " \(target.transform.name); use the same transform and options, or leave"
                    + " transform out")
        } else if column.domain != target.domain && column.transform.readsDomain {
            refuse(
                resolution.line,
                "\(column.reference) references \(target.reference), whose domain is"
                    + " \(target.domain), not \(column.domain); use that one or leave domain out")
        }
    }
}

extension MaskTransform {
    /// Whether the output depends on the consistency domain.
    var readsDomain: Bool {
        switch self {
        case .keep, .redact, .null, .constant, .dateTruncate, .round, .bucket, .age, .lookup,
            .external:
            false
        default: true
        }
    }

    /// Whether spellings with one canonical form mask alike, so that distinct inputs may meet.
    /// The format-preserving ones write each spelling's own separators and stay one-to-one.
    var readsCanonicalForm: Bool {
        switch self {
        case .email, .username, .url, .hash, .name, .street, .city, .lookup, .template: true
        default: false
        }
    }
}
