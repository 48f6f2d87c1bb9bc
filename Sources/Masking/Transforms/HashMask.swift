internal import Cryptography
internal import Primitives

/// HMAC-SHA256 of the canonical value in lower-case hexadecimal, cut to `length` digits.
struct HashMask: CellTransform {
    private let hash: KeyedHash
    private let form: CanonicalForm
    private let length: Int

    init(key: MaskingKey, domain: String, form: CanonicalForm, length: Int) {
        hash = KeyedHash(key: key.subkey(purpose: "hash", domain: domain))
        self.form = form
        self.length = length
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        workspace.removeAll(keepingCapacity: true)
        form.append(cell, to: &workspace)
        let digest = hash.digest(workspace)
        let digits: StaticString = "0123456789abcdef"
        for index in 0..<length {
            let byte = digest.bytes[index >> 1]
            let nibble = Int(index & 1 == 0 ? byte >> 4 : byte & 15)
            unsafe output.append(digits.utf8Start[nibble])
        }
    }
}
