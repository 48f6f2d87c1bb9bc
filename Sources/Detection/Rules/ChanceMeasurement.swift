internal import Primitives

/// Measures how often random strings of a validator's shape pass it.
enum ChanceMeasurement {
    private static let samples = 4_000

    /// Repeatable: the generator is seeded by the validator's name.
    static func rate(of validator: Validator) -> RuleReport.ChanceRate {
        var generator = SeededGenerator(
            seed: FoldedHash.hash(Array(validator.rawValue.utf8).span))
        let shape = Array(validator.shape.utf8)
        var passed = 0
        var value: [UInt8] = []
        for _ in 0..<samples {
            value.removeAll(keepingCapacity: true)
            fill(&value, shape: shape, using: &generator)
            if validator.isValid(value.span) { passed += 1 }
        }
        return RuleReport.ChanceRate(
            validator: validator.rawValue, declared: validator.chanceRate,
            measured: Double(passed) / Double(samples))
    }

    private static let digits = Array("0123456789".utf8)
    private static let upper = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
    private static let lower = Array("abcdefghijklmnopqrstuvwxyz".utf8)

    /// The shape language is described at `Validator.shape`.
    private static func fill(
        _ value: inout [UInt8], shape: [UInt8], using generator: inout SeededGenerator
    ) {
        var isEscaped = false
        for byte in shape {
            if isEscaped {
                value.append(byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if let letters = alphabet(byte) {
                value.append(letters[Int(generator.next() % UInt64(letters.count))])
            } else {
                value.append(byte)
            }
        }
    }

    private static func alphabet(_ byte: UInt8) -> [UInt8]? {
        switch byte {
        case UInt8(ascii: "9"): digits
        case UInt8(ascii: "A"): upper
        case UInt8(ascii: "X"): digits + upper
        case UInt8(ascii: "h"): digits + lower.prefix(6)
        case UInt8(ascii: "x"): digits + upper + lower
        default: nil
        }
    }
}
