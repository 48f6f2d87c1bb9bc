/// The 256-bit master key of a project; everything keyed is derived from it.
///
/// As text it is one line, `bauta-key-1:BASE64URL(32 bytes):CRC32`; see `KeyLine`. The bytes are
/// zeroed in `deinit` and never printed.
package final class MaskingKey: Sendable {
    private let secret: SecretBytes
    /// 16 hexadecimal digits that name the key and reveal nothing of it; they go into manifests.
    package let id: String
    /// The key's place in its `KeyRing`, by which tokens name it; 1 for a key that stands alone.
    package let number: Int

    package static let byteCount = KeyLine.byteCount
    /// What fits the one byte of a token.
    package static let numbers = 1...255
    private static let form = KeyLine(prefix: "bauta-key-1:")

    /// A key of 32 known bytes.
    package init(secret: SecretBytes, number: Int = 1) throws(CryptographyError) {
        guard secret.count == KeyLine.byteCount else { throw .keyLength(bytes: secret.count) }
        precondition(Self.numbers.contains(number))
        self.secret = secret
        self.number = number
        let info = Array("bauta/1 key id".utf8)
        id = KeyDerivation.hkdf(secret: secret, info: info, count: 8).withSpan { bytes in
            Hexadecimal.text(bytes.indices.map { bytes[$0] })
        }
    }

    /// A fresh key from the system's random generator.
    package static func random(number: Int = 1) throws(CryptographyError) -> MaskingKey {
        let secret = try SecretBytes.random(count: KeyLine.byteCount)
        return try MaskingKey(secret: secret, number: number)
    }

    /// Reads the one line; one newline may end it. Errors name the defect and never the text.
    package convenience init(
        text: Span<UInt8>, number: Int = 1
    ) throws(CryptographyError) {
        let secret = try Self.form.bytes(of: text)
        try self.init(secret: secret, number: number)
    }

    package convenience init(text: String) throws(CryptographyError) {
        let bytes = Array(text.utf8)
        try self.init(text: bytes.span)
    }

    /// The one line that `init(text:)` reads, without a newline; for writing a key file only.
    package func line() -> SecretBytes { Self.form.text(of: secret) }

    /// The subkey of one purpose, consistency domain and template.
    ///
    /// HKDF-SHA256 with info `bauta/1 | purpose | domain | template`. A `|` or `\` inside a part is
    /// escaped with `\`, so no two triples share an info. Templates have no separators.
    package func subkey(purpose: String, domain: String, template: String = "") -> SubKey {
        let parts = ["bauta/1"] + [purpose, domain, template].map(Self.escaped)
        let info = Array(parts.joined(separator: " | ").utf8)
        return SubKey(secret: KeyDerivation.hkdf(secret: secret, info: info, count: 32))
    }

    private static func escaped(_ part: String) -> String {
        part.reduce(into: "") { result, character in
            if character == "|" || character == "\\" { result.append("\\") }
            result.append(character)
        }
    }
}

extension MaskingKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "key \(id)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
