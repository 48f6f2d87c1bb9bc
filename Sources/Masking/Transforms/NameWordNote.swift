/// What was found out of one word of a name while its draws were asked for, packed into a word.
struct NameWordNote {
    /// Which given names may stand for it.
    enum Sex: UInt64 { case unknown, female, male }

    let start: Int
    let end: Int
    let role: NameText.Role
    let style: LetterStyle
    /// A letter alone or with its full stop.
    let isInitial: Bool
    var sex = Sex.unknown

    init(_ word: NameText.Word, _ bytes: Span<UInt8>) {
        start = word.start
        end = word.end
        role = word.role
        style = LetterStyle(bytes)
        isInitial =
            bytes.count > 0 && bytes.count <= 2 && bytes[0].isLetter
            && (bytes.count == 1 || bytes[1] == UInt8(ascii: "."))
    }

    /// What `bits` wrote.
    init(bits: UInt64) {
        start = Int(bits & 0xFFFF)
        end = Int(bits >> 16 & 0xFFFF)
        role = bits >> 32 & 3 == 0 ? .given : bits >> 32 & 3 == 1 ? .surname : .title
        style = bits >> 34 & 3 == 0 ? .title : bits >> 34 & 3 == 1 ? .lower : .upper
        isInitial = bits >> 36 & 1 == 1
        sex = Sex(rawValue: bits >> 37 & 3) ?? .unknown
    }

    var bits: UInt64 {
        let role: UInt64 = self.role == .given ? 0 : self.role == .surname ? 1 : 2
        let style: UInt64 = self.style == .title ? 0 : self.style == .lower ? 1 : 2
        return UInt64(start) | UInt64(end) << 16 | role << 32 | style << 34
            | (isInitial ? 1 : 0) << 36 | sex.rawValue << 37
    }
}
