internal import Configuration

/// The options of the transforms of numbers.
extension TransformDecoding {
    func noise() throws(ConfigurationError) -> NumberNoise {
        var noise = NumberNoise(spread: try spread())
        noise.minimum = try decimal("minimum")
        noise.maximum = try decimal("maximum")
        noise.step = try table.values["step"] == nil ? nil : positive("step")
        if let minimum = noise.minimum, let maximum = noise.maximum, maximum < minimum {
            throw table.error("is below the minimum", key: "maximum")
        }
        return noise
    }

    private func spread() throws(ConfigurationError) -> NumberNoise.Spread {
        guard let ratio = try table.number("ratio") else {
            guard table.values["amount"] != nil else {
                throw table.error("noise needs ratio = 0.1 or amount = 50")
            }
            return .amount(try positive("amount"))
        }
        guard table.values["amount"] == nil else {
            throw table.error("noise takes a ratio or an amount, not both", key: "amount")
        }
        let millionths = (ratio * Double(NumberNoise.wholeMillionths)).rounded()
        guard millionths >= 1, ratio <= 1 else {
            throw table.error("expected a share above 0 and up to 1", key: "ratio")
        }
        return .ratio(millionths: Int(millionths))
    }

    func geo() throws(ConfigurationError) -> GeoBlur {
        switch (table.values["grid"] != nil, table.values["within"] != nil) {
        case (true, false): return .grid(try degrees("grid"))
        case (false, true): return .within(try degrees("within"))
        default: throw table.error("geo needs grid = 0.01 or within = 0.05, in degrees")
        }
    }

    private func degrees(_ key: String) throws(ConfigurationError) -> DecimalNumber {
        let degrees = try positive(key)
        guard !(DecimalNumber(90) < degrees) else {
            throw table.error("expected at most 90 degrees", key: key)
        }
        return degrees
    }

    /// A decimal number above zero; as text where its digits matter.
    func positive(_ key: String) throws(ConfigurationError) -> DecimalNumber {
        guard let number = try decimal(key), DecimalNumber(0) < number else {
            throw table.error("expected a number above zero", key: key)
        }
        return number
    }

    private func decimal(_ key: String) throws(ConfigurationError) -> DecimalNumber? {
        guard let value = try table.number(key) else { return nil }
        guard let number = DecimalNumber(Array("\(value)".utf8).span) else {
            throw table.error("expected a number of at most 18 digits", key: key)
        }
        return number.withoutTrailingZeros
    }
}
