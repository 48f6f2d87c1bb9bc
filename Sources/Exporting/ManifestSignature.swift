package import Cryptography
internal import Formats
internal import FoundationEssentials

/// A manifest's signature, `OUT.manifest.dsse.json`: a DSSE envelope (secure-systems-lab/dsse,
/// protocol 1.0) around the manifest's bytes, as in-toto's tools read it.
package struct ManifestSignature: Sendable, Equatable, Codable {
    struct Entry: Sendable, Equatable, Codable {
        let keyID: String
        /// Base 64 of the Ed25519 signature.
        let signature: String

        private enum CodingKeys: String, CodingKey {
            case keyID = "keyid"
            case signature = "sig"
        }
    }

    /// Base 64 of the manifest's bytes.
    let payload: String
    let payloadType: String
    let signatures: [Entry]

    private static let inToto = "application/vnd.in-toto+json"

    /// Signs the bytes of a manifest.
    package init(_ manifest: [UInt8], key: SigningKey) {
        payload = Data(manifest).base64EncodedString()
        payloadType = Self.inToto
        let signature = key.signature(of: Self.encoded(manifest))
        signatures = [
            Entry(
                keyID: key.publicKey.id, signature: Data(signature).base64EncodedString())
        ]
    }

    /// Whether one signature is this key's of exactly these bytes.
    package func verifies(_ manifest: [UInt8], key: VerifyingKey) -> Bool {
        guard payloadType == Self.inToto, let signed = Data(base64Encoded: payload),
            Array(signed) == manifest
        else { return false }
        return signatures.contains { entry in
            guard let signature = Data(base64Encoded: entry.signature) else { return false }
            return key.verifies(Array(signature), of: Self.encoded(manifest))
        }
    }

    /// What is signed: DSSE's pre-authentication encoding.
    private static func encoded(_ manifest: [UInt8]) -> [UInt8] {
        let head = "DSSEv1 \(inToto.utf8.count) \(inToto) \(manifest.count) "
        return Array(head.utf8) + manifest
    }

    /// Writes `path` whole or not at all.
    package func write(to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        let output = try AtomicOutput(path: path)
        try output.writer.write(Array(try encoder.encode(self)) + [0x0A])
        try output.commit()
    }

    /// Reads an envelope; throws a `FormatError` or `ExportError.badManifest`.
    package static func read(_ path: String) throws -> ManifestSignature {
        let input = try InputFile(path: path)
        var bytes: [UInt8] = []
        while try input.read(upTo: 1 << 16, into: &bytes) {}
        guard
            let envelope = try? JSONDecoder().decode(ManifestSignature.self, from: Data(bytes))
        else { throw ExportError.badManifest(file: path, reason: "isn't a DSSE envelope") }
        return envelope
    }
}
