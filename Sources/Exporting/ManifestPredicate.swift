package import Masking
internal import Primitives

/// The part of a manifest that is ours.
package struct ManifestPredicate: Sendable, Equatable, Codable {
    /// What was read.
    package struct Input: Sendable, Equatable, Codable {
        /// The file's or table's name.
        package let name: String
        package let kind: ExportSource.Kind
        /// `sha256:…` of the bytes read.
        package let digest: String
        package let bytes: Int
    }

    /// What happened to one column.
    package struct Column: Sendable, Equatable, Codable {
        package let reference: String
        package let name: String
        package let jsonKind: ExportColumn.JSONKind
        package let transform: String
        package let domain: String
        package let label: String?
        package let rows: Int
        package let nulls: Int
        package let masked: Int
        package let guardHits: Int
        package let fixedPoints: Int
        /// By reason; reasons that didn't occur are left out.
        package let unfit: [String: Int]
    }

    /// The digests of everything that decided the output.
    package struct Inputs: Sendable, Equatable, Codable {
        package var catalogDigest: String
        package var planDigest: String
        package var rulesDigest: String
        package var surrogatesDigest: String
        /// Of the files that lookups name, by name.
        package var lookupDigests: [String: String]?

        package init(
            catalogDigest: String, planDigest: String, rulesDigest: String,
            surrogatesDigest: String, lookupDigests: [String: String]? = nil
        ) {
            self.catalogDigest = catalogDigest
            self.planDigest = planDigest
            self.rulesDigest = rulesDigest
            self.surrogatesDigest = surrogatesDigest
            self.lookupDigests = lookupDigests
        }
    }

    /// What verification said, when it ran.
    package struct Verification: Sendable, Equatable, Codable {
        package var passed: Bool
        /// One sentence a check, numbers included.
        package var checks: [String]

        package init(passed: Bool, checks: [String]) {
            self.passed = passed
            self.checks = checks
        }
    }

    /// What `unmask` or `remask` did to an export of ours.
    package struct Reversal: Sendable, Equatable, Codable {
        /// Which command wrote the output.
        package enum Kind: String, Sendable, Codable { case unmask, remask }

        package let kind: Kind
        /// The columns and JSON paths brought back, or brought to the new key.
        package let columns: [String]
        /// The id of the key that a remasked export had before.
        package let fromKeyID: String?
        /// Why, by whom and when, in UTC: for `unmask`.
        package let reason: String?
        package let user: String?
        package let time: String?

        private enum CodingKeys: String, CodingKey {
            case kind, columns
            case fromKeyID = "fromKeyId"
            case reason, user, time
        }

        package init(
            kind: Kind, columns: [String], fromKeyID: String? = nil, reason: String? = nil,
            user: String? = nil, time: String? = nil
        ) {
            self.kind = kind
            self.columns = columns
            self.fromKeyID = fromKeyID
            self.reason = reason
            self.user = user
            self.time = time
        }
    }

    /// Which subset of a database the output belongs to.
    package struct Subset: Sendable, Equatable, Codable {
        /// Of the subset plan; its text may hold values and stays out.
        package let planDigest: String
        /// Rows by table, of all tables that were taken together.
        package let tables: [String: Int]

        package init(_ selection: SubsetSelection) {
            planDigest = selection.planDigest
            tables = Dictionary(
                selection.reports.map { ($0.relation, $0.rows) }, uniquingKeysWith: { $1 })
        }
    }

    /// What `verify` needs to compile the same plan again.
    package struct Plan: Sendable, Equatable, Codable {
        /// Another plan beneath it.
        package struct Import: Sendable, Equatable, Codable {
            package let name: String
            package let text: String

            package init(name: String, text: String) {
                self.name = name
                self.text = text
            }
        }

        /// The text of `mask.toml`.
        package let text: String
        /// What it imports, in the order in which they lie over each other; absent without any.
        package let imports: [Import]?
        /// The environment that was chosen.
        package let environment: String?
        /// The columns it was compiled for.
        package let source: PlanSource
    }

    /// `bauta 0.1.0`.
    package let generator: String
    package let keyID: String
    package let format: ExportFormat
    package let hasHeader: Bool
    package let rows: Int
    package let input: Input
    package var decidedBy: Inputs
    package let plan: Plan
    package let columns: [Column]
    package var verification: Verification?
    /// Set when the rows were chosen by a subset plan.
    package var subset: Subset?
    /// Set when the output comes from `unmask` or `remask`.
    package var reversal: Reversal?

    private enum CodingKeys: String, CodingKey {
        case generator
        case keyID = "keyId"
        case format, hasHeader, rows, input, decidedBy, plan, columns, verification, subset,
            reversal
    }

    /// The predicate of a finished export.
    ///
    /// - Parameters:
    ///   - planText: the text of `mask.toml`, of which `plan` was compiled.
    ///   - imports: what it imports.
    package init(
        _ result: ExportResult, of source: ExportSource, plan: MaskPlan, planText: String = "",
        imports: [Plan.Import] = [], environment: String? = nil,
        format: ExportFormat, keyID: String, generator: String, decidedBy: Inputs,
        verification: Verification? = nil
    ) {
        self.generator = generator
        self.keyID = keyID
        self.format = format
        hasHeader = format == .csv && source.hasHeader
        rows = result.rows
        input = Input(
            name: source.name, kind: source.kind, digest: result.inputDigest,
            bytes: result.inputBytes)
        self.decidedBy = decidedBy
        self.plan = Plan(
            text: planText, imports: imports.isEmpty ? nil : imports, environment: environment,
            source: source.planSource)
        columns = zip(zip(plan.columns, result.tally.columns), source.columns).map {
            Column($0.0, $0.1, $1)
        }
        self.verification = verification
    }
}

extension ManifestPredicate.Column {
    fileprivate init(_ planned: PlannedColumn, _ tally: ColumnTally, _ column: ExportColumn) {
        let reasons = UnfitReason.allCases.filter { tally.unfit($0) > 0 }
        self.init(
            reference: planned.reference.description, name: column.name,
            jsonKind: column.jsonKind, transform: planned.transform.name, domain: planned.domain,
            label: planned.label, rows: tally.rows, nulls: tally.nulls, masked: tally.masked,
            guardHits: tally.guardHits, fixedPoints: tally.fixedPoints,
            unfit: Dictionary(
                uniqueKeysWithValues: reasons.map { ($0.name, tally.unfit($0)) }))
    }
}

extension ManifestPredicate {
    /// The columns as the output has them.
    var exportColumns: [ExportColumn] {
        columns.map { ExportColumn(name: $0.name, jsonKind: $0.jsonKind) }
    }

    /// Refuses a CSV header that doesn't name these columns in their order.
    static func check(
        header names: [String], of path: String, _ columns: [ExportColumn]
    ) throws(ExportError) {
        guard names == columns.map(\.name) else {
            throw .badRow(
                file: path, line: 1, reason: "the header doesn't name the plan's columns")
        }
    }
}
