internal import FoundationEssentials

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A temporary folder that disappears with its last reference.
package final class TestFolder: Sendable {
    package let path: String

    package init(prefix: String = "bauta-test") throws {
        path = try Self.make(prefix: prefix)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of `name` in the folder.
    package func path(_ name: String) -> String { path + "/" + name }

    /// Writes a file, making the folders of its name, and returns its path.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        try write(name, bytes: Array(text.utf8))
    }

    @discardableResult
    package func write(_ name: String, bytes: [UInt8]) throws -> String {
        let target = path(name)
        if let slash = target.lastIndex(of: "/") {
            try FileManager.default.createDirectory(
                atPath: String(target[..<slash]), withIntermediateDirectories: true)
        }
        try Data(bytes).write(to: URL(filePath: target))
        return target
    }

    /// Copies a file of another folder with its mode, which a key file must keep.
    package func copy(_ name: String, from other: TestFolder) throws {
        try FileManager.default.copyItem(atPath: other.path(name), toPath: path(name))
    }

    /// The text of a file of the folder; bytes that aren't UTF-8 become U+FFFD.
    package func read(_ name: String) throws -> String {
        String(decoding: try bytes(name), as: UTF8.self)
    }

    package func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path(name))))
    }

    package func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: path(name))
    }

    /// Every file below the folder, relative and sorted.
    package func files() -> [String] {
        ((try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []).filter {
            var isFolder = false
            return FileManager.default.fileExists(atPath: path($0), isDirectory: &isFolder)
                && !isFolder
        }.sorted()
    }

    /// Makes a folder in /tmp that the caller removes.
    static func make(prefix: String) throws -> String {
        var template = Array("/tmp/\(prefix).XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw TestSupportError("cannot make a temporary folder: errno \(errno)")
        }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
