package import Detection
internal import Formats
internal import FoundationEssentials
internal import Primitives

/// The rules a run uses: the installed folder, or one the user names, and what a second one adds.
///
/// A folder holds `*.toml`, `dictionaries/*.txt` and `surrogates/VERSION/*.txt`, and, once
/// installed, `rules.compiled`, from which rules and dictionaries are read while the others are
/// older. Rules that aren't compiled there come from the user's cache, see `RuleCache`.
package struct RuleFolder: Sendable {
    /// The environment variable that names another installed folder.
    package static let variable = "BAUTA_RULES"
    /// The frozen version of the surrogate lists.
    package static let surrogatesVersion = "2"

    package let ruleSet: RuleSet
    /// `sha256:` over the names and bytes of every rule file and dictionary, sorted by name.
    package let digest: String
    private let folders: [String]

    /// Loads the installed rules and those of `added` over them: a folder, or a file that holds all
    /// rules compiled.
    ///
    /// The tests of rules are left out. Throws `ScanError.unreadable`, `ConfigurationError` or
    /// `RuleError` with file and line.
    package static func load(
        adding added: String? = nil,
        environment: [String: String]? = nil
    ) throws -> RuleFolder {
        let environment = environment ?? ProcessInfo.processInfo.environment
        let installed = try installedFolder(environment)
        if let added, FileStatus(path: added)?.isFolder == false {
            let compiled = try CompiledRulesFile.read(added)
            guard let rules = try? compiled.ruleSet() else {
                throw ScanError.unreadable(path: added, reason: "it is damaged")
            }
            return RuleFolder(rules, compiled.origin.rulesDigest, [installed])
        }
        let files = try RuleFiles(folder: installed)
        guard let added else { return try RuleFolder(files, RuleCache(environment: environment)) }
        return try RuleFolder(files, adding: RuleFiles(folder: added))
    }

    /// Parses folders in order: later rules take the place of earlier ones of the same id, later
    /// dictionaries of earlier ones of the same name.
    package init(folders: [String]) throws {
        try self.init(parsing: try folders.map(RuleFiles.init(folder:)))
    }

    /// The installed rules and those of `added`, parsed, with their tests.
    package static func parse(adding added: String?) throws -> RuleFolder {
        let installed = try installedFolder()
        return try RuleFolder(folders: [installed] + (added.map { [$0] } ?? []))
    }

    private init(_ ruleSet: RuleSet, _ digest: String, _ folders: [String]) {
        self.ruleSet = ruleSet
        self.digest = digest
        self.folders = folders
    }

    private init(parsing folders: [RuleFiles]) throws {
        let texts = try RuleTexts(folders)
        self.init(
            try RuleSet(files: texts.parsed(), dictionaries: texts.dictionaries), texts.digest,
            folders.map(\.folder))
    }

    /// From the compiled file, the cache, or the texts, which the cache then keeps.
    private init(_ files: RuleFiles, _ cache: RuleCache?) throws {
        if let compiled = CompiledRulesFile.current(for: files),
            let rules = try? compiled.ruleSet()
        {
            self.init(rules, compiled.origin.rulesDigest, [files.folder])
            return
        }
        let texts = try RuleTexts([files])
        let origin = CompiledRules.Origin(
            generator: RuleCache.generator, rulesDigest: texts.digest, files: files.byteCounts)
        if let rules = cache?.rules(origin) {
            self.init(rules, texts.digest, [files.folder])
            return
        }
        let rules = try RuleSet(files: texts.parsed(), dictionaries: texts.dictionaries)
        cache?.keep(rules, origin)
        self.init(rules, texts.digest, [files.folder])
    }

    /// Parses `added` alone when the others are compiled and it changes nothing they depend on.
    private init(_ files: RuleFiles, adding added: RuleFiles) throws {
        let own = try RuleTexts([added])
        guard !added.files.contains(where: { RuleSet.redefinesRules($0.name) }),
            let compiled = CompiledRulesFile.current(for: files),
            let rules = try? compiled.ruleSet()
        else {
            try self.init(parsing: [files, added])
            return
        }
        let both = try rules.adding(files: own.parsed(), dictionaries: own.dictionaries)
        self.init(both, try RuleTexts([files, added]).digest, [files.folder, added.folder])
    }

    /// Writes the rules as one file that `load` reads without parsing.
    package func compile(to path: String) throws {
        var sizes: [String: Int] = [:]
        for folder in folders {
            sizes.merge(try RuleFiles(folder: folder).byteCounts) { $1 }
        }
        let origin = CompiledRules.Origin(
            generator: ProductVersion.text, rulesDigest: digest, files: sizes)
        try CompiledRulesFile.write(ruleSet, origin, to: path)
    }

    /// The surrogate lists by file name, such as `surnames.txt`.
    package func surrogates() throws -> [String: [UInt8]] {
        var lists: [String: [UInt8]] = [:]
        for folder in folders {
            let path = folder + "/surrogates/" + Self.surrogatesVersion
            for name in (try? RuleFiles.names(in: path, suffix: ".txt")) ?? [] {
                lists[name] = try RuleTexts.read(path + "/" + name)
            }
        }
        return lists
    }

    /// Judges columns by these rules.
    package var judge: ColumnJudge {
        let classifier = ColumnClassifier(ruleSet)
        return { classifier.classify(relation: $0) }
    }

    /// Says whether a CSV header cell is recognised as data.
    package var recogniser: FileScanner.Recogniser {
        let finder = SpanFinder(ruleSet)
        return { cell in
            var scratch = DetectionScratch()
            return !finder.find(in: cell.span, scratch: &scratch).spans.isEmpty
        }
    }

    /// Where the rules are: `$BAUTA_RULES`, else `../share/bauta/rules` beside the executable, else
    /// the nearest `rules` above it, which is the package's in a build folder.
    package static func installedFolder(
        _ environment: [String: String]? = nil
    ) throws -> String {
        let manager = FileManager.default
        let environment = environment ?? ProcessInfo.processInfo.environment
        if let named = environment[variable], !named.isEmpty { return named }
        let link = (try? manager.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        var folder = Self.parent(link.isEmpty ? CommandLine.arguments[0] : link)
        let shared = Self.parent(folder) + "/share/bauta/rules"
        if manager.fileExists(atPath: shared) { return shared }
        while !folder.isEmpty {
            let rules = folder + "/rules"
            if manager.fileExists(atPath: rules + "/dictionaries") { return rules }
            folder = Self.parent(folder)
        }
        throw ScanError.unreadable(
            path: "rules", reason: "no rules folder is installed; name one in \(variable)")
    }

    private static func parent(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}
