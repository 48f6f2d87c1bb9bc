internal import Catalog
internal import Primitives

/// The tests of design §8 on one column: does what was seen fit correct masking?
struct SurvivorTest {
    let verifier: OutputVerifier
    let checks: [ColumnCheck]
    let rescan: [RescanFinding]

    func result(_ index: Int) -> ShipVerdict.Column {
        let planned = verifier.layout.slots[index]
        let record = verifier.record.columns[index]
        var result = ShipVerdict.Column(
            column: record.reference, transform: planned.transform.name, rows: checks[index].rows,
            nulls: checks[index].nulls)
        // Why: of a path without replaced leaves nothing is recorded, but for its document.
        if index < verifier.layout.columnCount || record.isSketched {
            compareCounts(record, checks[index], &result)
        }
        testForm(index, &result)
        if record.isSketched {
            testFixedPoints(index, &result)
            testSurvivors(index, &result)
            if let share = checks[index].frequencies.rankMatchingShare {
                result.rankMatchingShare = share
            }
        } else {
            testText(index, &result)
        }
        testRescan(planned, &result)
        return result
    }

    /// (4) Row and NULL counts, and every cell as masking wrote it.
    private func compareCounts(
        _ record: ColumnRecord, _ check: ColumnCheck, _ result: inout ShipVerdict.Column
    ) {
        if check.rows != record.rows {
            result.problems.append("\(check.rows) rows, \(record.rows) were masked")
        } else if verifier.record.hasOutput, check.nulls != record.outputNulls {
            result.problems.append("\(check.nulls) NULLs, masking wrote \(record.outputNulls)")
        } else if verifier.record.hasOutput, check.digest != record.outputDigest {
            result.problems.append("cells were changed after masking")
        }
    }

    /// (1) Cells equal to their own source, counted by distinct values so that one frequent value
    /// isn't many coincidences.
    private func testFixedPoints(_ index: Int, _ result: inout ShipVerdict.Column) {
        let record = verifier.record.columns[index]
        let chance = verifier.domains[index].fixedPoint
        let distinct = Int(record.sketch.distinctEstimate.rounded())
        let seen = Int(record.fixedPoints.distinctEstimate.rounded())
        result.fixedCells = record.fixedCells
        result.expectedFixedValues = Double(distinct) * chance
        let tail = CoincidenceTest.upperTail(count: seen, trials: distinct, probability: chance)
        guard seen > 0, tail < CoincidenceTest.significance else { return }
        let expected = result.expectedFixedValues.map { $0.short } ?? "0"
        result.problems.append(
            "\(record.fixedCells) cells (\(seen) values) equal their own source value, "
                + "\(expected) values expected by chance")
    }

    /// (2) Source values among the output's.
    private func testSurvivors(_ index: Int, _ result: inout ShipVerdict.Column) {
        let record = verifier.record.columns[index]
        let domain = verifier.domains[index]
        let sampled = record.sketch.fingerprints.count
        let seen = checks[index].survivors.count
        let limit = CoincidenceTest.firstImplausible(
            trials: sampled, probability: domain.coincidence)
        result.sampledValues = sampled
        result.survivors = seen
        result.expectedSurvivors = Double(sampled) * domain.coincidence
        result.smallestVisibleShare = Self.visibleShare(
            limit: limit, expected: Double(sampled) * domain.coincidence, sampled: sampled,
            isComplete: record.sketch.isComplete)
        guard seen >= limit || (domain.isCertain && seen > 0) else { return }
        result.problems.append(
            "\(seen) of \(sampled) source values looked for occur in the output "
                + "(\(checks[index].survivorCells) cells), "
                + "\((Double(sampled) * domain.coincidence).short) expected by chance")
    }

    /// The smallest share of surviving source values that would have failed the test: with the
    /// whole column sketched for certain, with a sample of it in 95 of 100 cases.
    private static func visibleShare(
        limit: Int, expected: Double, sampled: Int, isComplete: Bool
    ) -> Double? {
        guard sampled > 0, limit <= sampled else { return nil }
        let needed = Double(limit) - expected
        // Why: a Poisson count reaches c in 95 % of cases from a mean of about c + 1.65√c + 1.35.
        let margin = isComplete ? 0 : 1.65 * Double(limit).squareRoot() + 1.35
        return min(1, (needed + margin) / Double(sampled))
    }

    /// (2) in text: pieces of it that are source values of any masked column.
    private func testText(_ index: Int, _ result: inout ShipVerdict.Column) {
        let check = checks[index]
        for column in check.textSurvivors.keys.sorted() {
            let seen = check.textSurvivors[column]?.count ?? 0
            let chance = min(1, verifier.domains[column].coincidence)
            var pieces = 0
            for length in 0..<64 {
                let bit = UInt64(1) << UInt64(length)
                if verifier.probe.digitLengths[column] & bit != 0 {
                    pieces += check.digitPieces[length]
                }
                if verifier.probe.letterLengths[column] & bit != 0 {
                    pieces += check.letterPieces[length]
                }
            }
            let tail = CoincidenceTest.upperTail(count: seen, trials: pieces, probability: chance)
            result.survivors = (result.survivors ?? 0) + seen
            guard tail < CoincidenceTest.significance || verifier.domains[column].isCertain else {
                continue
            }
            let name = verifier.record.columns[column].reference
            result.problems.append(
                "\(seen) source values of \(name) occur in it, as they are or encoded")
        }
    }

    /// (3) Nothing worth masking in what was kept; the planned label in what was masked.
    private func testRescan(_ planned: PlannedColumn, _ result: inout ShipVerdict.Column) {
        guard let finding = rescan.first(where: { $0.column == planned.reference }) else { return }
        if case .keep(let reason) = planned.transform {
            guard reason == nil, let leak = finding.leak else { return }
            result.problems.append("kept, and the re-scan finds \(leak)")
        } else if let label = planned.label, let found = finding.label, found != label,
            planned.transform.promise != .lossy
        {
            result.notes.append("the re-scan sees \(found) where \(label) was masked")
        }
    }
}

extension Double {
    /// Three significant decimals at most, for counts that may be tiny.
    fileprivate var short: String { self < 0.0005 ? "0" : fixed(self < 10 ? 3 : 0) }
}
