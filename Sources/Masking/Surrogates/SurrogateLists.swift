internal import Cryptography

/// The frozen lists that names, streets and cities are drawn from:
/// `rules/surrogates/VERSION/*.txt`.
///
/// A list never changes once published, since every draw is an index into it; a better list is a
/// new version. Apart from the detection dictionaries. `digest` goes into plan and manifest.
package struct SurrogateLists: Sendable {
    /// The default lists, which every version has: one value a line, `#` lines are comments.
    package static let baseNames = [
        "cities.txt", "given-female.txt", "given-male.txt", "streets.txt", "surnames.txt",
    ]
    /// The files a version consists of: the default lists and one file a locale.
    package static let fileNames =
        baseNames + [PersonaPlaces.fileName, MailProviders.fileName]
        + SurrogateLocale.allCases.map(\.fileName)

    /// Drawn from where the plan names no locale.
    let base: SurrogateSet
    private let locales: [SurrogateLocale: LocaleSurrogates]
    private let places: [SurrogateLocale: PersonaPlaces]
    private let providers: MailProviders?
    /// `sha256:` over the names and contents of all files in the order of `fileNames`.
    package let digest: String

    /// - Parameter files: contents by file name; others than `fileNames` are ignored. The default
    ///   lists must be there; a plan that names a locale without its file is refused.
    package init(files: [String: [UInt8]]) throws(MaskingError) {
        let base = SurrogateSet(
            female: try Self.list("given-female.txt", in: files),
            male: try Self.list("given-male.txt", in: files),
            surnames: try Self.list("surnames.txt", in: files),
            streets: try Self.list("streets.txt", in: files),
            cities: try Self.list("cities.txt", in: files))
        var locales: [SurrogateLocale: LocaleSurrogates] = [:]
        for locale in SurrogateLocale.allCases {
            guard let bytes = files[locale.fileName] else { continue }
            locales[locale] = try LocaleSurrogates(
                locale, text: try Self.text(bytes, locale.fileName), base: base)
        }
        let name = PersonaPlaces.fileName
        places =
            try files[name].map { (bytes) throws(MaskingError) in
                try PersonaPlaces.read(try Self.text(bytes, name))
            } ?? [:]
        providers = try files[MailProviders.fileName].map { (bytes) throws(MaskingError) in
            try MailProviders(try Self.text(bytes, MailProviders.fileName))
        }
        self.base = base
        self.locales = locales
        var content: [UInt8] = []
        for name in Self.fileNames {
            guard let bytes = files[name] else { continue }
            content.append(contentsOf: "\(name) \(bytes.count)\n".utf8)
            content.append(contentsOf: bytes)
        }
        digest = "sha256:" + MessageDigest.sha256(content.span).hex
    }

    /// The lists for cells of a plan's locale; `nil` stands for each cell's own script.
    func choice(_ locale: SurrogateLocale?) throws(MaskingError) -> SurrogateChoice {
        let named = locale.flatMap { locales[$0] }
        if let locale, named == nil { throw Self.missing(locale.fileName) }
        let han = locale == .jaJP || locale == .zhCN ? named?.native : nil
        return SurrogateChoice(
            latin: named?.plain ?? base, base: base, devanagari: locales[.hiIN]?.native,
            hangul: locales[.koKR]?.native, japanese: locales[.jaJP]?.native,
            chinese: locales[.zhCN]?.native, han: han)
    }

    /// Who gives mail addresses to whom.
    var mailProviders: MailProviders {
        get throws(MaskingError) {
            guard let providers else { throw Self.missing(MailProviders.fileName) }
            return providers
        }
    }

    /// Every country that has places, in the order of the locales.
    var countries: [PersonaPlaces] { SurrogateLocale.allCases.compactMap { places[$0] } }

    /// Where personas of a locale live.
    func places(_ locale: SurrogateLocale) throws(MaskingError) -> PersonaPlaces {
        guard let country = places[locale] else { throw Self.missing(PersonaPlaces.fileName) }
        return country
    }

    private static func list(
        _ name: String, in files: [String: [UInt8]]
    ) throws(MaskingError) -> SurrogateList {
        guard let bytes = files[name] else { throw missing(name) }
        let lines = try text(bytes, name).split(whereSeparator: \.isNewline).map(String.init)
        guard let list = SurrogateList(lines.filter { !$0.hasPrefix("#") }) else {
            throw .badSurrogates(name, "holds no value")
        }
        return list
    }

    private static func text(_ bytes: [UInt8], _ name: String) throws(MaskingError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .badSurrogates(name, "isn't UTF-8")
        }
        return text
    }

    private static func missing(_ name: String) -> MaskingError {
        .badSurrogates(name, "is missing; install the rules folder whole")
    }
}
