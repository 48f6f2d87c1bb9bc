internal import Cryptography
internal import Primitives

/// Destroys a secret: the output follows from its shape and never from its value.
///
/// Shape: the length and, byte by byte, the class (digit, lower, upper, blank, symbol, other). The
/// first four letters and digits become `x`, `X`, `0`, so no provider's prefix and hence no
/// recognisable form with a checksum survives; the rest is drawn from a MAC of the shape. Every
/// symbol becomes `-` and every non-ASCII byte `x`.
///
/// On a unique column the draw also takes the row's key where the plan names one, so that rows
/// differ; without a named key it takes the value instead, one-way and under the secret's own key,
/// and the marker is left out. That fallback is the one case in which equal secrets show as equal.
struct SecretMask: CellTransform {
    private let hash: KeyedHash
    private let isUnique: Bool
    /// Draws by row from the row's key; empty when the plan names no key column.
    var rowDraws: [UInt64] = []

    private static let markerLength = 4

    init(key: MaskingKey, domain: String, isUnique: Bool) {
        hash = KeyedHash(key: key.subkey(purpose: "secret", domain: domain))
        self.isUnique = isUnique
    }

    /// The same transform for a batch whose rows have these keys.
    func keyed(by keys: CellBatch) -> SecretMask {
        var copy = self
        hash.leading64(of: keys, into: &copy.rowDraws)
        return copy
    }

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        workspace.removeAll(keepingCapacity: true)
        for index in cell.indices { workspace.append(Self.shapeClass(cell[index])) }
        var marked = 0
        if isUnique, rowDraws.isEmpty {
            workspace.append(0)
            workspace.append(cell)
            marked = Self.markerLength
        }
        var stream = SeededGenerator(seed: hash.digest(workspace).leading64)
        if isUnique, !rowDraws.isEmpty {
            stream = SeededGenerator(seed: stream.next() ^ rowDraws[row])
        }
        for index in cell.indices {
            let kind = Self.shapeClass(cell[index])
            let isMarker = marked < Self.markerLength && kind <= Self.upper
            output.append(Self.replacement(kind, draw: isMarker ? nil : stream.next()))
            if isMarker { marked += 1 }
        }
    }

    private static let digit: UInt8 = 1
    private static let lower: UInt8 = 2
    private static let upper: UInt8 = 3
    private static let symbol: UInt8 = 4
    private static let other: UInt8 = 5

    /// Blanks stand for themselves: a line break is part of a key file's shape.
    private static func shapeClass(_ byte: UInt8) -> UInt8 {
        if byte.isDigit { return digit }
        if byte.isLower { return lower }
        if byte.isUpper { return upper }
        if byte.isBlank { return byte }
        return byte < 0x80 ? symbol : other
    }

    /// - Parameter draw: `nil` for the marker.
    private static func replacement(_ kind: UInt8, draw: UInt64?) -> UInt8 {
        switch kind {
        case digit: UInt8(ascii: "0") + UInt8(draw?.scaled(below: 10) ?? 0)
        case lower: draw.map { UInt8(ascii: "a") + UInt8($0.scaled(below: 26)) } ?? 0x78
        case upper: draw.map { UInt8(ascii: "A") + UInt8($0.scaled(below: 26)) } ?? 0x58
        case symbol: UInt8(ascii: "-")
        case other: UInt8(ascii: "x")
        default: kind
        }
    }
}
