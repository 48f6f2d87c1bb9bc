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
        let digest = form.digest(of: cell, under: hash, workspace: &workspace)
        let digits: StaticString = "0123456789abcdef"
        var text = InlineArray<64, UInt8>(repeating: 0)
        for index in 0..<32 {
            let byte = Int(digest.bytes[index])
            unsafe text[index * 2] = digits.utf8Start[byte >> 4]
            unsafe text[index * 2 + 1] = digits.utf8Start[byte & 15]
        }
        output.append(text.span.extracting(0..<length))
    }
}
