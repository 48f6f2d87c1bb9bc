/// What somebody without the key still learns from masked cells.
extension MaskTransform {
    /// Whether equal values stay equal and distinct ones mostly distinct, so that the histogram of
    /// the column survives.
    var showsFrequencies: Bool {
        switch self {
        case .keep, .redact, .null, .constant, .secret, .text, .json, .dateShift, .dateTruncate,
            .noise, .round, .bucket, .rank, .age, .persona, .geo, .phone(.reserved):
            false
        default: true
        }
    }

    /// One sentence without a full stop.
    package var leak: String {
        switch self {
        case .keep: "everything: the value stays"
        case .redact, .null, .constant: "whether there was a value"
        case .secret: "length and kinds of characters"
        case .text, .json: "everything but the spans that are found; those as their own transforms"
        case .dateShift:
            "intervals between the dates of one entity; one known true date gives away the"
                + " entity's others"
        case .dateTruncate(let unit): "the \(unit.rawValue)"
        case .age: "the bucket of the age, and when it was counted"
        case .persona: "which rows belong to one entity, and how often each occurs"
        case .rank(let size): "the order of all numbers, and each to within \(size.text)"
        case .noise: "the rough size, and the order of values further apart than the noise"
        case .round, .bucket: "the step or bucket that the number is in"
        case .digits, .alphanumeric: Self.equality + "; length, separators and kinds of characters"
        case .card(.bin6), .card(.bin8): Self.equality + "; the issuer"
        case .phone(.area): Self.equality + "; country and area"
        case .email(.provider): Self.equality + "; the kind of mail provider"
        case .email(.kept): Self.equality + "; the mail provider"
        case .phone(.reserved): "the country where the number shows it"
        case .geo(.grid(let size)): "the cell of the grid, \(size.text)° wide"
        case .geo(.within(let reach)): "the place to within \(reach.text)°, and equal places"
        case .mac(keepVendor: true): Self.equality + "; the vendor"
        case .phone, .iban, .plate: Self.equality + "; the country"
        case .postal: Self.equality + "; the country, and the characters kept"
        case .ip: Self.equality + "; which addresses share a prefix"
        default: Self.equality
        }
    }

    private static let equality =
        "which cells of the domain are equal, and so how often each value occurs"
}
