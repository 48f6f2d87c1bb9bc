internal import Catalog
internal import Primitives

/// Which transform suits a label in a column of a given type, by the name the rules give.
enum TransformProposal {
    /// The transform of a rule's name; `nil` when no such transform exists.
    ///
    /// - Parameter entity: the sibling column whose dates move together; without one dates are
    ///   truncated to the year.
    static func named(_ name: String, label: String?, entity: String?) -> MaskTransform? {
        switch name {
        case "keep": .keep(unguardedReason: nil)
        case "redact", "constant": .redact
        case "null": .null
        case "hash": .hash(length: MaskTransform.fullHashLength)
        case "token": .token
        case "digits": .digits
        case "alphanumeric": .alphanumeric
        case "card": .card(.brand)
        case "ssn": .ssn
        case "phone": .phone()
        case "email": .email(.reserved)
        case "username": .username
        case "url": .url
        case "name": .name(part: part(of: label), unique: false)
        case "street": .street()
        case "city": .city()
        case "date-shift", "date-truncate": date(name, entity: entity)
        case "ip": .ip
        case "mac": .mac()
        case "uuid": .uuid
        case "permute": .permute
        case "iban": .iban
        case "secret": .secret
        case "text": .text
        case "json": .json
        case "noise":
            .noise(NumberNoise(spread: .ratio(millionths: NumberNoise.wholeMillionths / 10)))
        case "bucket": .bucket(size: DecimalNumber(10))
        default: IdentifierScheme(rawValue: name).map { .identifier($0) }
        }
    }

    private static func date(_ name: String, entity: String?) -> MaskTransform {
        guard name == "date-shift", let entity else { return .dateTruncate(to: .year) }
        return .dateShift(entity: entity, days: MaskTransform.defaultShiftDays)
    }

    /// `person.name.first` → first; every other label is a full name.
    private static func part(of label: String?) -> MaskTransform.NamePart {
        let last = label?.split(separator: ".").last.map(String.init) ?? ""
        return MaskTransform.NamePart(rawValue: last) ?? .full
    }

    /// A transform that the type can hold: the wanted one, else one that destroys the same.
    static func fitted(_ transform: MaskTransform, to type: String) -> MaskTransform {
        let typeClass = ColumnTypeClass(type)
        if typeClass.accepts(transform) { return transform }
        switch typeClass {
        case .text(let limit?):
            if case .hash = transform, limit >= 8 { return .hash(length: limit) }
            return transform == .permute ? .digits : .redact
        case .integer: return .permute
        case .uuid: return .uuid
        case .date: return .dateTruncate(to: .year)
        case .network: return .ip
        case .hardware: return .mac()
        default: return .redact
        }
    }

    /// A transform that keeps a unique column of the type unique; `nil` when there is none.
    static func injective(_ transform: MaskTransform, type: String) -> MaskTransform? {
        let typeClass = ColumnTypeClass(type)
        if !transform.mayRepeat(width: typeClass.limit) { return transform }
        if case .name(let part, _, let locale) = transform {
            let unique = MaskTransform.name(part: part, unique: true, locale: locale)
            if !unique.mayRepeat(width: typeClass.limit) { return unique }
        }
        if case .email = transform, let limit = typeClass.limit,
            limit * 4 >= MaskTransform.leastBits
        {
            return .hash(length: min(limit, MaskTransform.fullHashLength))
        }
        switch typeClass {
        case .integer: return .permute
        case .uuid: return .uuid
        case .text: return .alphanumeric
        case .network: return .ip
        case .hardware: return .mac()
        default: return nil
        }
    }
}
