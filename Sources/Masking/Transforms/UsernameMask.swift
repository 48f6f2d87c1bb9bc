internal import Cryptography

/// A login name or handle: `u` and 15 characters (75 bits) of a MAC; a leading `@` stays.
///
/// In a narrow column it is a shorter beginning of the same.
struct UsernameMask: DrawingTransform {
    let keys: [CipherMAC]
    private let form: CanonicalForm
    private let width: Int?

    static let characters = 15
    /// Below it nothing worth the name fits.
    static let leastWidth = 4

    init(key: MaskingKey, domain: String, form: CanonicalForm, width: Int? = nil) {
        keys = [CipherMAC(key: key.subkey(purpose: "username", domain: domain))]
        self.form = form
        self.width = width
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        let name = cell.extracting((Self.isHandle(cell) ? 1 : 0)..<cell.count)
        guard !name.isEmpty else { throw UnfitCell(.format) }
        draws.ask(0, name, form)
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let lead = Self.isHandle(cell) ? 2 : 1
        if lead == 2 { output.append(UInt8(ascii: "@")) }
        output.append(UInt8(ascii: "u"))
        let count = min(Self.characters, max(0, (width ?? .max) - lead))
        KeyedToken.append(draws.take(0), characters: count, to: &output)
    }

    private static func isHandle(_ cell: Span<UInt8>) -> Bool { cell[0] == UInt8(ascii: "@") }
}
