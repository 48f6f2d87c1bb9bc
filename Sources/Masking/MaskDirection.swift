package import Cryptography

/// Which way a `RowMasker` works.
package enum MaskDirection: Sendable {
    /// From source values to masked ones.
    case mask
    /// The same for rows that come out of `unmask`: cells that were redacted stay redacted.
    case remask
    /// From masked values back to source values, as far as transforms are reversible. Tokens may
    /// name any key of the ring.
    case unmask(KeyRing)

    var cipherDirection: CipherDirection {
        if case .unmask = self { .decrypt } else { .encrypt }
    }

    /// Whether a cell that reads like a redaction is one.
    var keepsRedactions: Bool {
        if case .mask = self { false } else { true }
    }

    var isUnmasking: Bool { cipherDirection == .decrypt }
}
