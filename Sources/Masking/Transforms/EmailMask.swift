internal import Cryptography

/// Valid addresses that are nobody's: `k3vq…@f7xa2bc.example`.
///
/// The local part is 80 bits of a MAC over the whole canonical address, so distinct addresses stay
/// distinct; the host is a token of the canonical domain under `.example` (RFC 2606), so colleagues
/// stay colleagues. `keepDomain` leaves the domain, in canonical form.
struct EmailMask: CellTransform {
    private let local: KeyedHash
    private let host: KeyedHash
    private let keepsDomain: Bool
    private let form: CanonicalForm

    static let localCharacters = 16
    static let hostCharacters = 8
    /// RFC 5321 §4.5.3.1: 64 for the local part, 255 for the domain.
    private static let maximumLength = 320

    init(key: MaskingKey, domain: String, form: CanonicalForm, keepsDomain: Bool) {
        local = KeyedHash(key: key.subkey(purpose: "email", domain: domain))
        host = KeyedHash(key: key.subkey(purpose: "email host", domain: domain))
        self.keepsDomain = keepsDomain
        self.form = form
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        workspace.removeAll(keepingCapacity: true)
        form.append(cell, to: &workspace)
        let address = workspace.span
        guard let at = Self.separator(address) else { throw UnfitCell(.format) }
        let domain = address.extracting(at + 1..<address.count)
        KeyedToken.append(
            local.digest(address).leading128, characters: Self.localCharacters, to: &output)
        output.append(UInt8(ascii: "@"))
        if keepsDomain {
            output.append(domain)
        } else {
            KeyedToken.append(
                host.digest(domain).leading128, characters: Self.hostCharacters, to: &output)
            output.append(contentsOf: ".example".utf8)
        }
    }

    /// Where the one `@` stands, when both sides look like an address's.
    private static func separator(_ address: Span<UInt8>) -> Int? {
        guard address.count <= maximumLength else { return nil }
        var at: Int?
        for index in address.indices {
            let byte = address[index]
            if byte <= 0x20 || byte == 0x7F || byte == UInt8(ascii: ",")
                || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
            {
                return nil
            }
            if byte == UInt8(ascii: "@") {
                guard at == nil else { return nil }
                at = index
            }
        }
        guard let at, at > 0, at + 1 < address.count else { return nil }
        return isHost(address.extracting(at + 1..<address.count)) ? at : nil
    }

    /// Letters, digits, `-` and `.` (or non-ASCII), no dot at an end.
    private static func isHost(_ host: Span<UInt8>) -> Bool {
        for index in host.indices {
            let byte = host[index]
            let isInner = index > 0 && index < host.count - 1
            guard
                byte.isLetter || byte.isDigit || byte >= 0x80
                    || (isInner && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")))
            else { return false }
        }
        return true
    }
}
