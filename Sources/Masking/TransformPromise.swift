/// What a transform promises about distinct inputs; the planner holds it against unique indexes.
package enum TransformPromise: Sendable, Equatable {
    /// One-to-one onto the same set of values: two inputs never meet.
    case bijective
    /// Distinct canonical inputs give distinct outputs but for a chance of `rows² ÷ 2^(bits + 1)`.
    case injective(bits: Int)
    /// Inputs may meet; never for a unique column.
    case lossy
}

extension MaskTransform {
    package var promise: TransformPromise {
        switch self {
        case .keep, .digits, .alphanumeric, .card, .ssn, .phone, .ip, .mac, .uuid, .permute, .iban:
            .bijective
        case .email: .injective(bits: 80)
        case .username: .injective(bits: 75)
        case .url: .injective(bits: URLMask.characters * KeyedToken.bitsPerCharacter)
        case .hash(let length): .injective(bits: length * 4)
        case .name(_, unique: true): .injective(bits: 56)
        case .name, .street, .city, .redact, .null, .constant, .dateShift, .dateTruncate, .secret,
            .text, .json:
            .lossy
        }
    }

    /// Whether a key holder can compute the input from the output.
    package var isReversible: Bool {
        switch self {
        case .keep, .digits, .alphanumeric, .card, .ssn, .phone, .ip, .mac, .uuid, .permute, .iban:
            true
        default: false
        }
    }

    /// Whether the output is never longer than the input.
    package var keepsWidth: Bool {
        switch self {
        case .keep, .digits, .alphanumeric, .card, .ssn, .phone, .mac, .uuid, .iban, .null,
            .dateShift, .dateTruncate, .secret:
            true
        default: false
        }
    }

    /// Whether the output is a function of the cell's own value (and the key): only such columns
    /// join across relations.
    package var dependsOnValueAlone: Bool {
        switch self {
        case .dateShift, .secret, .redact, .null, .constant: false
        default: true
        }
    }

    /// How many outputs the transform has for inputs of one template, as a power of two.
    ///
    /// - Parameter template: a collapsed or full shape, `9` for a digit, `A`/`a` for letters, every
    ///   other character for itself; only the format-preserving transforms look at it.
    /// - Returns: bits, or `nil` where there is nothing to count (`keep`, `text`, `json`).
    package func domainBits(template: String) -> Double? {
        switch self {
        case .keep, .text, .json: nil
        case .redact, .null, .constant, .secret: 0
        case .hash(let length): Double(length * 4)
        case .digits: Self.bits(of: template, letters: false)
        case .alphanumeric: Self.bits(of: template, letters: true)
        case .card(let keepBIN): keepBIN ? 29.9 : 49.8  // 10⁹ and 10¹⁵: one digit is the checksum
        case .ssn: 29.7  // 898 × 99 × 9,999, SSA's structure
        case .phone: Self.bits(of: template, letters: false)
        case .email: 80
        case .username: 75
        case .url: 50
        case .name(_, unique: true): 56
        case .name(.full, _): 20
        case .name, .street, .city: 10
        case .dateShift(_, let days): Double(days * 2).binaryLogarithm
        case .dateTruncate: 7
        case .ip: 32
        case .mac: 46
        case .uuid: 122
        case .permute: 31
        case .iban: 49.8
        }
    }

    /// The size of the template's domain in bits: 10 a digit, 26 a letter.
    private static func bits(of template: String, letters: Bool) -> Double {
        var bits = 0.0
        for byte in template.utf8 {
            switch byte {
            case 0x30...0x39: bits += 3.3219  // log₂ 10
            case 0x41...0x5A, 0x61...0x7A: bits += letters ? 4.7004 : 0  // log₂ 26
            default: break
            }
        }
        return bits
    }
}

extension Double {
    /// log₂ from exponent and significand, exact to the 3 decimals that a domain size needs.
    fileprivate var binaryLogarithm: Double {
        guard self > 0 else { return 0 }
        let x = significand - 1
        // Why: log₂(1+x) ≈ x + 0.3431·x·(1−x) has an error below 0.01 on [0, 1]; no libm needed.
        return Double(exponent) + x + 0.3431 * x * (1 - x)
    }
}
