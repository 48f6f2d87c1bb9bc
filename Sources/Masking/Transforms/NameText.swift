/// The words of a person's name, each with what it is. Positions are bytes of the cell.
struct NameText {
    enum Role: Equatable { case given, surname, title }

    struct Word: Equatable {
        var start: Int
        var end: Int
        var role: Role
    }

    private static let maximumWords = 12
    private var storage = InlineArray<12, Word>(repeating: Word(start: 0, end: 0, role: .given))
    private(set) var count = 0

    subscript(index: Int) -> Word { storage[index] }

    /// `nil` for what no name is: digits, `@`, brackets of code, more than 12 words, no letter.
    init?(_ cell: Span<UInt8>, part: MaskTransform.NamePart) {
        var comma: Int?
        var start: Int?
        for index in 0...cell.count {
            let byte = index < cell.count ? cell[index] : 0x20
            if Self.isWordByte(byte) {
                if start == nil { start = index }
                continue
            }
            if let first = start {
                guard add(cell, first..<index) else { return nil }
                start = nil
            }
            if byte == UInt8(ascii: ","), comma == nil { comma = count }
            guard Self.isSeparator(byte) else { return nil }
        }
        switch part {
        case .first: break
        case .last: assignSurname(0..<count)
        case .full: assignFull(cell, comma: comma)
        }
        guard hasName(in: 0..<count) else { return nil }
    }

    /// `false` when there is no room for another word.
    private mutating func add(_ cell: Span<UInt8>, _ range: Range<Int>) -> Bool {
        guard count < Self.maximumWords else { return false }
        let isTitle = Self.isTitle(cell.extracting(range))
        storage[count] = Word(
            start: range.lowerBound, end: range.upperBound, role: isTitle ? .title : .given)
        count += 1
        return true
    }

    private func hasName(in range: Range<Int>) -> Bool {
        range.contains { storage[$0].role != .title }
    }

    /// `Last, First` by its comma, else the last word and the particles before it.
    private mutating func assignFull(_ cell: Span<UInt8>, comma: Int?) {
        if let comma, hasName(in: 0..<comma), hasName(in: comma..<count) {
            assignSurname(0..<comma)
            return
        }
        guard let lead = (0..<count).first(where: { storage[$0].role != .title }),
            var first = (0..<count).last(where: { storage[$0].role != .title }), first > lead
        else { return }
        while first > lead + 1, storage[first - 1].role == .given,
            Self.isParticle(cell.extracting(storage[first - 1].start..<storage[first - 1].end))
        {
            first -= 1
        }
        assignSurname(first..<count)
    }

    private mutating func assignSurname(_ range: Range<Int>) {
        for index in range where storage[index].role == .given {
            storage[index].role = .surname
        }
    }

    /// Letters of any script, the apostrophe inside names, the full stop of initials. A hyphen
    /// separates: `Jean-Paul` is two words.
    private static func isWordByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte >= 0x80 || byte == UInt8(ascii: "'") || byte == UInt8(ascii: ".")
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "\""):
            true
        default: false
        }
    }

    private static let titles: [StaticString] = [
        "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "jr", "sr", "ii", "iii", "iv", "md", "phd",
    ]

    private static let particles: [StaticString] = [
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "du", "la", "le",
        "bin", "ibn", "al", "el", "ter", "ten", "zu", "st.",
    ]

    /// A form of address or a generation, with or without its full stop.
    private static func isTitle(_ word: Span<UInt8>) -> Bool {
        let hasStop = word.count > 1 && word[word.count - 1] == UInt8(ascii: ".")
        return matches(word.extracting(0..<word.count - (hasStop ? 1 : 0)), anyOf: titles)
    }

    private static func isParticle(_ word: Span<UInt8>) -> Bool { matches(word, anyOf: particles) }

    private static func matches(_ word: Span<UInt8>, anyOf list: [StaticString]) -> Bool {
        guard word.count <= 5 else { return false }
        for entry in list where word.equalsFolded(entry) { return true }
        return false
    }
}
