internal import Primitives

/// The letters and digits of an identifier, capitals, and where they stand between its separators.
struct MaskedIdentifier {
    /// More than any scheme has.
    private static let limit = 40

    /// The cell as it is and will be.
    private(set) var cell: [UInt8]
    /// Its letters and digits, letters as capitals.
    private(set) var text: [UInt8] = []
    private var places: [Int] = []
    private var isLower = false

    /// `nil` for what holds other than letters, digits and separators.
    init?(_ source: Span<UInt8>) {
        guard source.count <= 2 * Self.limit else { return nil }
        cell = []
        cell.reserveCapacity(source.count)
        var uppers = 0
        for index in source.indices {
            let byte = source[index]
            cell.append(byte)
            if byte.isDigit || byte.isLetter {
                places.append(index)
                text.append(byte.isLetter ? byte & ~0x20 : byte)
                if byte.isUpper { uppers += 1 } else if byte.isLetter { isLower = true }
            } else if !" -./+_".utf8.contains(byte) {
                return nil
            }
        }
        isLower = isLower && uppers == 0
        guard (1...Self.limit).contains(text.count) else { return nil }
    }

    /// `9` for every digit and `A` for every letter.
    var template: [UInt8] { text.map { UInt8(ascii: $0.isDigit ? "9" : "A") } }

    /// Puts other letters and digits in the places of the old ones, lower case if all were.
    mutating func replace(with other: [UInt8]) {
        text = other
        for (place, byte) in zip(places, other) { set(place, byte) }
    }

    /// The same for one of them.
    mutating func replace(_ index: Int, with byte: UInt8) {
        text[index] = byte
        set(places[index], byte)
    }

    private mutating func set(_ place: Int, _ byte: UInt8) {
        cell[place] = isLower && byte.isLetter ? byte | 0x20 : byte
    }
}
