internal import Cryptography

/// A login name or handle: `u` and 15 characters (75 bits) of a MAC; a leading `@` stays.
struct UsernameMask: CellTransform {
    private let hash: KeyedHash
    private let form: CanonicalForm

    static let characters = 15

    init(key: MaskingKey, domain: String, form: CanonicalForm) {
        hash = KeyedHash(key: key.subkey(purpose: "username", domain: domain))
        self.form = form
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        let isHandle = cell[0] == UInt8(ascii: "@")
        let name = cell.extracting((isHandle ? 1 : 0)..<cell.count)
        guard !name.isEmpty else { throw UnfitCell(.format) }
        let digest = form.digest(of: name, under: hash, workspace: &workspace)
        if isHandle { output.append(UInt8(ascii: "@")) }
        output.append(UInt8(ascii: "u"))
        KeyedToken.append(digest.leading128, characters: Self.characters, to: &output)
    }
}
