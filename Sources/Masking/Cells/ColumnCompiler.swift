internal import Cryptography
internal import Detection
internal import Primitives

/// Derives keys and builds the transform of every column of a plan.
struct ColumnCompiler {
    /// Where values of a column lie.
    enum Place {
        case column
        /// At a path of a document.
        case leaf
        /// In an array.
        case element
    }

    let plan: MaskPlan
    let key: MaskingKey
    let rules: RuleSet
    let finder: SpanFinder
    let direction: MaskDirection
    private let surrogates: SurrogateLists
    private let lookups: [String: LookupTable]
    private let startsExternal: ExternalStarter?
    private(set) var policies: [SpanMask.Policy] = []

    init(
        plan: MaskPlan, key: MaskingKey, rules: RuleSet, surrogates: SurrogateLists,
        direction: MaskDirection, lookups: [String: LookupTable],
        startsExternal: ExternalStarter?
    ) throws(MaskingError) {
        self.plan = plan
        self.direction = direction
        self.lookups = lookups
        self.startsExternal = startsExternal
        self.key = key
        self.surrogates = surrogates
        self.rules = rules
        finder = SpanFinder(rules)
        // Why: the way back and a new key leave texts as they are.
        if case .mask = direction { policies = try spanPolicies() }
    }

    func compile(
        _ column: PlannedColumn, at place: Place = .column
    ) throws(MaskingError) -> CompiledColumn {
        let type = ColumnType(column.type)
        let neutral = Redaction(for: type, isNullable: column.isNullable)
        // Why: an enum is kept; should the guard ever object to a cell, NULL is no leak.
        guard let redaction = neutral ?? column.ownRedaction else {
            throw .badColumn(
                column.reference,
                "type \(column.type) has no neutral value and takes no NULL, so a cell that"
                    + " can't be masked can't be redacted; mask it as constant or keep it")
        }
        let work: ColumnWork =
            if let element = column.element {
                .array(ArrayMask(element: try compile(element, at: .element)))
            } else if direction.isUnmasking {
                try reversal(column, at: place)
            } else {
                try work(column, type, redaction, at: place)
            }
        return CompiledColumn(
            plan: column, type: type, redaction: redaction, direction: direction,
            written: TypedText(column), work: work)
    }

    /// The inverse of `work`; the direction of the column turns the transforms round.
    private func reversal(
        _ column: PlannedColumn, at place: Place
    ) throws(MaskingError) -> ColumnWork {
        guard column.isReversible else {
            throw .badColumn(
                column.reference, "\(column.transform.name) is one-way and can't be unmasked")
        }
        switch column.transform {
        case .keep: return .keep
        case .dateShift(_, let days): return .dateShift(try dateShift(column, days: days))
        case .json: return .json(try json(column, at: place))
        default: return formatWork(column)
        }
    }

    private func work(
        _ column: PlannedColumn, _ type: ColumnType, _ redaction: Redaction,
        at place: Place
    ) throws(MaskingError) -> ColumnWork {
        switch column.transform {
        case .keep(let reason):
            return try keep(column, type, isUnguarded: reason != nil, at: place)
        case .redact: return .fixed(redaction)
        case .null:
            guard column.isNullable else {
                throw .badColumn(column.reference, "takes no NULL; use redact or constant")
            }
            return .fixed(Redaction(bytes: nil))
        case .constant(let text): return .fixed(Redaction(bytes: Array(text.utf8)))
        case .dateShift(_, let days): return .dateShift(try dateShift(column, days: days))
        case .persona(let view):
            return .persona(try persona(column, view, width: type.width))
        case .age(let buckets):
            guard let day = buckets.day else {
                throw .badColumn(column.reference, "age needs as-of, a day such as 2026-01-31")
            }
            return .age(AgeMask(size: buckets.size, asOf: day, dayFirst: column.dayFirst))
        case .dateTruncate(let unit):
            return .dateTruncate(TruncatedDates(unit: unit, dayFirst: column.dayFirst))
        case .text:
            return .spans(SpanMask(finder: finder, policies: policies, guarding: nil))
        case .json: return .json(try json(column, at: place))
        case .shuffle(let window):
            return .shuffle(ShuffleMask(key: key, domain: column.domain, window: window))
        case .lookup(let file): return .lookup(try lookup(file, column))
        case .template(let template):
            return .composed(
                ComposedMask(
                    key: key, domain: column.domain, form: column.canonicalForm,
                    template: template))
        case .external(let command):
            guard let startsExternal else {
                throw .badColumn(column.reference, "external commands can't be run here")
            }
            return .external(ExternalMask(command: command, start: startsExternal))
        default: return try valueWork(column, width: type.width) ?? formatWork(column)
        }
    }

    /// Transforms that write a value of their own; `nil` for the format-preserving ones.
    private func valueWork(
        _ column: PlannedColumn, width: Int?
    ) throws(MaskingError) -> ColumnWork? {
        let domain = column.domain
        let form = column.canonicalForm
        switch column.transform {
        case .hash(let length):
            return .hash(HashMask(key: key, domain: domain, form: form, length: length))
        case .email(let host):
            let providers = host == .provider ? try surrogates.mailProviders : nil
            return .email(
                EmailMask(
                    key: key, domain: domain, form: form, host: host, providers: providers,
                    width: width))
        case .username:
            return .username(UsernameMask(key: key, domain: domain, form: form, width: width))
        case .url: return .url(URLMask(key: key, domain: domain, width: width))
        case .name(let part, let isUnique, let locale):
            return .name(
                NameMask(
                    key: key, domain: domain, form: form, part: part, isUnique: isUnique,
                    choice: try surrogates.choice(locale), width: width))
        case .noise(let noise):
            return .noise(NoiseMask(key: key, domain: domain, noise: noise))
        case .geo(let blur): return .geo(GeoMask(key: key, domain: domain, blur: blur))
        case .phone(.reserved):
            let countries = surrogates.countries
            let fallback = try surrogates.places(PersonaView.defaultLocale)
            return .reservedPhone(
                ReservedPhoneMask(
                    key: key, domain: domain, countries: countries, fallback: fallback))
        case .rank(let size):
            return .rank(RankMask(key: key, domain: domain, size: size))
        case .round(let step): return .round(RoundMask(step: step, form: .nearest))
        case .bucket(let size):
            let isText = ColumnType(column.type).kind == .text
            return .round(RoundMask(step: size, form: .bucket(isText: isText)))
        case .street(let locale):
            let choice = try surrogates.choice(locale)
            return .street(StreetMask(key: key, domain: domain, choice: choice, width: width))
        case .city(let locale):
            let choice = try surrogates.choice(locale)
            return .city(CityMask(key: key, domain: domain, choice: choice, width: width))
        default: return nil
        }
    }

    /// Transforms that keep the format of the value, tokens and secrets.
    private func formatWork(_ column: PlannedColumn) -> ColumnWork {
        let domain = column.domain
        switch column.transform {
        case .token:
            if case .unmask(let ring) = direction {
                return .token(TokenMask(key: key, domain: domain, ring: ring))
            }
            return .token(TokenMask(key: key, domain: domain))
        case .digits: return .template(TemplateMask(key: key, domain: domain, letters: false))
        case .alphanumeric:
            return .template(TemplateMask(key: key, domain: domain, letters: true))
        case .card(let prefix):
            return .card(CardMask(key: key, domain: domain, prefix: prefix))
        case .ssn: return .ssn(SSNMask(key: key, domain: domain))
        case .phone(let scope):
            return .phone(PhoneMask(key: key, domain: domain, keepsArea: scope == .area))
        case .ip: return .address(IPMask(key: key, domain: domain))
        case .mac(let keepsVendor):
            return .macAddress(MACMask(key: key, domain: domain, keepsVendor: keepsVendor))
        case .postal(let country, let keep):
            return .postal(
                CountryCodeMask(key: key, domain: domain, country: country, keptCharacters: keep))
        case .plate(let country):
            return .plate(CountryCodeMask(key: key, domain: domain, country: country))
        case .uuid: return .uuid(UUIDMask(key: key, domain: domain))
        case .permute: return .integer(IntegerMask(key: key, domain: domain))
        case .iban: return .iban(IBANMask(key: key, domain: domain))
        case .identifier(let scheme):
            return .identifier(IdentifierMask(key: key, domain: domain, scheme: scheme))
        default:
            return .secret(SecretMask(key: key, domain: domain, isUnique: column.isUnique))
        }
    }

    /// The entity's domain and form decide, so that an entity is the same person everywhere.
    private func persona(
        _ column: PlannedColumn, _ view: PersonaView, width: Int?
    ) throws(MaskingError) -> PersonaMask {
        guard let entity = plan.entity(of: column) else {
            throw .badColumn(column.reference, "persona has no entity column; use name instead")
        }
        return PersonaMask(
            key: key, entityDomain: entity.domain, entityForm: entity.canonicalForm, view: view,
            country: try surrogates.places(view.locale),
            choice: try surrogates.choice(view.locale), width: width)
    }

    private func lookup(
        _ file: String, _ column: PlannedColumn
    ) throws(MaskingError) -> LookupMask {
        guard let table = lookups[file] else {
            throw .badColumn(column.reference, "the lookup file \(file) wasn't read")
        }
        do throws(LookupError) {
            return try LookupMask(table, form: column.canonicalForm)
        } catch {
            throw .badColumn(
                column.reference,
                "\(file) says different things for spellings that domain \(column.domain) takes"
                    + " for one value (\(column.canonicalForm.rawValue))")
        }
    }

    /// The entity's domain and form decide, so that an entity shifts alike in every table.
    private func dateShift(
        _ column: PlannedColumn, days: Int
    ) throws(MaskingError) -> DateShiftMask {
        guard let entity = plan.entity(of: column) else {
            throw .badColumn(
                column.reference, "date-shift has no entity column; use date-truncate instead")
        }
        return DateShiftMask(
            key: key, entityDomain: entity.domain, entityForm: entity.canonicalForm, days: days,
            dayFirst: column.dayFirst, isReversed: direction.isUnmasking)
    }
}

extension MaskPlan {
    /// The column, or path of the same document, whose value says whose row it is.
    fileprivate func entity(of column: PlannedColumn) -> PlannedColumn? {
        guard let path = column.entityPath else {
            guard let index = column.entityColumn else { return nil }
            return columns.indices.contains(index) ? columns[index] : nil
        }
        var reference = column.reference
        reference.path = path
        return columns.lazy.flatMap(\.paths).first { $0.reference == reference }
    }
}

extension PlannedColumn {
    /// What a column without a neutral value has in its place: nothing ever needs it.
    fileprivate var ownRedaction: Redaction? {
        switch transform {
        case .keep: Redaction(bytes: nil)
        case .constant(let text): Redaction(bytes: Array(text.utf8))
        default: nil
        }
    }
}
