internal import Cryptography

/// Valid addresses that are nobody's: `k3vq…@f7xa2bc.example`.
///
/// The local part is 80 bits of a MAC over the whole canonical address, so distinct addresses stay
/// distinct; the host is a token of the canonical domain under `.example` (RFC 2606), so colleagues
/// stay colleagues; with `provider` its end says what kind of provider it was, and with `kept` it
/// stays, in canonical form. In a narrow column first the host and then the local part are shorter
/// beginnings of the same tokens.
struct EmailMask: DrawingTransform {
    /// What an address comes to in a column of some width.
    struct Lengths: Equatable {
        var local = 16
        var host = 8

        /// Below it no valid address fits.
        static func leastWidth(_ host: MaskTransform.EmailHost) -> Int { fixed(host) + 4 }

        /// `@` and the longest of the reserved domains.
        private static func fixed(_ host: MaskTransform.EmailHost) -> Int {
            let company = MailProvider.company.suffix.utf8CodeUnitCount
            return 1 + (host == .provider ? MailProvider.longestSuffix : company)
        }

        /// - Parameter width: characters that the column takes; `nil` for any number.
        init(width: Int?, _ rule: MaskTransform.EmailHost) {
            guard let width else { return }
            let room = width - Self.fixed(rule)
            host = max(2, min(host, room - local))
            local = max(2, min(local, room - host))
        }
    }

    let keys: [CipherMAC]
    private let host: MaskTransform.EmailHost
    private let providers: MailProviders?
    private let form: CanonicalForm
    private let width: Int?
    private let lengths: Lengths

    /// RFC 5321 §4.5.3.1: 64 for the local part, 255 for the domain.
    private static let maximumLength = 320

    /// - Parameter providers: needed where `host` is `provider`.
    init(
        key: MaskingKey, domain: String, form: CanonicalForm, host: MaskTransform.EmailHost,
        providers: MailProviders? = nil, width: Int? = nil
    ) {
        keys = ["email", "email host"].map {
            CipherMAC(key: key.subkey(purpose: $0, domain: domain))
        }
        self.host = host
        self.providers = providers
        self.form = form
        self.width = width
        lengths = Lengths(width: width, host)
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        let address = form == .casefold ? cell.extracting(cell.inner) : cell
        guard let at = Self.separator(address) else { throw UnfitCell(.format) }
        draws.ask(0, address, form)
        guard host != .kept else { return }
        let name = address.extracting(at + 1..<address.count)
        draws.ask(1, name, form)
        if let providers { draws.note(UInt64(providers.provider(of: name).rawValue)) }
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let draw = draws.take(0)
        if host != .kept {
            let provider = providers == nil ? .company : MailProvider(draws.takeNote())
            append(draw, draws.take(1), provider, to: &output)
            return
        }
        let (local, width) = (Lengths(width: nil, host).local, width)
        let isWritten = draws.withTaken(0) { address in
            guard let at = Self.separator(address) else { return false }
            let host = address.extracting(at + 1..<address.count)
            let count = min(local, (width ?? .max) - 1 - host.characterCount)
            guard count >= 2 else { return false }
            KeyedToken.append(draw, characters: count, to: &output)
            output.append(UInt8(ascii: "@"))
            output.append(host)
            return true
        }
        guard isWritten else { throw UnfitCell(.width) }
    }

    /// Both tokens and the reserved domain, put together before they are appended.
    private func append(
        _ local: UInt128, _ host: UInt128, _ provider: MailProvider, to output: inout [UInt8]
    ) {
        var text = InlineArray<40, UInt8>(repeating: 0)
        var span = text.mutableSpan
        KeyedToken.write(local, characters: lengths.local, to: &span, at: 0)
        span[lengths.local] = UInt8(ascii: "@")
        var count = lengths.local + 1
        KeyedToken.write(host, characters: lengths.host, to: &span, at: count)
        count += lengths.host
        let suffix = provider.suffix
        for index in 0..<suffix.utf8CodeUnitCount {
            unsafe span[count] = suffix.utf8Start[index]
            count += 1
        }
        output.append(text.span.extracting(0..<count))
    }

    /// Where the one `@` stands, when both sides look like an address's.
    private static func separator(_ address: Span<UInt8>) -> Int? {
        guard address.count <= maximumLength else { return nil }
        var at = -1
        for index in stride(from: 0, to: address.count, by: 8) {
            let word = address.word(at: index)
            let there = UInt64.byteMarks(first: address.count - index)
            guard word.unaddressedMarks & there == 0 else { return nil }
            let found = word.marks(from: UInt8(ascii: "@"), to: UInt8(ascii: "@"))
            if found == 0 { continue }
            guard at < 0, found & (found - 1) == 0 else { return nil }
            at = index + found.trailingZeroBitCount / 8
        }
        guard at > 0, at + 1 < address.count else { return nil }
        return isHost(address.extracting(at + 1..<address.count)) ? at : nil
    }

    /// Letters, digits, `-` and `.` (or non-ASCII), none of these two at an end.
    private static func isHost(_ host: Span<UInt8>) -> Bool {
        let ends = UInt64(host[0]) | UInt64(host[host.count - 1]) << 8
        guard ends.marks(from: UInt8(ascii: "-"), to: UInt8(ascii: ".")) == 0 else { return false }
        for index in stride(from: 0, to: host.count, by: 8) {
            let there = UInt64.byteMarks(first: host.count - index)
            guard ~host.word(at: index).hostMarks & there == 0 else { return false }
        }
        return true
    }
}

extension UInt64 {
    /// Marks control characters, the blank, `,`, `<` and `>`.
    fileprivate var unaddressedMarks: UInt64 {
        let visible = marks(from: 0x21, to: 0x7E) | self
        let angle = (self | .repeating(2)).marks(from: UInt8(ascii: ">"), to: UInt8(ascii: ">"))
        let comma = marks(from: UInt8(ascii: ","), to: UInt8(ascii: ","))
        return ~visible & Self.byteMarks | angle | comma
    }

    /// Marks letters, digits, `-`, `.` and what isn't ASCII.
    fileprivate var hostMarks: UInt64 {
        let letters = (self | .repeating(0x20)).lowerMarks
        let digits = marks(from: UInt8(ascii: "0"), to: UInt8(ascii: "9"))
        return letters | digits | marks(from: UInt8(ascii: "-"), to: UInt8(ascii: ".")) | self
    }
}
