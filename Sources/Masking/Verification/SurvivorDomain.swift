#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How likely a source value occurs in correctly masked output by chance.
struct SurvivorDomain: Equatable {
    /// From here on (2⁶⁴) no coincidence is believed at all.
    static let certainBits = 64.0

    /// The chance that a given source value is also an output value; 1 where nothing can be told.
    let coincidence: Double
    /// The chance that one value masks to itself.
    let fixedPoint: Double
    /// True when every domain met is beyond 2⁶⁴.
    let isCertain: Bool

    /// - Parameter record: after `compact`; gives the number of distinct values and their shapes.
    init(_ transform: MaskTransform, record: ColumnRecord) {
        let distinct = record.sketch.distinctEstimate
        let total = record.shapeCells.reduce(0, +)
        guard total > 0, distinct > 0 else {
            (coincidence, fixedPoint, isCertain) = (0, 0, true)
            return
        }
        var meeting = 0.0
        var staying = 0.0
        var isCertain = true
        for (halfBits, cells) in record.shapeCells.enumerated() where cells > 0 {
            let share = Double(cells) / Double(total)
            guard let bits = transform.survivorBits(shapeBits: Double(halfBits) / 2) else {
                meeting += share
                staying += share
                isCertain = false
                continue
            }
            // Why: values of one shape only meet values of that shape, so its own share counts.
            let size = exp2(bits)
            meeting += share * min(1, max(1, distinct * share) / size)
            staying += share * min(1, 1 / size)
            if bits <= Self.certainBits { isCertain = false }
        }
        coincidence = min(1, meeting)
        fixedPoint = min(1, staying)
        self.isCertain = isCertain
    }
}

extension MaskTransform {
    /// log₂ of how many outputs a value of a shape may get, on the low side; `nil` when outputs
    /// and sources share so small a set that meeting proves nothing.
    ///
    /// - Parameter shapeBits: log₂ of the number of values with the same digits and letters.
    func survivorBits(shapeBits: Double) -> Double? {
        switch self {
        case .keep, .text, .json, .dateTruncate, .dateShift, .ip, .street, .city, .noise, .round,
            .bucket, .rank, .age, .persona, .geo, .postal, .plate,
            .phone(.reserved), .shuffle, .lookup, .external:
            nil
        case .redact, .null, .constant, .token: 128
        case .hash(let length): Double(length * 4)
        case .email, .username, .url: 80
        case .uuid: 122
        case .template(let template): template.bits == 0 ? nil : Double(template.bits)
        case .name(_, let isUnique, _): isUnique ? 60 : nil
        case .digits, .alphanumeric, .secret: shapeBits
        case .permute: Self.permuteBits(shapeBits)
        case .card(let prefix): min(shapeBits - 4, [.bin6: 29, .bin8: 23][prefix] ?? 49)
        case .ssn: min(shapeBits, 29)
        case .phone(.area): max(0, shapeBits - 20)
        case .phone: max(0, shapeBits - 13)
        case .identifier(let scheme): max(0, min(shapeBits, scheme.domainBits))
        case .mac: min(shapeBits, 24)
        case .iban: max(0, min(shapeBits, 50) - 17)
        }
    }

    /// `IntegerMask` permutes 1…2¹⁵−1, then up to 2³¹−1, then the rest, and leaves 0 and −1:
    /// numbers of up to five digits (16.6 bits) prove nothing, longer ones meet across lengths.
    private static func permuteBits(_ shapeBits: Double) -> Double? {
        shapeBits < 17 ? nil : shapeBits < 34 ? 29 : 60
    }
}
