internal import Masking
internal import Primitives

/// One table's plan against its constraints and a masked sample of its rows.
struct TableCheck {
    let planner: PlanCompiler
    let plan: MaskPlan
    let constraints: TableConstraints
    let schema: String
    let table: String
    let trial: RowTrial
    private(set) var report: TableReport
    /// The plan's columns by name.
    private let planned: [String: PlannedColumn]

    init(
        planner: PlanCompiler, plan: MaskPlan, constraints: TableConstraints, schema: String,
        table: String, trial: RowTrial, relation: String
    ) {
        self.planner = planner
        self.plan = plan
        self.constraints = constraints
        self.schema = schema
        self.table = table
        self.trial = trial
        report = TableReport(relation: relation)
        planned = Dictionary(
            plan.columns.map { ($0.reference.column, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Fills the report.
    mutating func run(
        _ sample: RowBatch, isWhole: Bool, masker: (MaskPlan) throws -> RowMasker
    ) throws {
        checkGenerated()
        checkKeys()
        let pairs = checkForeignKeys()
        // Why: the parents' masking of the same cells, beside the children's, in one go.
        var plan = self.plan
        plan.columns += pairs.map(\.parent)
        let masker = try masker(plan)
        var input = sample
        input.columns += pairs.map { sample.columns[$0.child] }
        var output = RowBatch(columnCount: plan.columns.count)
        var scratch = masker.makeScratch()
        do {
            try masker.mask(input, into: &output, scratch: &scratch)
        } catch {
            report.refusals.append(planner.problem(reference(""), "\(error)"))
            return
        }
        report.triedRows = sample.rowCount
        compare(pairs, output)
        checkFit(scratch.tally)
        let names = self.plan.columns.map(\.reference.column)
        try checkRules(RowTrial.Rows(names, sample), RowTrial.Rows(names, output))
        foresee(sample, isWhole: isWhole)
    }

    func reference(_ column: String) -> ColumnReference {
        ColumnReference(schema: schema, relation: table, column: column)
    }

    private mutating func refuse(_ column: String, _ message: String) {
        report.refusals.append(planner.problem(reference(column), message))
    }

    private mutating func warn(_ column: String, _ message: String) {
        report.warnings.append(planner.problem(reference(column), message))
    }
}

// MARK: - By promise

extension TableCheck {
    /// A kept column that is computed from masked ones shows what was masked.
    private mutating func checkGenerated() {
        for column in constraints.columns where column.expression != nil {
            guard let own = planned[column.name], own.transform.isKeep else { continue }
            let masked = column.generatedFrom.filter { planned[$0]?.transform.isKeep == false }
            guard let first = masked.first else { continue }
            refuse(
                column.name,
                "\(own.reference) is generated from \(reference(first)), which is masked;"
                    + " kept, it shows what was masked; use redact, the server computes it anew")
        }
    }

    /// Unique indexes whose keys may meet after masking.
    private mutating func checkKeys() {
        let plain = constraints.rules.filter(\.isWholeKey)
        for rule in constraints.rules {
            guard case .unique = rule.kind, !isIgnored(rule) else { continue }
            let keyColumns = stored(rule.keyColumns)
            let meeting = keyColumns.filter(mayRepeat)
            guard let first = meeting.first, let column = planned[first] else { continue }
            let firm = Set(keyColumns).subtracting(meeting)
            if plain.contains(where: { firm.isSuperset(of: $0.keyColumns) }) { continue }
            refuse(
                first,
                "\(column.reference) is part of the unique index \(rule.name) and"
                    + " \(column.transform.name) may repeat values; use a transform that keeps"
                    + " them apart, or say allow-duplicates = true")
        }
    }

    /// The columns with generated ones replaced by what the server computes them from.
    private func stored(_ names: [String]) -> [String] {
        names.flatMap { name in
            let column = constraints.columns.first { $0.name == name }
            return column?.expression == nil ? [name] : column?.generatedFrom ?? []
        }
    }

    private func mayRepeat(_ name: String) -> Bool {
        guard let column = planned[name], !column.transform.isNull else { return false }
        return column.mayRepeat && !planner.allowsDuplicates(column.reference)
    }

    private func isIgnored(_ rule: TableConstraints.Rule) -> Bool {
        planner.ignores(constraint: reference(rule.name))
    }

    /// A child and how its parent masks the same values.
    struct KeyPair {
        let child: Int
        let parent: PlannedColumn
        let constraint: String
    }

    /// Columns that reference others must be masked as these are; what only trying can tell is
    /// returned.
    private mutating func checkForeignKeys() -> [KeyPair] {
        var pairs: [KeyPair] = []
        for key in constraints.foreignKeys where !planner.ignores(constraint: reference(key.name)) {
            for (index, name) in key.columns.enumerated() {
                let target = ColumnReference(
                    schema: key.schema, relation: key.relation, column: key.references[index])
                guard let child = plan.columns.firstIndex(where: { $0.reference.column == name }),
                    let parent = planner.decision(on: target),
                    !plan.columns[child].transform.isNull
                else { continue }
                if let difference = plan.columns[child].difference(from: parent) {
                    refuse(
                        name,
                        "\(reference(name)) references \(target) (\(key.name)), but \(difference);"
                            + " mask both alike")
                } else if plan.columns[child].entityColumn == nil {
                    pairs.append(KeyPair(child: child, parent: parent, constraint: key.name))
                }
            }
        }
        return pairs
    }
}

// MARK: - By trial

extension TableCheck {
    /// The same value must mask alike in child and parent.
    private mutating func compare(_ pairs: [KeyPair], _ output: RowBatch) {
        for (offset, pair) in pairs.enumerated() {
            let parent = output.columns[plan.columns.count + offset]
            let child = output.columns[pair.child]
            let differing = (0..<child.count).count { row in
                child.isNull(row) != parent.isNull(row)
                    || !child.bytes[child.range(row)].elementsEqual(
                        parent.bytes[parent.range(row)])
            }
            guard differing > 0 else { continue }
            let column = plan.columns[pair.child].reference
            refuse(
                column.column,
                "\(column) references \(pair.parent.reference) (\(pair.constraint)), but"
                    + " \(differing) of \(child.count) values mask otherwise there, for the types"
                    + " are \(plan.columns[pair.child].type) and \(pair.parent.type)")
        }
    }

    /// Columns whose cells the transform can't take, or whose masked cells the column can't.
    private mutating func checkFit(_ tally: MaskTally) {
        for (column, counts) in zip(plan.columns, tally.columns) {
            guard counts.unfitShare > plan.maximumUnfitShare else { continue }
            let worst = UnfitReason.allCases.max { counts.unfit($0) < counts.unfit($1) }
            refuse(
                column.reference.column,
                "\(column.reference): \(column.transform.name) doesn't fit \(counts.unfitText)"
                    + " (\(worst?.name ?? "")); change the transform or raise max-unfit")
        }
    }

    /// Types, checks, indexes and exclusion constraints, tried on the server.
    private mutating func checkRules(_ source: RowTrial.Rows, _ masked: RowTrial.Rows) throws {
        guard masked.count > 0 else { return }
        var unreadable: Set<String> = []
        for column in constraints.columns where column.expression == nil {
            guard let own = planned[column.name], !own.transform.isKeep else { continue }
            guard let reason = try trial.refusal(of: column, masked) else { continue }
            unreadable.insert(column.name)
            refuse(
                column.name,
                "\(own.reference): the server doesn't take what \(own.transform.name) writes as"
                    + " \(column.type) (\(reason)); use another transform")
        }
        for rule in constraints.rules where !isIgnored(rule) && touches(rule) {
            guard unreadable.isDisjoint(with: inputs(of: rule)) else { continue }
            try check(rule, source, masked)
        }
    }

    /// Every column that a rule's answer depends on.
    private func inputs(of rule: TableConstraints.Rule) -> Set<String> {
        let read = constraints.columns.filter { rule.columns.contains($0.name) }
        return Set(read.map(\.name) + read.flatMap(\.generatedFrom))
    }

    /// Whether masking changes anything that the rule reads.
    private func touches(_ rule: TableConstraints.Rule) -> Bool {
        inputs(of: rule).contains { planned[$0]?.transform.isKeep == false }
    }

    private mutating func check(
        _ rule: TableConstraints.Rule, _ source: RowTrial.Rows, _ masked: RowTrial.Rows
    ) throws {
        let read = constraints.columns.filter { inputs(of: rule).contains($0.name) }
        let functions = rule.functions + read.filter { $0.expression != nil }.flatMap(\.functions)
        let changed = rule.columns.first { planned[$0]?.transform.isKeep == false }
        let column = changed ?? rule.columns.first ?? ""
        if let function = functions.first, !trial.runsFunctions {
            warn(
                column,
                "\(reference(rule.name)) wasn't tried: it calls \(function), which isn't the"
                    + " server's own; --run-functions calls it with your rights")
            return
        }
        switch (try trial.answer(rule, source), try trial.answer(rule, masked)) {
        case (.broken(let before), .broken(let after)):
            guard after > before else { return }
            let message = broken(rule, column, after: after, of: masked.count)
            if rule.isValidated { refuse(column, message) } else { warn(column, message) }
        case (.failed, _):
            warn(column, "\(reference(rule.name)) couldn't be tried on the table's own rows")
        case (_, .failed(let reason)):
            refuse(
                column,
                "\(reference(rule.name)) fails on masked rows (\(reason));"
                    + " mask \(rule.columns.joined(separator: ", ")) otherwise")
        }
    }

    private func broken(
        _ rule: TableConstraints.Rule, _ column: String, after: Int, of count: Int
    ) -> String {
        let transform = planned[column]?.transform.name ?? "masking"
        let kind =
            switch rule.kind {
            case .check: "check"
            case .unique: "unique index"
            case .exclusion: "exclusion constraint"
            }
        return "\(reference(column)): \(transform) breaks the \(kind) \(rule.name) in \(after) of"
            + " \(count) masked rows; use another transform, or list it in ignore-constraints"
    }

    /// What each column will show, told from the sample's histogram.
    private mutating func foresee(_ sample: RowBatch, isWhole: Bool) {
        let estimate = isWhole ? nil : max(constraints.rowEstimate, Double(sample.rowCount))
        let known = Dictionary(
            constraints.columns.map { ($0.name, $0.distinct) }, uniquingKeysWith: { a, _ in a })
        for (column, cells) in zip(plan.columns, sample.columns) {
            let distinct = (known[column.reference.column] ?? nil).map {
                $0 < 0 ? -$0 * (estimate ?? Double(sample.rowCount)) : $0
            }
            let outlook = ColumnOutlook(
                column,
                ValueFrequencies(sample: cells, tableRows: estimate, knownDistinct: distinct))
            report.columns.append(outlook)
            for warning in outlook.warnings { warn(column.reference.column, warning) }
        }
    }
}

extension TableConstraints.Rule {
    /// Whether no two rows of the table have the same key columns.
    fileprivate var isWholeKey: Bool {
        if case .unique = kind { predicate == nil } else { false }
    }
}
