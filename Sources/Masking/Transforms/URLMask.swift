internal import Cryptography

/// A web address: scheme, port and number of path segments stay, the host goes to `.example`, each
/// segment, the query and the fragment become tokens; user and password are dropped.
///
/// Equal hosts and equal segments have equal tokens of 50 bits, so a site's tree stays a tree. A
/// leading `www.` stays; a numeric host becomes an address of 198.18.0.0/15 (RFC 2544).
struct URLMask: CellTransform {
    private let host: KeyedHash
    private let part: KeyedHash
    private let width: Int?

    static let characters = 10
    private static let suffix = Array(".example".utf8)
    /// Below it no scheme and host fit.
    static let leastWidth = "https://".utf8.count + 4 + suffix.count
    private static let schemes: [StaticString] = [
        "http", "https", "ftp", "ftps", "sftp", "ws", "wss", "ssh", "git", "s3", "gs", "file",
        "postgres", "postgresql", "mysql", "mongodb", "redis", "rediss", "amqp", "amqps",
    ]

    init(key: MaskingKey, domain: String, width: Int? = nil) {
        self.width = width
        host = KeyedHash(key: key.subkey(purpose: "url host", domain: domain))
        part = KeyedHash(key: key.subkey(purpose: "url", domain: domain))
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        for index in cell.indices where cell[index] <= 0x20 || cell[index] == 0x7F {
            throw UnfitCell(.format)
        }
        let start = output.count
        var position = try appendScheme(cell, into: &output)
        let schemeEnd = position
        var hasToken = false
        if position > 0 || cell[0] != UInt8(ascii: "/") {
            let end = Self.end(of: cell, from: position) { byte in
                byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
            }
            hasToken = try appendAuthority(
                cell.extracting(position..<end), hasScheme: position > 0, &workspace, into: &output)
            position = end
        }
        if appendTail(cell.extracting(position..<cell.count), into: &output) { hasToken = true }
        guard hasToken else { throw UnfitCell(.format) }
        guard let width, output.count - start > width else { return }
        output.removeLast(output.count - start - schemeEnd)
        try appendShort(cell, room: width - schemeEnd, into: &output)
    }

    /// One token under `.example` for everything behind the scheme, where there is no room for the
    /// parts.
    private func appendShort(
        _ cell: Span<UInt8>, room: Int, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let count = min(2 * Self.characters, room - Self.suffix.count)
        guard count >= 4 else { throw UnfitCell(.width) }
        KeyedToken.append(part.digest(cell).leading128, characters: count, to: &output)
        output.append(contentsOf: Self.suffix)
    }

    /// `https://` when the cell has a known scheme; where the rest begins.
    private func appendScheme(
        _ cell: Span<UInt8>, into output: inout [UInt8]
    ) throws(UnfitCell) -> Int {
        let length = Self.end(of: cell, from: 0) { !$0.isLetter && !$0.isDigit }
        guard length + 2 < cell.count, cell[length] == UInt8(ascii: ":"),
            cell[length + 1] == UInt8(ascii: "/"), cell[length + 2] == UInt8(ascii: "/")
        else { return 0 }
        let scheme = cell.extracting(0..<length)
        for known in Self.schemes where scheme.equalsFolded(known) {
            output.append(cell.extracting(0..<length + 3))
            return length + 3
        }
        throw UnfitCell(.format)
    }

    /// Whether there was a host to mask.
    private func appendAuthority(
        _ authority: Span<UInt8>, hasScheme: Bool, _ workspace: inout [UInt8],
        into output: inout [UInt8]
    ) throws(UnfitCell) -> Bool {
        workspace.removeAll(keepingCapacity: true)
        var userEnd = 0
        for index in authority.indices where authority[index] == UInt8(ascii: "@") {
            userEnd = index + 1
        }
        var end = authority.count
        while end > userEnd, authority[end - 1].isDigit { end -= 1 }
        let hasPort = end > userEnd && end < authority.count && authority[end - 1] == 0x3A
        let hostEnd = hasPort ? end - 1 : authority.count
        CanonicalForm.casefold.append(authority.extracting(userEnd..<hostEnd), to: &workspace)
        guard hasScheme || (userEnd == 0 && workspace.contains(UInt8(ascii: "."))) else {
            throw UnfitCell(.format)
        }
        if !workspace.isEmpty { appendHost(workspace.span, into: &output) }
        if hasPort { output.append(authority.extracting(hostEnd..<authority.count)) }
        return !workspace.isEmpty
    }

    private func appendHost(_ name: Span<UInt8>, into output: inout [UInt8]) {
        let digest = host.digest(name)
        let firstLetter = Self.end(of: name, from: 0) { $0.isLetter }
        if firstLetter == name.count || name[0] == UInt8(ascii: "[") {
            let low = digest.leading64.scaled(below: 1 << 17)
            output.append(contentsOf: "198.".utf8)
            output.appendDigits(18 + low >> 16, width: 1)
            output.append(UInt8(ascii: "."))
            output.appendDigits(low >> 8 & 255, width: 1)
            output.append(UInt8(ascii: "."))
            output.appendDigits(low & 255, width: 1)
            return
        }
        if name.count > 4, name.extracting(0..<4).equals("www.") {
            output.append(contentsOf: "www.".utf8)
        }
        KeyedToken.append(digest.leading128, characters: Self.characters, to: &output)
        output.append(contentsOf: Self.suffix)
    }

    /// Path, query and fragment: `/` stays, what stands between becomes a token. Whether anything
    /// did.
    private func appendTail(_ tail: Span<UInt8>, into output: inout [UInt8]) -> Bool {
        var hasToken = false
        var position = 0
        var inPath = true
        while position < tail.count {
            let byte = tail[position]
            if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") { inPath = false }
            output.append(byte)
            let next = Self.end(of: tail, from: position + 1) { other in
                other == UInt8(ascii: "#")
                    || inPath && (other == UInt8(ascii: "/") || other == UInt8(ascii: "?"))
            }
            if next > position + 1 {
                let digest = part.digest(tail.extracting(position + 1..<next))
                KeyedToken.append(digest.leading128, characters: Self.characters, to: &output)
                hasToken = true
            }
            position = next
        }
        return hasToken
    }

    /// The first position from `start` at which `stops` holds, or the end.
    private static func end(
        of cell: Span<UInt8>, from start: Int, _ stops: (UInt8) -> Bool
    ) -> Int {
        var position = start
        while position < cell.count, !stops(cell[position]) { position += 1 }
        return position
    }
}
