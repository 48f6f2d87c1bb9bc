internal import Cryptography
internal import Formats

/// SHA-256 of files of any size.
enum FileDigest {
    /// In hexadecimal.
    static func sha256(_ path: String) throws -> String {
        let input = try InputFile(path: path)
        var digest = MessageDigest()
        var bytes: [UInt8] = []
        var isAtEnd = false
        while !isAtEnd {
            // Why: the last read may bring bytes and the end at once.
            isAtEnd = try !input.read(upTo: 1 << 20, into: &bytes)
            digest.update(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        return digest.finish().hex
    }
}
