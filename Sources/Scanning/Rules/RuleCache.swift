internal import Cryptography
internal import Detection
internal import Formats
internal import FoundationEssentials
internal import Primitives

/// Compiled rules of earlier runs: `$XDG_CACHE_HOME/bauta`, else `~/.cache/bauta`.
///
/// A cache is a convenience: whatever is missing, damaged, somebody else's or writable by others is
/// as if it weren't there, and a cache that can't be written is no trouble.
struct RuleCache {
    /// Files that are kept; each is as large as the rules' dictionaries.
    private static let fileLimit = 4
    private static let suffix = ".rules"

    /// The program's version and its own file, so that no other build reads what it wrote.
    static let generator: String = {
        guard let status = FileStatus(path: "/proc/self/exe") else { return ProductVersion.text }
        return "\(ProductVersion.text) \(status.byteCount) \(status.modified)"
    }()

    private let folder: String

    /// - Returns: `nil` when the environment names no place.
    init?(environment: [String: String]) {
        if let named = environment["XDG_CACHE_HOME"], named.hasPrefix("/") {
            folder = named + "/bauta"
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            folder = home + "/.cache/bauta"
        } else {
            return nil
        }
    }

    /// The rules of this digest as this program compiled them.
    func rules(_ origin: CompiledRules.Origin) -> RuleSet? {
        guard let bytes = MappedFile.bytes(of: path(origin), trust: .ownerOnly),
            let compiled = try? CompiledRules(bytes), compiled.origin == origin
        else { return nil }
        return try? compiled.ruleSet()
    }

    /// Keeps compiled rules, and only the latest few of them.
    func keep(_ rules: RuleSet, _ origin: CompiledRules.Origin) {
        guard TemporaryFiles.makePrivateFolder(folder), FileStatus(path: folder)?.isPrivate == true
        else { return }
        try? CompiledRulesFile.write(rules, origin, to: path(origin), mode: 0o600)
        removeOld()
    }

    private func path(_ origin: CompiledRules.Origin) -> String {
        let key = MessageDigest.sha256(Array((origin.generator + origin.rulesDigest).utf8)).hex
        return "\(folder)/\(key.prefix(16))\(Self.suffix)"
    }

    private func removeOld() {
        let names = (try? RuleFiles.names(in: folder, suffix: Self.suffix)) ?? []
        let files = names.map { folder + "/" + $0 }
            .map { (path: $0, modified: FileStatus(path: $0)?.modified ?? 0) }
            .sorted { $0.modified > $1.modified }
        for file in files.dropFirst(Self.fileLimit) { AtomicOutput.removeStale(file.path) }
    }
}
