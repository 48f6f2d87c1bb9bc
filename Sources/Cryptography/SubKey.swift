/// A 256-bit key for one purpose, domain and template, derived from a `MaskingKey`.
///
/// Subkeys of different purposes, domains or templates are independent: knowing one says nothing
/// of another or of the master. Copies share the bytes, which are zeroed with the last of them.
package struct SubKey: Sendable {
    /// The 32 key bytes.
    package let secret: SecretBytes

    /// A subkey of known bytes, for published vectors; `bytes` must be 32.
    package init(bytes: [UInt8]) throws(CryptographyError) {
        guard bytes.count == 32 else { throw .keyLength(bytes: bytes.count) }
        self.init(secret: SecretBytes(copying: bytes.span))
    }

    init(secret: SecretBytes) {
        precondition(secret.count == 32)
        self.secret = secret
    }
}

extension SubKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { "<redacted>" }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
