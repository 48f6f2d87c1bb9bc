/// Where an export goes.
package enum ExportDestination: Sendable, Equatable {
    /// A file that appears whole or not at all.
    case file(String)
    /// What went there can't be recalled: the exit code and the absent manifest say so.
    case standardOutput

    /// The manifest that belongs to a file.
    package static func manifestPath(_ path: String) -> String { path + ".manifest.json" }

    /// The manifest's signature.
    package static func signaturePath(_ path: String) -> String { path + ".manifest.dsse.json" }

    /// The verification record that belongs to a file; private, mode 0600.
    package static func recordPath(_ path: String) -> String { path + ".verify" }
}
