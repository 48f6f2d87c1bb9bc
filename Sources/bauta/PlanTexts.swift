internal import Configuration
internal import Cryptography
internal import Exporting
internal import Masking

/// The files of one plan, what it imports before itself, and the environment that counts.
struct PlanTexts {
    struct File {
        let name: String
        let text: String
    }

    /// The plan last.
    private(set) var files: [File] = []
    let environment: String?

    /// Imports of imports of imports …
    private static let depthLimit = 16

    /// Reads a plan and, from beside each file, whatever it imports.
    init(path: String, environment: String?) throws {
        self.environment = environment
        try read(path, importers: [])
    }

    /// The plan that a manifest holds, named after it in messages.
    init(_ plan: ManifestPredicate.Plan, name: String) {
        environment = plan.environment
        files = (plan.imports ?? []).map { File(name: "\(name): \($0.name)", text: $0.text) }
        files.append(File(name: name + ": mask.toml", text: plan.text))
    }

    var text: String { files.last?.text ?? "" }

    /// Where the files lie that the plan names.
    var folder: String { files.last.map { WholeFile.folder(of: $0.name) } ?? "" }

    var imports: [ManifestPredicate.Plan.Import] {
        files.dropLast().map { .init(name: $0.name, text: $0.text) }
    }

    /// Of the text alone for a plan of one file.
    var digest: String {
        let parts = files.map(\.text) + (environment.map { [$0] } ?? [])
        return "sha256:" + MessageDigest.sha256(Array(parts.joined(separator: "\0").utf8)).hex
    }

    func parsed() throws(ConfigurationError) -> PlanFile {
        var parsed: [ConfigurationFile] = []
        for file in files { parsed.append(try ConfigurationFile(name: file.name, text: file.text)) }
        return try PlanFile(parsed, environment: environment)
    }

    private mutating func read(_ path: String, importers: [String]) throws {
        guard !importers.contains(path), importers.count < Self.depthLimit else {
            throw CommandError(
                "\(importers.last ?? path): imports \(path), which imports it; remove one import")
        }
        // Why: a file that two others import lies beneath both.
        if files.contains(where: { $0.name == path }) { return }
        let text = try WholeFile.readText(path)
        let root = try ConfigurationFile(name: path, text: text).root
        for name in try root.strings("imports") ?? [] {
            let other = name.hasPrefix("/") ? name : WholeFile.folder(of: path) + name
            guard WholeFile.exists(other) else {
                throw root.error("no file \(other)", key: "imports")
            }
            try read(other, importers: importers + [path])
        }
        files.append(File(name: path, text: text))
    }
}
