/// The places of one locale: `places.txt` of the surrogates folder.
struct PersonaPlaces: Sendable {
    struct Place: Sendable {
        let city: String
        let stateCode: String
        let state: String
        /// `#` stands for a drawn digit, `@` for a drawn letter.
        let postalCode: String
        let phone: String
    }

    let alpha2: String
    let alpha3: String
    let country: String
    fileprivate(set) var places: [Place] = []

    /// The patterns of its telephone numbers, each once.
    var phones: [String] {
        var seen: Set<String> = []
        return places.map(\.phone).filter { seen.insert($0).inserted }
    }

    /// The file's name in the surrogates folder.
    static let fileName = "places.txt"
    /// Letters that a drawn place may have: those of the ends of British and Dutch postal codes.
    private static let letters = Array("ABDEFGHJLNPQRTUWXYZ".utf8)

    /// - Throws: the line that isn't a country or a place.
    static func read(_ text: String) throws(MaskingError) -> [SurrogateLocale: PersonaPlaces] {
        var found: [SurrogateLocale: PersonaPlaces] = [:]
        var current: SurrogateLocale?
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            if line.hasPrefix("[") {
                let parts = fields(line.dropFirst(), by: ["]", ","])
                guard parts.count == 4, let locale = SurrogateLocale(rawValue: parts[0]) else {
                    throw .badSurrogates(fileName, "isn't a country: \(line)")
                }
                found[locale] = PersonaPlaces(
                    alpha2: parts[1], alpha3: parts[2], country: parts[3])
                current = locale
                continue
            }
            let parts = fields(line, by: [";", "/"])
            guard let locale = current, parts.count == 5 else {
                throw .badSurrogates(fileName, "isn't a place: \(line)")
            }
            found[locale]?.places.append(
                Place(
                    city: parts[0], stateCode: parts[1], state: parts[2], postalCode: parts[3],
                    phone: parts[4]))
        }
        for (locale, country) in found where country.places.isEmpty {
            throw .badSurrogates(fileName, "has no place for \(locale.rawValue)")
        }
        return found
    }

    private static func fields(_ line: Substring, by separators: Set<Character>) -> [String] {
        line.split { separators.contains($0) }.map { part in
            String(part.drop { $0 == " " })
        }
    }

    /// Appends a pattern with its digits and letters drawn; `isBare` leaves blanks and dashes out.
    static func append(
        _ pattern: String, draw: UInt64, isBare: Bool = false, to output: inout [UInt8]
    ) {
        var rest = draw
        func take(_ limit: UInt64) -> UInt64 {
            let (value, low) = rest.multipliedFullWidth(by: limit)
            rest = low
            return value
        }
        for byte in pattern.utf8 {
            switch byte {
            case UInt8(ascii: "#"): output.append(UInt8(ascii: "0") + UInt8(take(10)))
            case UInt8(ascii: "@"): output.append(letters[Int(take(UInt64(letters.count)))])
            case 0x20 where isBare, UInt8(ascii: "-") where isBare: break
            default: output.append(byte)
            }
        }
    }
}
