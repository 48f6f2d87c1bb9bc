import FoundationEssentials
import Masking
import TestSupport

/// The surrogate lists that ship with the rules.
enum InstalledLists {
    static func read() throws -> SurrogateLists {
        var files: [String: [UInt8]] = [:]
        for name in SurrogateLists.fileNames {
            let path = PackageFolder.path("rules/surrogates/2/" + name)
            files[name] = Array(try Data(contentsOf: URL(filePath: path)))
        }
        return try SurrogateLists(files: files)
    }
}
