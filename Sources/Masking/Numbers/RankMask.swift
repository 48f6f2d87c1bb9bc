internal import Cryptography

/// Numbers stretched unevenly: a smaller number never becomes a larger one.
///
/// The multiples of `size` move up by keyed amounts of less than nine tenths of it, and the numbers
/// between two of them in proportion. Order is what this keeps, so it is what it tells; every
/// number stays within `size` of itself. Numbers closer than ten units may become one.
struct RankMask: DrawingTransform {
    let keys: [CipherMAC]
    private let size: DecimalNumber

    init(key: MaskingKey, domain: String, size: DecimalNumber) {
        keys = [CipherMAC(key: key.subkey(purpose: "rank", domain: domain))]
        self.size = size
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        guard let number = DecimalNumber(cell) else { throw UnfitCell(.format) }
        let (lower, _, unit) = parts(number)
        for knot in [lower / unit, lower / unit + 1] { draws.ask(0, Array("\(knot)".utf8).span) }
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let knots = (draws.take(0), draws.take(0))
        guard let number = DecimalNumber(cell) else { throw UnfitCell(.format) }
        let (lower, rest, unit) = parts(number)
        let reach = UInt128(unit * 9 / 10 + 1)
        let first = Int128(knots.0.multipliedFullWidth(by: reach).high)
        let second = Int128(knots.1.multipliedFullWidth(by: reach).high)
        let stretched = rest * (unit + second - first) / unit
        let scale = max(number.scale, size.scale)
        var masked = DecimalNumber(lower + first + stretched, scale: scale)
        // Why: a whole number stays whole though the size isn't.
        while masked.scale > number.scale {
            masked.mantissa = masked.floored(to: DecimalNumber(1, scale: masked.scale - 1)).mantissa
            masked.mantissa /= 10
            masked.scale -= 1
        }
        masked.append(to: &output)
    }

    /// The multiple of the size below the number, what is above it, and the size, all in units of
    /// the finer of both scales.
    private func parts(_ number: DecimalNumber) -> (Int128, Int128, Int128) {
        let lower = number.floored(to: size).mantissa
        let scale = max(number.scale, size.scale)
        return (
            lower, number.scaled(to: scale).mantissa - lower, size.scaled(to: scale).mantissa
        )
    }
}
