internal import Cryptography

/// How coarse coordinates become, in degrees.
package enum GeoBlur: Sendable, Hashable {
    /// To the middle of a grid's cell.
    case grid(DecimalNumber)
    /// By a keyed amount of at most so much, north or south and east or west.
    case within(DecimalNumber)

    /// As a plan writes it.
    var options: [String] {
        switch self {
        case .grid(let size): ["grid = \(size.text)"]
        case .within(let reach): ["within = \(reach.text)"]
        }
    }
}

/// Coordinates made coarser: each decimal number of the cell, whatever is written around it
/// (`52.52,13.40`, `POINT(13.40 52.52)`), keeps its digits after the point.
///
/// A degree of latitude is 111 km, one of longitude less towards the poles. Equal cells move alike,
/// so that noise can't be averaged away.
struct GeoMask: DrawingTransform {
    let keys: [CipherMAC]
    private let blur: GeoBlur

    /// No coordinate is larger, in degrees.
    private static let largest = DecimalNumber(180)

    init(key: MaskingKey, domain: String, blur: GeoBlur) {
        keys = [CipherMAC(key: key.subkey(purpose: "geo", domain: domain))]
        self.blur = blur
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        let numbers = Self.numbers(of: cell)
        guard (1...2).contains(numbers.count) else { throw UnfitCell(.format) }
        for range in numbers {
            guard let number = DecimalNumber(cell.extracting(range)) else {
                throw UnfitCell(.format)
            }
            if Self.largest < number || number < DecimalNumber(-180) { throw UnfitCell(.range) }
        }
        draws.ask(0, cell)
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        var draw = draws.take(0)
        var position = 0
        for range in Self.numbers(of: cell) {
            output.append(cell.extracting(position..<range.lowerBound))
            guard let number = DecimalNumber(cell.extracting(range)) else {
                throw UnfitCell(.format)
            }
            blurred(number, draw: draw).append(to: &output)
            draw <<= 64
            position = range.upperBound
        }
        output.append(cell.extracting(position..<cell.count))
    }

    private func blurred(_ number: DecimalNumber, draw: UInt128) -> DecimalNumber {
        var masked: DecimalNumber
        switch blur {
        case .grid(let size):
            masked = number.floored(to: size)
            masked.mantissa += size.scaled(to: masked.scale).mantissa / 2
        case .within(let reach):
            masked = number.scaled(to: reach.scale)
            let limit = reach.scaled(to: masked.scale).mantissa
            let range = UInt128(2 * limit + 1)
            masked.mantissa += Int128(draw.multipliedFullWidth(by: range).high) - limit
        }
        while masked.scale > number.scale {
            masked.mantissa /= 10
            masked.scale -= 1
        }
        return masked
    }

    /// Where the cell's decimal numbers are.
    private static func numbers(of cell: Span<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < cell.count {
            let isSigned = cell[index] == UInt8(ascii: "-") || cell[index] == UInt8(ascii: "+")
            var end = isSigned ? index + 1 : index
            guard end < cell.count, cell[end].isDigit else {
                index += 1
                continue
            }
            while end < cell.count, cell[end].isDigit || cell[end] == UInt8(ascii: ".") { end += 1 }
            found.append(index..<end)
            index = end
        }
        return found
    }
}
