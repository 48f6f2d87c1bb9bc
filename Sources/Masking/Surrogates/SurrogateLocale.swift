/// The locales that names, streets and cities can be drawn for, as `locale = "…"` names them
/// (BCP 47: language and region).
///
/// Each is one file of the surrogates folder. Hindi, Japanese, Chinese and Korean have lists in
/// Latin letters and in their own script; a cell's own script decides between them.
package enum SurrogateLocale: String, Sendable, CaseIterable {
    case deDE = "de-DE"
    case enGB = "en-GB"
    case enUS = "en-US"
    case esES = "es-ES"
    case esMX = "es-MX"
    case frFR = "fr-FR"
    case hiIN = "hi-IN"
    case idID = "id-ID"
    case itIT = "it-IT"
    case jaJP = "ja-JP"
    case koKR = "ko-KR"
    case nlNL = "nl-NL"
    case plPL = "pl-PL"
    case ptBR = "pt-BR"
    case svSE = "sv-SE"
    case trTR = "tr-TR"
    case zhCN = "zh-CN"

    /// What the plan says for "by each cell's script", which is the default.
    package static let automatic = "auto"

    /// The locale's file in the surrogates folder.
    package var fileName: String { rawValue + ".txt" }

    /// Whether the family name comes first, in Latin letters too.
    var isFamilyFirst: Bool {
        switch self {
        case .jaJP, .koKR, .zhCN: true
        default: false
        }
    }

    /// Whether people have two family names.
    var hasTwoSurnames: Bool { self == .esES || self == .esMX || self == .ptBR }

    /// Characters of most family names in the locale's own script, for a name written without a
    /// blank whose family name isn't in the list; 0 where names have blanks.
    var nativeSurnameLength: Int {
        switch self {
        case .jaJP: 2
        case .koKR, .zhCN: 1
        default: 0
        }
    }
}
