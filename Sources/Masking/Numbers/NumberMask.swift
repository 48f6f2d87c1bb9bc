internal import Cryptography

/// Numbers moved by a keyed amount: equal numbers move alike, so noise can't be averaged away.
///
/// The draw is uniform within plus and minus the spread. Digits after the point stay as many,
/// unless the step has more. A number within the bounds stays within; order and exact sums don't.
struct NoiseMask: DrawingTransform {
    let keys: [CipherMAC]
    private let noise: NumberNoise

    init(key: MaskingKey, domain: String, noise: NumberNoise) {
        keys = [CipherMAC(key: key.subkey(purpose: "noise", domain: domain))]
        self.noise = noise
    }

    func ask(_ cell: Span<UInt8>, _ draws: inout KeyedDraws) throws(UnfitCell) {
        guard let number = DecimalNumber(cell) else { throw UnfitCell(.format) }
        // Why: 12.5 and 12.50 are one number.
        draws.ask(0, Array(number.withoutTrailingZeros.text.utf8).span)
    }

    func write(
        _ cell: Span<UInt8>, _ draws: inout KeyedDraws, into output: inout [UInt8]
    ) throws(UnfitCell) {
        let draw = draws.take(0)
        guard var number = DecimalNumber(cell) else { throw UnfitCell(.format) }
        let reach: Int128
        switch noise.spread {
        case .ratio(let millionths):
            let whole = Int128(NumberNoise.wholeMillionths)
            reach = Int128(number.mantissa.magnitude) * Int128(millionths) / whole
        case .amount(let amount):
            number = number.scaled(to: amount.scale)
            reach = amount.scaled(to: number.scale).mantissa
        }
        let range = UInt128(2 * reach + 1)
        number.mantissa += Int128(draw.multipliedFullWidth(by: range).high) - reach
        if let step = noise.step { number = number.rounded(to: step) }
        if let minimum = noise.minimum, number < minimum { number = minimum }
        if let maximum = noise.maximum, maximum < number { number = maximum }
        number.append(to: &output)
    }
}

/// Numbers made coarser: the nearest multiple of a step, or the bucket they fall into.
struct RoundMask: CellTransform {
    enum Form: Sendable {
        case nearest
        /// `30-39` where the column holds text, the lower end where it holds numbers.
        case bucket(isText: Bool)
    }

    let step: DecimalNumber
    let form: Form

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        guard let number = DecimalNumber(cell) else { throw UnfitCell(.format) }
        guard case .bucket(let isText) = form else {
            return number.rounded(to: step).append(to: &output)
        }
        let floor = number.floored(to: step)
        floor.append(to: &output)
        guard isText else { return }
        // Why: the upper end is the last number of the bucket at the precision shown.
        var last = floor
        last.mantissa += step.scaled(to: floor.scale).mantissa - 1
        output.append(UInt8(ascii: "-"))
        last.append(to: &output)
    }
}
