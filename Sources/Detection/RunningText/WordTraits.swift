/// What dictionaries and cues know of a word or phrase.
struct WordTraits: OptionSet, BitwiseCopyable {
    let rawValue: UInt32

    /// The lowest bits are those of the cues.
    static let never = WordTraits(.never)
    static let particle = WordTraits(.particle)
    static let company = WordTraits(.company)
    /// What stands before a person or thing.
    static let cue = WordTraits([.title, .role, .salutation, .closing, .thing])

    static let known = WordTraits(rawValue: 1 << 16)
    static let given = WordTraits(rawValue: 1 << 17)
    static let surname = WordTraits(rawValue: 1 << 18)
    static let common = WordTraits(rawValue: 1 << 19)
    static let street = WordTraits(rawValue: 1 << 20)
    static let town = WordTraits(rawValue: 1 << 21)
    static let region = WordTraits(rawValue: 1 << 22)
    static let country = WordTraits(rawValue: 1 << 23)
    static let people = WordTraits(rawValue: 1 << 24)

    /// No name begins with it, nor is it one's last word.
    static let idle = WordTraits(rawValue: 1 << 25)

    static let place: WordTraits = [.town, .region, .country, .people]

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ kinds: TextCues.Kinds) { rawValue = UInt32(kinds.rawValue) }

    /// What the word tells as a cue of its own.
    var kinds: TextCues.Kinds { TextCues.Kinds(rawValue: UInt16(truncatingIfNeeded: rawValue)) }

    /// Whether a name may begin with a word of these traits.
    var mayBeginName: Bool {
        if has(.cue) { return false }
        if has(.given) { return true }
        if has([.common, .never]) { return false }
        return !has(.place) || has(.surname)
    }

    /// Whether any of `traits` is there.
    func has(_ traits: WordTraits) -> Bool { rawValue & traits.rawValue != 0 }
}
