internal import Detection
internal import Formats
internal import Primitives

/// Compiled rules on disk: `rules.compiled` beside installed rules, or wherever the user put them.
enum CompiledRulesFile {
    /// Its name in a folder of rules.
    static let name = "rules.compiled"

    /// Writes under a temporary name, syncs and renames.
    static func write(
        _ rules: RuleSet, _ origin: CompiledRules.Origin, to path: String, mode: UInt32 = 0o644
    ) throws {
        let output = try AtomicOutput(path: path, mode: mode)
        try output.writer.write(CompiledRules.encode(rules, origin: origin))
        try output.commit()
    }

    /// A file that the user named.
    ///
    /// - Throws: `ScanError.unreadable` when it isn't one, or not one of this version.
    static func read(_ path: String) throws(ScanError) -> CompiledRules {
        guard let bytes = MappedFile.bytes(of: path) else {
            throw .unreadable(path: path, reason: "it isn't a readable file")
        }
        do throws(CompiledRules.Flaw) {
            let compiled = try CompiledRules(bytes)
            guard compiled.origin.generator == ProductVersion.text else { throw .otherVersion }
            return compiled
        } catch {
            throw .unreadable(
                path: path, reason: "\(error.rawValue); write it with bauta rules compile")
        }
    }

    /// What lies beside the rules of a folder, unless one of them has changed since.
    static func current(for files: RuleFiles) -> CompiledRules? {
        let path = files.folder + "/" + name
        guard let status = FileStatus(path: path), status.modified >= files.modified,
            let compiled = try? read(path), compiled.origin.files == files.byteCounts
        else { return nil }
        return compiled
    }
}
