/// The parts of a person's name, each with what it is. Positions are bytes of the cell.
struct NameText {
    enum Role: Equatable { case given, surname, title }

    struct Word: Equatable {
        private var bounds: (start: UInt16, end: UInt16)
        var role: Role

        init(start: Int, end: Int, role: Role) {
            bounds = (UInt16(start), UInt16(end))
            self.role = role
        }

        var start: Int {
            get { Int(bounds.start) }
            set { bounds.start = UInt16(newValue) }
        }

        var end: Int {
            get { Int(bounds.end) }
            set { bounds.end = UInt16(newValue) }
        }

        static func == (left: Word, right: Word) -> Bool {
            left.bounds == right.bounds && left.role == right.role
        }
    }

    /// Positions have 16 bits.
    static let byteLimit = 0xFFFF
    private static let maximumWords = 12
    private var storage = InlineArray<12, Word>(repeating: Word(start: 0, end: 0, role: .given))
    private(set) var count = 0

    subscript(index: Int) -> Word { storage[index] }

    /// `nil` for what no name is: digits, `@`, brackets of code, more than 12 words, no letter,
    /// more than `byteLimit` bytes.
    ///
    /// A surname of several words is one part. `surrogates` say whether the family name comes
    /// first and which there are.
    init?(_ cell: Span<UInt8>, part: MaskTransform.NamePart, surrogates: SurrogateSet) {
        guard cell.count <= Self.byteLimit, let comma = readWords(cell) else { return nil }
        if part == .full, isPlainPair, comma < 0, !surrogates.form.isFamilyFirst {
            storage[1].role = .surname
            return
        }
        switch part {
        case .first: break
        case .last: assignSurname(0..<count)
        case .full:
            if !surrogates.form.isFamilyFirst || !assignFamilyFirst(cell, surrogates) {
                assignFull(cell, comma: comma < 0 ? nil : comma, surrogates)
            }
        }
        guard hasName(in: 0..<count) else { return nil }
        joinSurnames(cell)
    }

    /// The words, each a title or else a given name for now, and how many stand before the first
    /// comma, -1 without one; `nil` for what no name is.
    private mutating func readWords(_ cell: Span<UInt8>) -> Int? {
        var (comma, start) = (-1, 0)
        for index in stride(from: 0, to: cell.count, by: 8) {
            var ends = ~cell.word(at: index).nameMarks & .byteMarks(first: cell.count - index)
            while ends != 0 {
                let end = index + ends.trailingZeroBitCount / 8
                ends &= ends - 1
                guard Self.isSeparator(cell[end]), add(cell, start..<end) else { return nil }
                if cell[end] == UInt8(ascii: ","), comma < 0 { comma = count }
                start = end + 1
            }
        }
        return add(cell, start..<cell.count) ? comma : nil
    }

    /// `false` when there is no room for another word.
    private mutating func add(_ cell: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if range.isEmpty { return true }
        guard count < Self.maximumWords else { return false }
        let isTitle = NameWords.isTitle(cell.extracting(range))
        storage[count] = Word(
            start: range.lowerBound, end: range.upperBound, role: isTitle ? .title : .given)
        count += 1
        return true
    }

    /// A given name and a surname, as a rule.
    private var isPlainPair: Bool {
        count == 2 && storage[0].role == .given && storage[1].role == .given
    }

    private func hasName(in range: Range<Int>) -> Bool {
        range.contains { storage[$0].role != .title }
    }

    /// `Last, First` by its comma, else the last word and the particles before it.
    private mutating func assignFull(
        _ cell: Span<UInt8>, comma: Int?, _ surrogates: SurrogateSet
    ) {
        if let comma, hasName(in: 0..<comma), hasName(in: comma..<count) {
            assignSurname(0..<comma)
            return
        }
        guard let lead = (0..<count).first(where: { storage[$0].role != .title }),
            var first = (0..<count).last(where: { storage[$0].role != .title }), first > lead
        else { return }
        if surrogates.form.hasTwoSurnames, first > lead + 1,
            !isGiven(first - 1, cell, surrogates)
        {
            first -= 1
        }
        while first > lead + 1, storage[first - 1].role == .given,
            NameWords.isParticle(cell.extracting(storage[first - 1].start..<storage[first - 1].end))
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

    /// Adjacent words of a surname, one blank between them, become one.
    private mutating func joinSurnames(_ cell: Span<UInt8>) {
        var kept = 0
        for index in 0..<count {
            let word = storage[index]
            if kept > 0, word.role == .surname, storage[kept - 1].role == .surname,
                word.start == storage[kept - 1].end + 1, cell[word.start - 1] == 0x20
            {
                storage[kept - 1].end = word.end
            } else {
                storage[kept] = word
                kept += 1
            }
        }
        count = kept
    }

    @inline(__always)
    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte < 64 && separatorBits >> UInt64(byte) & 1 == 1
    }

    /// The blank and `"`, `(`, `)`, `,` and `-`, each as the bit of its number.
    private static var separatorBits: UInt64 {
        1 << 32 | 1 << 34 | 1 << 40 | 1 << 41 | 1 << 44 | 1 << 45
    }
}

extension NameText {
    /// East Asian order: the first of several words is the family name, and so are the first
    /// characters of a name without blanks. `false` when the name is in Western order.
    private mutating func assignFamilyFirst(
        _ cell: Span<UInt8>, _ surrogates: SurrogateSet
    ) -> Bool {
        guard count > 0 else { return false }
        if surrogates.form.surnameLength == 0 {
            // Why: Latin letters come in both orders, and only the lists can tell.
            guard count > 1, isSurname(0, cell, surrogates),
                !isSurname(count - 1, cell, surrogates)
            else { return false }
        } else if count == 1 {
            split(cell, surrogates)
        }
        if count > 1 { assignSurname(0..<1) }
        return true
    }

    private func isSurname(_ index: Int, _ cell: Span<UInt8>, _ surrogates: SurrogateSet) -> Bool {
        surrogates.surnames.contains(folded(index, cell).span)
    }

    private func isGiven(_ index: Int, _ cell: Span<UInt8>, _ surrogates: SurrogateSet) -> Bool {
        let name = folded(index, cell)
        return surrogates.female.contains(name.span) || surrogates.male.contains(name.span)
    }

    private func folded(_ index: Int, _ cell: Span<UInt8>) -> [UInt8] {
        var folded: [UInt8] = []
        CanonicalForm.casefold.append(
            cell.extracting(storage[index].start..<storage[index].end), to: &folded)
        return folded
    }

    /// Cuts a name without blanks behind the longest family name it begins with.
    private mutating func split(_ cell: Span<UInt8>, _ surrogates: SurrogateSet) {
        let word = storage[0]
        var ends: [Int] = []
        for index in word.start + 1..<word.end where cell[index] & 0xC0 != 0x80 {
            ends.append(index)
        }
        guard !ends.isEmpty else { return }
        let known = ends.prefix(4).last { end in
            surrogates.surnames.contains(cell.extracting(word.start..<end))
        }
        let usual = min(surrogates.form.surnameLength, ends.count) - 1
        let end = known ?? ends[usual]
        storage[0].end = end
        storage[1] = Word(start: end, end: word.end, role: .given)
        count = 2
    }
}

extension UInt64 {
    /// Marks letters of any script, the apostrophe inside names and the full stop of initials. A
    /// hyphen separates: `Jean-Paul` is two words.
    fileprivate var nameMarks: UInt64 {
        let letters = (self | .repeating(0x20)).lowerMarks
        let apostrophes = marks(from: UInt8(ascii: "'"), to: UInt8(ascii: "'"))
        let stops = marks(from: UInt8(ascii: "."), to: UInt8(ascii: "."))
        return letters | apostrophes | stops | self
    }
}
