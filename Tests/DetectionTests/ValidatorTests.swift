import Detection
import Primitives
import Testing

/// Published examples of a scheme and neighbours that must fail.
struct ValidatorCase: Sendable, CustomTestStringConvertible {
    let validator: Validator
    let valid: [String]
    let invalid: [String]

    init(_ validator: Validator, valid: [String], invalid: [String]) {
        self.validator = validator
        self.valid = valid
        self.invalid = invalid
    }

    var testDescription: String { validator.rawValue }
}

@Suite struct `Validators` {
    private static let cases =
        ValidatorCase.financial + ValidatorCase.european
        + ValidatorCase.overseas + ValidatorCase.technical + ValidatorCase.health
        + ValidatorCase.cryptocurrency + ValidatorCase.registers

    @Test(arguments: cases)
    func `accept published examples and refuse their neighbours`(_ example: ValidatorCase) {
        for text in example.valid {
            #expect(example.validator.accepts(Array(text.utf8)), "\(text)")
        }
        for text in example.invalid {
            #expect(!example.validator.accepts(Array(text.utf8)), "\(text)")
        }
    }

    @Test func `each have examples`() {
        let covered = Set(Self.cases.map(\.validator))
        for validator in Validator.allCases { #expect(covered.contains(validator)) }
    }

    @Test(arguments: Validator.allCases)
    func `refuse what has no form at all`(_ validator: Validator) {
        let nulls = String(repeating: "\u{0}", count: 9)
        for text in ["", " ", "-", "????????", nulls, "é", "漢字漢字"] {
            #expect(!validator.accepts(Array(text.utf8)))
        }
        for length in 1...200 {
            #expect(!validator.accepts([UInt8](repeating: 0xFF, count: length)))
        }
    }

    @Test(arguments: Validator.allCases)
    func `pass random strings of their shape at the stated rate`(_ validator: Validator) {
        var generator = ShapeGenerator(seed: 42)
        let trials = 20_000
        let passed = (0..<trials).count { _ in
            validator.accepts(generator.next(shape: validator.shape))
        }
        let rate = Double(passed) / Double(trials)
        let slack = 5 * (validator.chanceRate / Double(trials)).squareRoot() + 4 / Double(trials)
        #expect(abs(rate - validator.chanceRate) <= slack + validator.chanceRate * 0.05)
    }
}

extension Validator {
    func accepts(_ bytes: [UInt8]) -> Bool { isValid(bytes.span) }
}

/// Random strings of a shape, repeatable.
struct ShapeGenerator {
    private var numbers: SeededGenerator

    init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

    mutating func next(shape: String) -> [UInt8] {
        var isLiteral = false
        var result: [UInt8] = []
        for symbol in shape.utf8 {
            if !isLiteral && symbol == UInt8(ascii: "\\") {
                isLiteral = true
                continue
            }
            result.append(isLiteral ? symbol : draw(symbol))
            isLiteral = false
        }
        return result
    }

    private mutating func draw(_ symbol: UInt8) -> UInt8 {
        switch symbol {
        case UInt8(ascii: "9"): pick("0123456789")
        case UInt8(ascii: "A"): pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        case UInt8(ascii: "X"): pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        case UInt8(ascii: "h"): pick("0123456789abcdef")
        case UInt8(ascii: "x"):
            pick("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        default: symbol
        }
    }

    private mutating func pick(_ alphabet: StaticString) -> UInt8 {
        let index = numbers.below(alphabet.utf8CodeUnitCount)
        return alphabet.withUTF8Buffer { unsafe $0[index] }
    }
}
