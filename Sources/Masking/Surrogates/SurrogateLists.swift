internal import Cryptography

/// The frozen lists that names, streets and cities are drawn from:
/// `rules/surrogates/VERSION/*.txt`.
///
/// A list never changes once published, since every draw is an index into it; a better list is a
/// new version. Apart from the detection dictionaries. `digest` goes into plan and manifest.
package struct SurrogateLists: Sendable {
    /// The files a version consists of, one value a line, `#` lines are comments.
    package static let fileNames = [
        "cities.txt", "given-female.txt", "given-male.txt", "streets.txt", "surnames.txt",
    ]

    let female: SurrogateList
    let male: SurrogateList
    let surnames: SurrogateList
    let streets: SurrogateList
    let cities: SurrogateList
    /// `sha256:` over the names and contents of all files in the order of `fileNames`.
    package let digest: String

    /// - Parameter files: contents by file name; others than `fileNames` are ignored.
    package init(files: [String: [UInt8]]) throws(MaskingError) {
        cities = try Self.list("cities.txt", in: files)
        female = try Self.list("given-female.txt", in: files)
        male = try Self.list("given-male.txt", in: files)
        streets = try Self.list("streets.txt", in: files)
        surnames = try Self.list("surnames.txt", in: files)
        var content: [UInt8] = []
        for name in Self.fileNames {
            let bytes = files[name] ?? []
            content.append(contentsOf: "\(name) \(bytes.count)\n".utf8)
            content.append(contentsOf: bytes)
        }
        digest = "sha256:" + MessageDigest.sha256(content.span).hex
    }

    private static func list(
        _ name: String, in files: [String: [UInt8]]
    ) throws(MaskingError) -> SurrogateList {
        guard let bytes = files[name] else {
            throw .badSurrogates(name, "is missing; install the rules folder whole")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .badSurrogates(name, "isn't UTF-8")
        }
        guard let list = SurrogateList(text: text) else {
            throw .badSurrogates(name, "holds no value")
        }
        return list
    }
}
