internal import FoundationEssentials

/// The files that a path stands for.
enum TextFiles {
    /// The path itself, or the files below a folder by name; hidden ones are left out.
    static func below(_ path: String) -> [String] {
        var isFolder: Bool = false
        guard path != "-", FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder
        else { return [path] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let folder = path.hasSuffix("/") ? path : path + "/"
        return names.sorted().filter { !$0.hasPrefix(".") }.flatMap { name in
            let isLink =
                (try? FileManager.default.destinationOfSymbolicLink(atPath: folder + name)) != nil
            // Why: a link may lead back up.
            return isLink ? [] : below(folder + name)
        }
    }
}
