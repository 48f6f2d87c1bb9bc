/// One locale's file: sections of values with commas between them, `#` lines are comments.
///
/// Sections are `[given-female]`, `[given-male]`, `[surnames]`, `[streets]` and `[cities]` in Latin
/// letters, and the same after `native` in the locale's own script. A missing section in Latin
/// letters is the default list.
struct LocaleSurrogates: Sendable {
    let plain: SurrogateSet
    let native: SurrogateSet?

    private static let sections = ["given-female", "given-male", "surnames", "streets", "cities"]
    private static let nativePrefix = "native "

    init(
        _ locale: SurrogateLocale, text: String, base: SurrogateSet
    ) throws(MaskingError) {
        let values = try Self.values(text, file: locale.fileName)
        let list = { (name: String) in values[name].flatMap(SurrogateList.init) }
        plain = SurrogateSet(
            female: list("given-female") ?? base.female, male: list("given-male") ?? base.male,
            surnames: list("surnames") ?? base.surnames,
            streets: list("streets") ?? base.streets, cities: list("cities") ?? base.cities,
            form: SurrogateSet.Form(
                isFamilyFirst: locale.isFamilyFirst, hasTwoSurnames: locale.hasTwoSurnames))
        let natives = Self.sections.map { list(Self.nativePrefix + $0) }
        let present = natives.compactMap(\.self)
        guard present.count == natives.count else {
            guard present.isEmpty else {
                throw .badSurrogates(locale.fileName, "lacks a native section")
            }
            native = nil
            return
        }
        native = SurrogateSet(
            female: present[0], male: present[1], surnames: present[2], streets: present[3],
            cities: present[4], form: Self.nativeForm(locale))
    }

    private static func nativeForm(_ locale: SurrogateLocale) -> SurrogateSet.Form {
        SurrogateSet.Form(
            isFamilyFirst: locale.isFamilyFirst,
            isUnspaced: locale == .jaJP || locale == .zhCN,
            surnameLength: locale.nativeSurnameLength,
            numberSuffix: locale == .zhCN ? "号" : "")
    }

    private static func values(
        _ text: String, file: String
    ) throws(MaskingError) -> [String: [String]] {
        var values: [String: [String]] = [:]
        var section = ""
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            if line.hasPrefix("["), line.hasSuffix("]") {
                section = String(line.dropFirst().dropLast())
                let plain =
                    section.hasPrefix(nativePrefix)
                    ? String(section.dropFirst(nativePrefix.count)) : section
                guard sections.contains(plain), values[section] == nil else {
                    throw .badSurrogates(file, "has an unknown or repeated section [\(section)]")
                }
                values[section] = []
                continue
            }
            guard !section.isEmpty else {
                throw .badSurrogates(file, "has values before its first [section]")
            }
            for value in line.split(separator: ",") {
                let trimmed = value.drop { $0 == " " }
                if !trimmed.isEmpty { values[section]?.append(String(trimmed)) }
            }
        }
        return values
    }
}
