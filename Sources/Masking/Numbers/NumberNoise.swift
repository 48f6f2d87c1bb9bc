/// How far `noise` moves numbers, and where they have to stay.
package struct NumberNoise: Sendable, Hashable {
    /// How far: a share of the number in millionths, or an amount.
    package enum Spread: Sendable, Hashable {
        case ratio(millionths: Int)
        case amount(DecimalNumber)
    }

    package var spread: Spread
    package var minimum: DecimalNumber?
    package var maximum: DecimalNumber?
    /// Results are multiples of it.
    package var step: DecimalNumber?

    package init(
        spread: Spread, minimum: DecimalNumber? = nil, maximum: DecimalNumber? = nil,
        step: DecimalNumber? = nil
    ) {
        self.spread = spread
        self.minimum = minimum
        self.maximum = maximum
        self.step = step
    }

    /// Whether whole numbers stay whole.
    var isWhole: Bool {
        let numbers = [minimum, maximum, step, amount].compactMap(\.self)
        return numbers.allSatisfy { $0.scale == 0 }
    }

    private var amount: DecimalNumber? {
        if case .amount(let amount) = spread { amount } else { nil }
    }

    /// As a plan writes them.
    var options: [String] {
        var options: [String] = []
        switch spread {
        case .amount(let amount): options.append("amount = \(amount.text)")
        case .ratio(let millionths):
            let ratio = DecimalNumber(Int128(millionths), scale: 6).withoutTrailingZeros
            options.append("ratio = \(ratio.text)")
        }
        for (name, number) in [("minimum", minimum), ("maximum", maximum), ("step", step)] {
            if let number { options.append("\(name) = \(number.text)") }
        }
        return options
    }

    /// One hundred percent.
    static let wholeMillionths = 1_000_000
}
