import FoundationEssentials
import Testing

/// The files of this repository, found from this file upwards to `Package.swift`.
enum Repository {
    static let root: String = {
        var folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while !FileManager.default.fileExists(atPath: folder.path + "/Package.swift") {
            folder = folder.deletingLastPathComponent()
        }
        return folder.path.hasSuffix("/") ? String(folder.path.dropLast()) : folder.path
    }()

    /// Every committed Swift file: sources, tests, benchmarks, samples and the manifest.
    static let swift: [SwiftSource] = files.filter { $0.hasSuffix(".swift") }.map {
        SwiftSource(path: $0, text: text($0) ?? "")
    }

    /// The Swift files below `Sources`.
    static let sources = swift.filter { $0.path.hasPrefix("Sources/") }

    /// Every file that belongs to the repository, as paths below the root, sorted.
    static let files: [String] = {
        let folders = ["Sources", "Tests", "Benchmarks", "rules", "samples", ".ci", "docs"]
        let loose = ["Package.swift", "Makefile", "README.md", ".gitignore"]
        var found = loose.filter { FileManager.default.fileExists(atPath: root + "/" + $0) }
        for folder in folders {
            let below = try? FileManager.default.subpathsOfDirectory(atPath: root + "/" + folder)
            for name in below ?? [] where !name.contains("__pycache__") {
                found.append(folder + "/" + name)
            }
        }
        return found.sorted()
    }()

    /// The text of a file below the root; `nil` for a folder, a missing file or other bytes.
    static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: root + "/" + path).flatMap {
            String(validating: $0, as: UTF8.self)
        }
    }
}

/// Fails with one line a violation.
func expectNone(
    _ violations: [String], _ rule: Comment, sourceLocation: SourceLocation = #_sourceLocation
) {
    let list = violations.joined(separator: "\n")
    #expect(violations.isEmpty, "\(rule):\n\(list)", sourceLocation: sourceLocation)
}
