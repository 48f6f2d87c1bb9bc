import Detection
import Primitives
import Scanning

/// A judge for tests of the scanner: most values hold an `@` → `contact.email`, else clean.
///
/// The number of cells and their bytes are put into the evidence so that a different sample makes
/// a different report.
enum ToyJudge {
    static let judge: ColumnJudge = { samples in samples.map(verdict) }

    private static func verdict(_ sample: ColumnSample) -> ColumnVerdict {
        let cells = sample.cells
        var matched = 0
        for index in 0..<cells.count {
            cells.withCell(index) { cell in
                if cell.indices.contains(where: { cell[$0] == 0x40 }) { matched += 1 }
            }
        }
        let filled = cells.count - cells.nullCount
        let isEmail = matched > 0 && matched * 2 > filled
        let judgement = ColumnVerdict.Judgement(
            label: isEmail ? "contact.email" : "none", probability: 0.98765432)
        var verdict = ColumnVerdict(
            status: isEmail ? .decided : .clean, best: judgement, byValues: judgement,
            byName: judgement)
        if isEmail {
            verdict.sensitivity = .moderate
            verdict.regulations = ["GDPR"]
            verdict.transform = "email"
            verdict.domain = "person.email"
        }
        let hash = cells.bytes.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF }
        verdict.evidence = [
            ColumnVerdict.Evidence(
                kind: .values, label: judgement.label, nats: 1.000049,
                counts: ["cells": cells.count, "null": cells.nullCount, "hash": hash],
                detail: sample.context.type)
        ]
        return verdict
    }
}
