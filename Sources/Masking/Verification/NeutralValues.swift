/// What masking itself writes in place of values: found in the output, it proves nothing.
enum NeutralValues {
    private static let texts = [
        "[REDACTED]", "0", "false", "1970-01-01", "1970-01-01 00:00:00",
        "00000000-0000-0000-0000-000000000000", "0.0.0.0", "00:00:00:00:00:00", "00:00:00",
    ]

    /// Folded fingerprints of redactions and of the plan's constants.
    static func fingerprints(_ plan: MaskPlan, _ key: FingerprintKey) -> Set<UInt64> {
        let constants = plan.columns.flatMap { [$0] + $0.paths }.compactMap { column in
            if case .constant(let value) = column.transform { value } else { nil }
        }
        return Set((texts + constants).compactMap { key.folded(Array($0.utf8)) })
    }
}
