package import Detection
package import Primitives

/// What the engine says about a column or path of the masked output.
package struct RescanFinding: Sendable, Equatable {
    /// A label that part of the cells contain.
    package struct Content: Sendable, Equatable {
        package var label: String
        package var sensitivity: Sensitivity
    }

    package var column: ColumnReference
    /// The decided label; `nil` for none and for doubt.
    package var label: String?
    package var sensitivity: Sensitivity
    package var contents: [Content]

    /// - Parameter sensitivity: of a label id, from the rules.
    package init(
        column: ColumnReference, verdict: ColumnVerdict, sensitivity: (String) -> Sensitivity
    ) {
        self.column = column
        let isDecided = verdict.status == .decided && verdict.best.label != "none"
        label = isDecided ? verdict.best.label : nil
        self.sensitivity = isDecided ? sensitivity(verdict.best.label) : .none
        contents = verdict.contents.filter { $0.low > 0 }.map {
            Content(label: $0.label, sensitivity: sensitivity($0.label))
        }
    }

    /// The first finding that a kept column mustn't have: moderate or worse.
    var leak: String? {
        if sensitivity >= .moderate, let label { return label }
        return contents.first { $0.sensitivity >= .moderate }?.label
    }
}
