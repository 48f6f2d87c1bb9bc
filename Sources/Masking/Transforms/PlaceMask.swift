internal import Cryptography

/// Cities: a keyed draw from the list; the letters' style stays.
struct CityMask: CellTransform {
    private let hash: KeyedHash
    private let lists: SurrogateLists

    init(key: MaskingKey, domain: String, lists: SurrogateLists) {
        hash = KeyedHash(key: key.subkey(purpose: "city", domain: domain))
        self.lists = lists
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        let digest = CanonicalForm.casefold.digest(of: cell, under: hash, workspace: &workspace)
        guard !workspace.isEmpty else { throw UnfitCell(.format) }
        lists.cities.append(draw: digest.leading64, style: LetterStyle(cell), to: &output)
    }
}

/// Street lines: a drawn street and a drawn house number of as many digits, on the side where the
/// original has it; unit, building and second line are dropped.
struct StreetMask: CellTransform {
    private let hash: KeyedHash
    private let lists: SurrogateLists

    private static let maximumDigits = 5

    init(key: MaskingKey, domain: String, lists: SurrogateLists) {
        hash = KeyedHash(key: key.subkey(purpose: "street", domain: domain))
        self.lists = lists
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        let digest = CanonicalForm.casefold.digest(of: cell, under: hash, workspace: &workspace)
            .leading128
        guard !workspace.isEmpty else { throw UnfitCell(.format) }
        let street = UInt64(truncatingIfNeeded: digest >> 64)
        let number = UInt64(truncatingIfNeeded: digest)
        let style = LetterStyle(cell)
        let (leading, trailing) = Self.numberWidths(workspace.span)
        if leading > 0 {
            Self.appendNumber(draw: number, digits: leading, to: &output)
            output.append(0x20)
        }
        lists.streets.append(draw: street, style: style, to: &output)
        if leading == 0, trailing > 0 {
            output.append(0x20)
            Self.appendNumber(draw: number, digits: trailing, to: &output)
        }
    }

    /// Digits of a number at the front and of one at the end.
    private static func numberWidths(_ line: Span<UInt8>) -> (Int, Int) {
        var leading = 0
        while leading < line.count, line[leading].isDigit { leading += 1 }
        var end = line.count
        if end > 1, line[end - 1].isLetter, line[end - 2].isDigit { end -= 1 }
        var start = end
        while start > 0, line[start - 1].isDigit { start -= 1 }
        return (leading, end - start)
    }

    private static func appendNumber(draw: UInt64, digits: Int, to output: inout [UInt8]) {
        var limit = 9
        var low = 1
        for _ in 1..<max(1, min(digits, maximumDigits)) {
            low *= 10
            limit *= 10
        }
        output.appendDigits(low + draw.scaled(below: limit), width: 1)
    }
}
