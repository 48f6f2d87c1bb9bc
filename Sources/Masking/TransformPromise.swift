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
}
