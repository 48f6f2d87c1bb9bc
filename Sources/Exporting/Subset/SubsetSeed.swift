package import Cryptography

/// Decides which rows a fraction takes: the same seed takes the same rows, and the same entity in
/// every table.
package struct SubsetSeed: Sendable {
    /// 64 hexadecimal digits. The server sees them: those of a key serve nothing else.
    let hexadecimal: String

    /// The rows of a text that people chose.
    package init(_ text: String) {
        hexadecimal = MessageDigest.sha256(Array(text.utf8)).hex
    }

    /// The rows of a key: who doesn't have it can't tell who is in the subset.
    package init(_ key: MaskingKey) {
        let subkey = key.subkey(purpose: "subset", domain: "")
        hexadecimal = subkey.secret.withSpan { bytes in
            Hexadecimal.text(bytes.indices.map { bytes[$0] })
        }
    }
}
