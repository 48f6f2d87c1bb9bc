internal import Formats
internal import FoundationEssentials

/// What was masked, how, from what, with which key, and what verification found.
///
/// An in-toto statement (in-toto.io, Statement v1) about the output: `OUT.manifest.json`. Holds
/// counts, digests and names, never a value; the same run gives the same bytes.
package struct Manifest: Sendable, Equatable, Codable {
    /// The output: its name and `sha256` digest.
    package struct Subject: Sendable, Equatable, Codable {
        package let name: String
        package let digest: [String: String]
    }

    package let type: String
    package let subject: [Subject]
    package let predicateType: String
    package var predicate: ManifestPredicate

    package static let statementType = "https://in-toto.io/Statement/v1"
    package static let predicateType = "urn:bauta:mask-manifest:1"

    private enum CodingKeys: String, CodingKey {
        case type = "_type"
        case subject, predicateType, predicate
    }

    /// A manifest for the output `name` with the digest `sha256:…`.
    package init(name: String, outputDigest: String, predicate: ManifestPredicate) {
        type = Self.statementType
        let hex = String(outputDigest.drop { $0 != ":" }.dropFirst())
        subject = [Subject(name: name, digest: ["sha256": hex])]
        predicateType = Self.predicateType
        self.predicate = predicate
    }

    /// The output's SHA-256 in hexadecimal.
    package var outputDigest: String? { subject.first?.digest["sha256"] }

    /// The bytes of the file: sorted keys, two blanks of indent, a line feed at the end.
    package func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [0x0A]
    }

    /// Writes `path` whole or not at all.
    package func write(to path: String) throws {
        let output = try AtomicOutput(path: path)
        try output.writer.write(try encoded())
        try output.commit()
    }

    /// Reads a manifest; throws a `FormatError` or `ExportError.badManifest`.
    package static func read(_ path: String) throws -> Manifest {
        let input = try InputFile(path: path)
        var bytes: [UInt8] = []
        while try input.read(upTo: 1 << 16, into: &bytes) {}
        do {
            let manifest = try JSONDecoder().decode(Manifest.self, from: Data(bytes))
            guard manifest.predicateType == predicateType else {
                throw ExportError.badManifest(
                    file: path, reason: "isn't a manifest of this version")
            }
            return manifest
        } catch let error as DecodingError {
            throw ExportError.badManifest(file: path, reason: "isn't a manifest: \(error.place)")
        }
    }
}

extension DecodingError {
    /// The key path at which decoding failed; the value there isn't shown.
    fileprivate var place: String {
        let context: Context? =
            switch self {
            case .typeMismatch(_, let context), .valueNotFound(_, let context),
                .keyNotFound(_, let context), .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        let path = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
        return path.isEmpty ? "not the expected JSON" : "at \(path)"
    }
}
