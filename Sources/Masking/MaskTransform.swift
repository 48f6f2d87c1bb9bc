/// One way to mask a value, with its options exactly as `mask.toml` names them.
///
/// A closed list: `RowMasker` compiles each case, `plan check` reads its promises.
package enum MaskTransform: Sendable, Hashable {
    /// Leave the cells as they are. Text is watched by the keep guard unless `unguardedReason`
    /// says why it needn't be (`keep = "unguarded"` with its `reason`).
    case keep(unguardedReason: String?)
    /// `[REDACTED]`, NULL or a neutral value of the type.
    case redact
    case null
    case constant(String)
    /// HMAC-SHA256 in lower-case hexadecimal, cut to `length` digits (8 to 64).
    case hash(length: Int)
    /// AES-SIV of the value as text; see `TokenMask`.
    case token
    /// Every digit replaced, everything else kept in place.
    case digits
    /// Every ASCII letter and digit replaced, case and separators kept.
    case alphanumeric
    case card(CardPrefix)
    case ssn
    case phone(PhoneScope = .country)
    case email(EmailHost)
    case username
    case url
    /// `locale` names the lists to draw from; `nil` goes by each cell's script.
    case name(part: NamePart, unique: Bool, locale: SurrogateLocale? = nil)
    case street(locale: SurrogateLocale? = nil)
    case city(locale: SurrogateLocale? = nil)
    /// Every date of one entity moves by the same ±1…`days` days; `entity` names a sibling column.
    case dateShift(entity: String, days: Int)
    case dateTruncate(to: DateUnit)
    /// Dates of birth to the bucket of their age.
    case age(AgeBuckets)
    /// A part of the invented person that the row's entity is.
    case persona(PersonaView)
    case ip
    case mac(keepVendor: Bool = false)
    case uuid
    /// A permutation of the integers of the column's type.
    case permute
    case iban
    /// An identifier with a structure of its own, such as a national number.
    case identifier(IdentifierScheme)
    /// Numbers moved by a keyed amount.
    case noise(NumberNoise)
    /// Numbers to the nearest multiple of a step.
    case round(step: DecimalNumber)
    /// Numbers to the bucket they fall into: `30-39` in text, else the lower end.
    case bucket(size: DecimalNumber)
    /// A postal code of the country, its first `keep` characters kept.
    case postal(country: PostalCountry, keep: Int)
    /// A number plate of the country.
    case plate(country: PlateCountry)
    /// Coordinates made coarser.
    case geo(GeoBlur)
    /// Numbers stretched unevenly, their order kept.
    case rank(size: DecimalNumber)
    /// Cells change places within windows of so many rows; see `ShuffleMask`.
    case shuffle(window: Int)
    /// What a file of two columns says for the value; see `LookupTable`.
    case lookup(file: String)
    /// A text with draws and other columns' masked values in it.
    case template(TextTemplate)
    /// What a program answers for the value.
    case external(ExternalCommand)
    /// Destroyed: the output follows from the shape alone.
    case secret
    /// Spans of free text, each by the transform of its label.
    case text
    /// A JSON document, leaf by leaf, by the column's declared paths.
    case json

    /// How many leading digits of a card number stay.
    package enum CardPrefix: Int, Sendable, CaseIterable {
        /// The one to four that name the brand.
        case brand = 0
        /// The issuer identification number of ISO/IEC 7812 before 2017.
        case bin6 = 6
        /// The same since.
        case bin8 = 8
    }

    /// What of a telephone number stays.
    package enum PhoneScope: Sendable, CaseIterable {
        case country
        /// Country and area.
        case area
        /// The country, of which a number is drawn that nobody has.
        case reserved
    }

    /// What becomes of the domain of an e-mail address.
    package enum EmailHost: Sendable, CaseIterable {
        /// A token of it under `.example`.
        case reserved
        /// The same, with a name for the kind of its provider; see `MailProvider`.
        case provider
        case kept
    }

    /// Which part of a name a cell holds.
    package enum NamePart: String, Sendable, CaseIterable { case full, first, last }

    /// What of a date is left.
    package enum DateUnit: String, Sendable, CaseIterable { case decade, year, month }

    /// The largest `days` of a date shift: about ten years.
    package static let maximumShiftDays = 3650
    /// `days` where the plan names none.
    package static let defaultShiftDays = 365
    /// Hexadecimal digits of a whole HMAC-SHA256.
    package static let fullHashLength = 64

    /// `window` where the plan names none, and at most.
    package static let defaultWindow = 1_000
    package static let maximumWindow = 10_000

    /// The transform's name in `mask.toml`.
    package var name: String {
        switch self {
        case .keep: "keep"
        case .redact: "redact"
        case .null: "null"
        case .constant: "constant"
        case .hash: "hash"
        case .token: "token"
        case .digits: "digits"
        case .alphanumeric: "alphanumeric"
        case .card: "card"
        case .ssn: "ssn"
        case .phone: "phone"
        case .email: "email"
        case .username: "username"
        case .url: "url"
        case .name: "name"
        case .street: "street"
        case .city: "city"
        case .dateShift: "date-shift"
        case .dateTruncate: "date-truncate"
        case .age: "age"
        case .persona: "persona"
        case .ip: "ip"
        case .mac: "mac"
        case .uuid: "uuid"
        case .permute: "permute"
        case .iban: "iban"
        case .identifier(let scheme): scheme.rawValue
        case .noise: "noise"
        case .round: "round"
        case .bucket: "bucket"
        case .postal: "postal"
        case .plate: "plate"
        case .geo: "geo"
        case .rank: "rank"
        case .shuffle: "shuffle"
        case .lookup: "lookup"
        case .template: "template"
        case .external: "external"
        case .secret: "secret"
        case .text: "text"
        case .json: "json"
        }
    }

    /// The sibling column whose value decides together with the key.
    package var entity: String? {
        switch self {
        case .dateShift(let entity, _): entity
        case .persona(let view): view.entity
        default: nil
        }
    }

    /// What does as much as can be done without an entity.
    var withoutEntity: String {
        if case .persona = self { "name" } else { "date-truncate" }
    }

    /// Every name that may stand in `mask.toml`, in the order of the documentation.
    package static let allNames = generalNames + IdentifierScheme.allCases.map(\.rawValue)

    private static let generalNames = [
        "keep", "redact", "null", "constant", "hash", "token", "digits", "alphanumeric", "card",
        "ssn",
        "phone", "email", "username", "url", "name", "street", "city", "date-shift",
        "date-truncate", "age", "persona", "ip", "mac", "uuid", "permute", "iban", "noise", "round",
        "bucket", "geo", "postal", "plate", "rank", "shuffle", "lookup", "template",
        "external", "secret", "text", "json",
    ]
}
