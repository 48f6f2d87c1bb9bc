internal import Configuration

/// Reads a transform and its options from one table of `mask.toml`.
struct TransformDecoding {
    let table: ConfigurationTable
    /// Keys that aren't options of a transform.
    let commonKeys: [String]

    static let choices = "one of " + MaskTransform.allNames.joined(separator: ", ")

    /// The options each transform has; every other transform has none.
    private static let options = [
        "keep": ["keep", "reason"], "constant": ["value"], "hash": ["length"],
        "card": ["keep-bin"], "email": ["keep-domain", "keep-provider"],
        "name": ["part", "unique", "locale"],
        "street": ["locale"], "city": ["locale"],
        "date-shift": ["entity", "days"], "date-truncate": ["to"],
        "noise": ["ratio", "amount", "minimum", "maximum", "step"], "round": ["step"],
        "bucket": ["size"], "rank": ["size"], "geo": ["grid", "within"],
        "postal": ["country", "keep-first"], "plate": ["country"], "mac": ["keep-vendor"],
        "phone": ["keep-area", "reserved"], "age": ["size", "as-of"],
        "persona": ["entity", "part", "unique", "locale"],
        "shuffle": ["window"], "lookup": ["file"], "template": ["template"],
        "external": ["command", "timeout"],
    ]

    /// The transform, or `nil` when the table names none.
    func transform() throws(ConfigurationError) -> MaskTransform? {
        let named = try table.string("transform")
        let name = named ?? (table.values["keep"] == nil ? nil : "keep")
        try refuseForeignOptions(of: name)
        guard let name else { return nil }
        return try decode(name)
    }

    /// An option that belongs to another transform is told apart from a key that nobody knows.
    private func refuseForeignOptions(of name: String?) throws(ConfigurationError) {
        let own = name.flatMap { Self.options[$0] } ?? []
        for key in table.keys where !commonKeys.contains(key) && !own.contains(key) {
            let owners = Self.options.filter { $0.value.contains(key) }.keys.sorted()
            guard !owners.isEmpty else { continue }
            let found = name.map { "not of \($0)" } ?? "and the line names no transform"
            let named = owners.joined(separator: " and ")
            throw table.error("is an option of \(named), \(found)", key: key)
        }
        try table.finish(known: commonKeys + own)
    }

    private func decode(_ name: String) throws(ConfigurationError) -> MaskTransform {
        switch name {
        case "keep": try keep()
        case "redact": .redact
        case "null": .null
        case "constant": .constant(try table.requiredString("value"))
        case "hash": .hash(length: try hashLength())
        case "token": .token
        case "digits": .digits
        case "alphanumeric": .alphanumeric
        case "card": .card(try cardPrefix())
        case "ssn": .ssn
        case "phone": .phone(try phoneScope())
        case "email": .email(try emailHost())
        case "username": .username
        case "url": .url
        default: try decodeRest(name)
        }
    }

    private func decodeRest(_ name: String) throws(ConfigurationError) -> MaskTransform {
        switch name {
        case "name":
            .name(
                part: try choice("part", among: MaskTransform.NamePart.self) ?? .full,
                unique: try table.boolean("unique") ?? false, locale: try locale())
        case "street": .street(locale: try locale())
        case "city": .city(locale: try locale())
        case "date-shift":
            .dateShift(
                entity: try entity("dates move together; without one use date-truncate"),
                days: try days())
        case "date-truncate":
            .dateTruncate(to: try choice("to", among: MaskTransform.DateUnit.self) ?? .year)
        case "ip": .ip
        case "mac": .mac(keepVendor: try table.boolean("keep-vendor") ?? false)
        case "uuid": .uuid
        case "permute": .permute
        case "iban": .iban
        case "secret": .secret
        case "text": .text
        case "json": .json
        case "noise": .noise(try noise())
        case "round": .round(step: try positive("step"))
        case "bucket": .bucket(size: try positive("size"))
        case "geo": .geo(try geo())
        case "postal": try postal()
        case "plate": .plate(country: try country("plate"))
        case "rank": .rank(size: try positive("size"))
        case "age": .age(try age())
        case "persona": .persona(try persona())
        case "shuffle", "lookup", "template", "external": try composition(name)
        default:
            if let scheme = IdentifierScheme(rawValue: name) {
                .identifier(scheme)
            } else {
                throw table.error("unknown transform; \(Self.choices)", key: "transform")
            }
        }
    }

    private func keep() throws(ConfigurationError) -> MaskTransform {
        let reason = try table.string("reason")
        guard let word = try table.string("keep") else {
            if reason != nil {
                throw table.error("only keep = \"unguarded\" takes a reason", key: "reason")
            }
            return .keep(unguardedReason: nil)
        }
        guard word == "unguarded" else {
            throw table.error("expected \"unguarded\"", key: "keep")
        }
        guard let reason, !reason.isEmpty else {
            throw table.error("keep = \"unguarded\" needs a reason")
        }
        return .keep(unguardedReason: reason)
    }

    private func cardPrefix() throws(ConfigurationError) -> MaskTransform.CardPrefix {
        guard case .integer(let digits)? = table.values["keep-bin"] else {
            return try table.boolean("keep-bin") ?? false ? .bin6 : .brand
        }
        guard let prefix = MaskTransform.CardPrefix(rawValue: digits), prefix != .brand else {
            throw table.error("expected true, 6 or 8", key: "keep-bin")
        }
        return prefix
    }

    private func phoneScope() throws(ConfigurationError) -> MaskTransform.PhoneScope {
        let keepsArea = try table.boolean("keep-area") ?? false
        guard try table.boolean("reserved") ?? false else { return keepsArea ? .area : .country }
        if keepsArea {
            throw table.error("reserved numbers have areas of their own", key: "keep-area")
        }
        return .reserved
    }

    private func emailHost() throws(ConfigurationError) -> MaskTransform.EmailHost {
        let keepsProvider = try table.boolean("keep-provider") ?? false
        guard try table.boolean("keep-domain") ?? false else {
            return keepsProvider ? .provider : .reserved
        }
        if keepsProvider {
            throw table.error("keep-domain keeps the provider too", key: "keep-provider")
        }
        return .kept
    }

    private func hashLength() throws(ConfigurationError) -> Int {
        let length = try table.integer("length") ?? MaskTransform.fullHashLength
        guard (8...MaskTransform.fullHashLength).contains(length) else {
            throw table.error("expected 8 to 64 hexadecimal digits", key: "length")
        }
        return length
    }

    /// - Parameter purpose: what the entity is for: `date-shift needs entity = "column", whose …`.
    private func entity(_ purpose: String) throws(ConfigurationError) -> String {
        guard let entity = try table.string("entity"), !entity.isEmpty else {
            let name = try table.string("transform") ?? ""
            throw table.error("\(name) needs entity = \"column\", whose \(purpose)")
        }
        return entity
    }

    private func persona() throws(ConfigurationError) -> PersonaView {
        let entity = try entity("persona it shows")
        guard let part = try choice("part", among: PersonaPart.self) else {
            throw table.error("persona needs a part, such as part = \"first\"")
        }
        let isUnique = try table.boolean("unique") ?? false
        if isUnique && !part.canBeUnique {
            throw table.error("no two personas need differ in this part", key: "unique")
        }
        return PersonaView(
            entity: entity, part: part, isUnique: isUnique,
            locale: try locale() ?? PersonaView.defaultLocale)
    }

    private func postal() throws(ConfigurationError) -> MaskTransform {
        let country: PostalCountry = try country("postal")
        let keep = try table.integer("keep-first") ?? 0
        guard (0...6).contains(keep) else {
            throw table.error("expected 0 to 6 characters", key: "keep-first")
        }
        return .postal(country: country, keep: keep)
    }

    private func country<Country: CountryCode>(
        _ transform: String
    ) throws(ConfigurationError) -> Country {
        guard let country = try choice("country", among: Country.self) else {
            throw table.error("\(transform) needs a country, such as country = \"DE\"")
        }
        return country
    }

    private func age() throws(ConfigurationError) -> AgeBuckets {
        let size = try table.integer("size") ?? AgeBuckets.defaultSize
        guard (1...50).contains(size) else {
            throw table.error("expected 1 to 50 years", key: "size")
        }
        let buckets = AgeBuckets(size: size, asOf: try table.requiredString("as-of"))
        guard buckets.day != nil else {
            throw table.error("expected a day such as 2026-01-31", key: "as-of")
        }
        return buckets
    }

    private func days() throws(ConfigurationError) -> Int {
        let days = try table.integer("days") ?? MaskTransform.defaultShiftDays
        guard (1...MaskTransform.maximumShiftDays).contains(days) else {
            throw table.error(
                "expected 1 to \(MaskTransform.maximumShiftDays) days", key: "days")
        }
        return days
    }

    /// `nil` for `auto`, the default: by each cell's script.
    private func locale() throws(ConfigurationError) -> SurrogateLocale? {
        guard let word = try table.string("locale"), word != SurrogateLocale.automatic else {
            return nil
        }
        guard let locale = SurrogateLocale(rawValue: word) else {
            let known = [SurrogateLocale.automatic] + SurrogateLocale.allCases.map(\.rawValue)
            let words = known.map { "\"\($0)\"" }.joined(separator: ", ")
            throw table.error("unknown locale; expected one of \(words)", key: "locale")
        }
        return locale
    }

    private func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String, among: Choice.Type
    ) throws(ConfigurationError) -> Choice? {
        guard let word = try table.string(key) else { return nil }
        guard let choice = Choice(rawValue: word) else {
            let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
            throw table.error("expected one of \(words)", key: key)
        }
        return choice
    }
}
