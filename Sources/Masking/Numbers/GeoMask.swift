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

/// Coordinates made coarser: one or two decimal numbers, in brackets or not, as a `POINT` or with
/// the letter of a hemisphere (`52.52,13.40`, `POINT(13.40 52.52)`, `52.52° N`), keep their digits
/// after the point.
///
/// A degree of latitude is 111 km, one of longitude less towards the poles. Equal cells move alike,
/// so that noise can't be averaged away. What passes the poles or the date line turns back there.
struct GeoMask: DrawingTransform {
    let keys: [CipherMAC]
    private let blur: GeoBlur

    init(key: MaskingKey, domain: String, blur: GeoBlur) {
        keys = [CipherMAC(key: key.subkey(purpose: "geo", domain: domain))]
        self.blur = blur
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        let numbers = Self.numbers(of: cell)
        guard (1...2).contains(numbers.count), Self.isFrame(cell, around: numbers) else {
            throw UnfitCell(.format)
        }
        for range in numbers {
            guard let number = DecimalNumber(cell.extracting(range)) else {
                throw UnfitCell(.format)
            }
            if !number.isWithin(180) { throw UnfitCell(.range) }
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
        // Why: up to 90 it may be a latitude and has to stay one.
        masked.turnBack(at: number.isWithin(90) ? 90 : 180)
        while masked.scale > number.scale {
            masked.mantissa /= 10
            masked.scale -= 1
        }
        return masked
    }

    /// Whether nothing but blanks, brackets and what says that they are coordinates stands around
    /// the numbers: other text might be an address.
    private static func isFrame(_ cell: Span<UInt8>, around numbers: [Range<Int>]) -> Bool {
        var start = 0
        for end in numbers.map(\.lowerBound) + [cell.count] {
            if end > start, !isFrame(cell.extracting(start..<end)) { return false }
            start = numbers.first { $0.lowerBound == end }?.upperBound ?? end
        }
        return true
    }

    private static func isFrame(_ text: Span<UInt8>) -> Bool {
        var index = 0
        while index < text.count {
            let start = index
            while index < text.count, text[index].isLetter { index += 1 }
            if index > start {
                let word = text.extracting(start..<index)
                let isHemisphere = word.count == 1 && "NSEWnsew".utf8.contains(word[0])
                guard isHemisphere || word.equalsFolded("point") else { return false }
            } else if text.extracting(index..<text.count).hasDegreeSign {
                index += 2
            } else if " ,;()[]".utf8.contains(text[index]) {
                index += 1
            } else {
                return false
            }
        }
        return true
    }

    /// Where the cell's decimal numbers are.
    private static func numbers(of cell: Span<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < cell.count {
            let isSigned = cell[index] == UInt8(ascii: "-") || cell[index] == UInt8(ascii: "+")
            var end = isSigned ? index + 1 : index
            let isPoint = end + 1 < cell.count && cell[end] == UInt8(ascii: ".")
            guard end < cell.count, cell[isPoint ? end + 1 : end].isDigit else {
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

extension DecimalNumber {
    fileprivate func isWithin(_ degrees: Int128) -> Bool {
        !(DecimalNumber(degrees) < self) && !(self < DecimalNumber(-degrees))
    }

    /// Takes back by how much it is past a limit, to either side of zero.
    fileprivate mutating func turnBack(at degrees: Int128) {
        let limit = DecimalNumber(degrees).scaled(to: scale).mantissa
        if mantissa > limit { mantissa = 2 * limit - mantissa }
        if mantissa < -limit { mantissa = -2 * limit - mantissa }
    }
}

extension Span<UInt8> {
    fileprivate var hasDegreeSign: Bool { count > 1 && self[0] == 0xC2 && self[1] == 0xB0 }
}
