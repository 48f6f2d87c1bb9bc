extension SurvivorTest {
    /// (4) As many cells of the transform's form as masking wrote, and as the source had.
    func testForm(_ index: Int, _ result: inout ShipVerdict.Column) {
        let record = verifier.record.columns[index]
        let check = checks[index]
        let present = check.rows - check.nulls
        guard record.isSketched, let form = verifier.forms[index], present > 0 else { return }
        let source = max(1, record.rows - record.sourceNulls)
        result.form = form.name
        result.sourceFormShare = Double(record.sourceFormed) / Double(source)
        result.outputFormShare = Double(check.formed) / Double(present)
        // Why: what the transform couldn't take was redacted, within the plan's bound.
        let spared = Int(verifier.plan.maximumUnfitShare * Double(source))
        if verifier.record.hasOutput {
            compareWithRecord(record, check, form, present, &result)
            if record.outputFormed < record.sourceFormed - spared {
                result.problems.append(
                    "masking left \(record.outputFormed) cells \(form.name),"
                        + " the source had \(record.sourceFormed)")
            }
        } else if form != .template, check.formed < record.sourceFormed - spared {
            result.problems.append(
                "\(check.formed) of \(present) cells are \(form.name),"
                    + " the source had \(record.sourceFormed)")
        }
    }

    private func compareWithRecord(
        _ record: ColumnRecord, _ check: ColumnCheck, _ form: CellForm, _ present: Int,
        _ result: inout ShipVerdict.Column
    ) {
        if form == .template {
            guard check.templates != record.outputTemplates else { return }
            result.problems.append("cells no longer have the template that masking kept")
        } else if present - check.formed > record.rows - record.outputNulls - record.outputFormed {
            result.problems.append(
                "\(check.formed) of \(present) cells are \(form.name),"
                    + " masking wrote \(record.outputFormed)")
        }
    }
}
