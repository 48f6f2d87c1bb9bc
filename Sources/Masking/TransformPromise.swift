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
    /// Below it an injective transform may repeat values of a large table: 40 bits are one chance
    /// in two at a million rows.
    static let leastBits = 40

    /// What is promised in a column of so many characters, `nil` for any number.
    package func promise(width: Int?) -> TransformPromise {
        guard let width, case .injective(let bits) = promise else { return promise }
        let fitting =
            switch self {
            case .email(let host) where host != .kept:
                EmailMask.Lengths(width: width, host).local * KeyedToken.bitsPerCharacter
            case .username: max(0, width - 1) * KeyedToken.bitsPerCharacter
            case .name: Int(4.7 * Double(width))
            case .persona(let view) where view.part == .username || view.part == .email:
                max(0, width - (view.part == .email ? PersonaMask.host.count : 0))
                    * KeyedToken.bitsPerCharacter
            default: bits
            }
        return .injective(bits: min(bits, fitting))
    }

    /// Whether a unique column of so many characters may stop being unique. A secret on a unique
    /// column isn't lossy: it takes the row's key in.
    func mayRepeat(width: Int?) -> Bool {
        switch promise(width: width) {
        case .bijective: false
        case .injective(let bits): bits < Self.leastBits
        case .lossy: self != .secret
        }
    }

    /// What is promised where there is room.
    package var promise: TransformPromise {
        switch self {
        case .phone(.reserved): .lossy
        case .keep, .digits, .alphanumeric, .card, .ssn, .phone, .ip, .mac, .uuid, .permute,
            .iban, .identifier, .postal, .plate:
            .bijective
        case .token: .injective(bits: TokenMask.bits)
        case .shuffle: .bijective
        case .template(let template): template.bits == 0 ? .lossy : .injective(bits: template.bits)
        case .email: .injective(bits: 80)
        case .username: .injective(bits: 75)
        case .url: .injective(bits: URLMask.characters * KeyedToken.bitsPerCharacter)
        case .hash(let length): .injective(bits: length * 4)
        case .name(_, unique: true, _): .injective(bits: 56)
        case .persona(let view) where view.isUnique:
            .injective(bits: view.part == .username || view.part == .email ? 80 : 56)
        case .name, .street, .city, .redact, .null, .constant, .dateShift, .dateTruncate, .secret,
            .text, .json, .noise, .round, .bucket, .rank, .age, .persona, .geo, .lookup,
            .external:
            .lossy
        }
    }

    /// Whether a key holder can compute the input from the output; of a date shift, when the
    /// entity is known.
    package var isReversible: Bool {
        switch self {
        case .phone(let scope): scope != .reserved
        case .keep, .token, .dateShift, .digits, .alphanumeric, .card, .ssn, .ip, .mac, .uuid,
            .permute, .iban, .identifier, .postal, .plate:
            true
        default: false
        }
    }

    /// Whether the output is never longer than the input.
    package var keepsWidth: Bool {
        switch self {
        case .phone(let scope): scope != .reserved
        case .keep, .digits, .alphanumeric, .card, .ssn, .mac, .uuid, .iban, .postal, .plate,
            .null, .dateShift, .dateTruncate, .secret, .identifier:
            true
        default: false
        }
    }
}
