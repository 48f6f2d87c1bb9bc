/// A decimal number without rounding: `mantissa` ÷ 10^`scale`.
package struct DecimalNumber: Sendable, Hashable {
    var mantissa: Int128
    /// Digits after the point, as written.
    var scale: Int

    /// More digits than any amount has; two such numbers still multiply within 128 bits.
    private static let digitLimit = 18

    package init(_ mantissa: Int128, scale: Int = 0) {
        self.mantissa = mantissa
        self.scale = scale
    }

    /// Sign, digits and at most one point; no exponent, no group separators.
    init?(_ text: Span<UInt8>) {
        var mantissa: Int128 = 0
        var digits = 0
        var scale: Int?
        let isNegative = !text.isEmpty && text[0] == UInt8(ascii: "-")
        let isSigned = isNegative || !text.isEmpty && text[0] == UInt8(ascii: "+")
        for index in (isSigned ? 1 : 0)..<max(text.count, isSigned ? 1 : 0) {
            let byte = text[index]
            if byte == UInt8(ascii: "."), scale == nil {
                scale = 0
                continue
            }
            guard byte.isDigit, digits < Self.digitLimit else { return nil }
            mantissa = mantissa * 10 + Int128(byte - 48)
            digits += 1
            if let known = scale { scale = known + 1 }
        }
        guard digits > 0 else { return nil }
        self.init(isNegative ? -mantissa : mantissa, scale: scale ?? 0)
    }

    /// The same number with at least so many digits after the point.
    func scaled(to scale: Int) -> DecimalNumber {
        var scaled = self
        while scaled.scale < scale {
            scaled.mantissa *= 10
            scaled.scale += 1
        }
        return scaled
    }

    /// The same number with no more digits after the point than it needs.
    var withoutTrailingZeros: DecimalNumber {
        var shorter = self
        while shorter.scale > 0, shorter.mantissa % 10 == 0 {
            shorter.mantissa /= 10
            shorter.scale -= 1
        }
        return shorter
    }

    /// The nearest multiple of a step, halves away from zero; at the larger of both scales.
    func rounded(to step: DecimalNumber) -> DecimalNumber {
        let (number, step) = (scaled(to: step.scale), step.scaled(to: scale))
        let half = step.mantissa / 2
        let shifted = number.mantissa + (number.mantissa < 0 ? -half : half)
        return DecimalNumber(shifted / step.mantissa * step.mantissa, scale: number.scale)
    }

    /// The largest multiple of a step that isn't larger; at the larger of both scales.
    func floored(to step: DecimalNumber) -> DecimalNumber {
        let (number, step) = (scaled(to: step.scale), step.scaled(to: scale))
        let rest = number.mantissa % step.mantissa
        let floor = number.mantissa - rest - (rest < 0 ? step.mantissa : 0)
        return DecimalNumber(floor, scale: number.scale)
    }

    static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
        left.scaled(to: right.scale).mantissa < right.scaled(to: left.scale).mantissa
    }

    /// Appends the number with all its digits after the point.
    func append(to output: inout [UInt8]) { output.append(contentsOf: text.utf8) }

    /// As a plan and a cell write it.
    package var text: String {
        let digits = String(mantissa.magnitude)
        let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        let sign = mantissa < 0 ? "-" : ""
        guard scale > 0 else { return sign + padded }
        return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
    }
}
