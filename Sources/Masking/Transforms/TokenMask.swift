package import Cryptography
package import Primitives

/// Reversible tokens: the value under AES-SIV (RFC 5297), so that equal values of a domain have
/// equal tokens, no two values share one, and only a key holder reads them.
///
/// A token is `bt1_` and base64url (RFC 4648 §5, without padding) of one byte for the number of the
/// key in its ring, the 16 bytes of the synthetic IV and one byte for each of the value. The two
/// AES-256 keys are the subkeys of purpose `token mac` and `token` for the domain; there is no
/// associated data. A changed token, or one of another domain, is refused.
package struct TokenMask: ReversibleTransform {
    /// How every token begins: Bauta, token, form 1.
    static let prefix: StaticString = "bt1_"
    /// What the synthetic IV tells apart.
    static let bits = 128
    /// Characters of the token of one byte.
    static let leastWidth = width(ofBytes: 1)

    private let number: UInt8
    private let cipher: SyntheticIVCipher
    /// Those that may open a token, by key number.
    private let openers: [Int: SyntheticIVCipher]

    /// - Parameter ring: more keys whose tokens can be opened.
    package init(key: MaskingKey, domain: String, ring: KeyRing? = nil) {
        number = UInt8(key.number)
        let own = Self.cipher(key, domain)
        cipher = own
        let others = ring.map { $0.entries.map(\.key).filter { $0.id != key.id } } ?? []
        var openers = Dictionary(
            uniqueKeysWithValues: others.map { ($0.number, Self.cipher($0, domain)) })
        openers[key.number] = own
        self.openers = openers
    }

    private static func cipher(_ key: MaskingKey, _ domain: String) -> SyntheticIVCipher {
        SyntheticIVCipher(
            mac: key.subkey(purpose: "token mac", domain: domain),
            cipher: key.subkey(purpose: "token", domain: domain))
    }

    /// Characters of the token of a value of so many bytes.
    static func width(ofBytes count: Int) -> Int {
        prefix.utf8CodeUnitCount + Base64URL.encodedCount(1 + SyntheticIVCipher.overhead + count)
    }

    /// Tokens for values, or values for tokens; what isn't a genuine token of a known key is unfit.
    package func transform(
        _ cells: CellBatch, _ direction: CipherDirection, into output: inout CellBatch,
        scratch: inout FormatPreservingScratch, unfit: (Int, inout CellBatch) -> Void
    ) {
        if direction == .encrypt { return seal(cells, into: &output, work: &scratch.work) }
        for row in 0..<cells.count {
            if cells.isNull(row) {
                output.appendNull()
            } else if cells.range(row).isEmpty {
                output.append([])
            } else if let value = cells.withCell(row, open) {
                output.append(value)
            } else {
                unfit(row, &output)
            }
        }
    }

    private func seal(_ cells: CellBatch, into output: inout CellBatch, work: inout CellBatch) {
        work.removeAll()
        cipher.seal(cells, lead: number, into: &work)
        for row in 0..<cells.count {
            if cells.isNull(row) {
                output.appendNull()
                continue
            }
            output.appendCell { bytes in
                guard !cells.range(row).isEmpty else { return }
                Self.prefix.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
                work.withCell(row) { Base64URL.append($0, to: &bytes) }
            }
        }
    }

    private func open(_ token: Span<UInt8>) -> [UInt8]? {
        let start = Self.prefix.utf8CodeUnitCount
        guard token.count > start, token.extracting(0..<start).equals(Self.prefix),
            let sealed = Base64URL.bytes(token.extracting(start..<token.count)),
            let number = sealed.first, let opener = openers[Int(number)]
        else { return nil }
        var value: [UInt8] = []
        let message = sealed.span.extracting(1..<sealed.count)
        return opener.open(message, into: &value) ? value : nil
    }
}
