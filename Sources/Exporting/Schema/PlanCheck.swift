package import Masking
internal import Postgres

/// Holds a compiled plan against the server before the first row: keys, widths, checks, foreign
/// keys and generated columns, by what transforms promise and by masking a sample and asking the
/// server what it thinks of it. Nothing is written.
package struct PlanCheck {
    /// How much is tried, and whose code may run.
    package struct Options: Sendable {
        /// Rows of each table that are masked and tried.
        package var sampleRows = 1000
        /// Call functions of checks and indexes that aren't the server's own.
        package var runsFunctions = false

        package init() {}
    }

    private let planner: PlanCompiler
    private let options: Options
    private let makeMasker: (MaskPlan) throws -> RowMasker

    /// - Parameters:
    ///   - planner: the compiler of the plan that is checked.
    ///   - makeMasker: makes the masker of that plan, or of one with more columns.
    package init(
        planner: PlanCompiler, options: Options = Options(),
        makeMasker: @escaping (MaskPlan) throws -> RowMasker
    ) {
        self.planner = planner
        self.options = options
        self.makeMasker = makeMasker
    }

    /// Checks a table that is open and not read yet; it can be read afterwards.
    ///
    /// - Returns: `nil` for a file, a query or a view, which have no constraints of their own.
    /// - Throws: a `PostgresError`, or the `MaskingError` of a plan that can't work at all.
    package func run(_ plan: MaskPlan, on source: ExportSource) throws -> TableReport? {
        guard case .copy(let session) = source.reader,
            case .table(let schema, let table) = session.target
        else { return nil }
        return try session.inCatalogPath { connection in
            let attempt = "check the plan on \(source.name)"
            let reader = ConstraintReader(
                connection: connection, schema: schema, table: table, attempt: attempt)
            guard let constraints = try reader.read() else { return nil }
            let sample = try SampleReader(
                connection: connection, target: session.target, attempt: attempt
            ).read(plan.columns.count, limit: options.sampleRows, constraints: constraints)
            let trial = RowTrial(
                connection: connection, constraints: constraints, table: table,
                runsFunctions: options.runsFunctions, attempt: attempt)
            var check = TableCheck(
                planner: planner, plan: plan, constraints: constraints, schema: schema,
                table: table, trial: trial, relation: source.name)
            try check.run(sample.rows, isWhole: sample.isWhole, masker: makeMasker)
            return check.report
        }
    }
}
