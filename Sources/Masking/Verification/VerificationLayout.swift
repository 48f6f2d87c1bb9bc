/// What verification looks at one by one: the plan's columns and then the paths of its documents.
struct VerificationLayout: Sendable {
    /// The columns in the plan's order, behind them every declared path.
    let slots: [PlannedColumn]
    let columnCount: Int
    /// By column: how its documents come apart; `nil` for columns without declared paths.
    let documents: [DocumentLeaves?]

    init(_ plan: MaskPlan) {
        var slots = plan.columns
        var documents: [DocumentLeaves?] = []
        for column in plan.columns {
            guard column.transform == .json, !column.paths.isEmpty else {
                documents.append(nil)
                continue
            }
            documents.append(DocumentLeaves(column, firstSlot: slots.count))
            slots += column.paths
        }
        self.slots = slots
        columnCount = plan.columns.count
        self.documents = documents
    }

    /// Every column followed by its own paths, for people to read.
    var readingOrder: [Int] {
        documents.indices.flatMap { [$0] + (documents[$0].map { Array($0.slots) } ?? []) }
    }
}
