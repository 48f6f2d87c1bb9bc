/// The fields of one way to write an identifier, and the ranking of all texts that have them.
struct IdentifierLayout: Sendable {
    private let fields: [IdentifierField]
    /// Characters without separators.
    let width: Int
    /// Where the check characters stand, and what they are out of.
    let checks: [(position: Int, alphabet: [UInt8])]

    init(_ fields: [IdentifierField]) {
        self.fields = fields
        width = fields.reduce(0) { $0 + $1.width }
        var checks: [(Int, [UInt8])] = []
        var position = 0
        for field in fields {
            if case .check(let alphabet, let count) = field {
                for place in 0..<count { checks.append((position + place, alphabet.array)) }
            }
            position += field.width
        }
        self.checks = checks
    }

    /// log₂ of how many texts there are, rounded down; places that may hold letters count as
    /// digits.
    var bits: Double { Double(fields.reduce(0) { $0 + $1.tenthBits }) / 10 }

    /// A text's rank, and the kind of its texts: how many there are, and their name.
    struct Ranked {
        var rank: UInt128 = 0
        var size: UInt128 = 1
        /// What stays and which places hold letters; texts of one template are permuted together.
        var template: [UInt8] = []
    }

    /// `nil` when the text's fields don't have the layout's values. Check characters don't count.
    func rank(of text: [UInt8]) -> Ranked? {
        var ranked = Ranked()
        var position = 0
        for field in fields {
            let part = text[position..<position + field.width]
            guard add(field, part, to: &ranked) else { return nil }
            position += field.width
        }
        return ranked
    }

    private func add(
        _ field: IdentifierField, _ part: ArraySlice<UInt8>, to ranked: inout Ranked
    ) -> Bool {
        switch field {
        case .characters(let alphabet, _):
            for byte in part {
                guard let index = alphabet.index(of: byte) else { return false }
                ranked.append(index, of: alphabet.utf8CodeUnitCount)
            }
        case .sameClass(let letters, _):
            for byte in part {
                let alphabet = byte.isDigit ? IdentifierField.decimals : letters
                guard let index = alphabet.index(of: byte) else { return false }
                ranked.append(index, of: alphabet.utf8CodeUnitCount)
                ranked.template.append(UInt8(ascii: byte.isDigit ? "9" : "A"))
            }
        case .choice(let texts):
            guard let index = texts.firstIndex(where: { part.elementsEqual($0.utf8) }) else {
                return false
            }
            ranked.append(index, of: texts.count)
        case .date(let date):
            guard let index = date.rank(of: part) else { return false }
            ranked.append(index, of: date.count)
        case .kept: ranked.template += part
        case .check: break
        }
        return true
    }

    /// Puts the text of a rank in the place of another text of the same template; the check
    /// characters are left as they are.
    func write(_ rank: UInt128, to text: inout [UInt8]) {
        var rest = rank
        var end = width
        for field in fields.reversed() {
            let start = end - field.width
            write(field, &rest, to: &text[start..<end])
            end = start
        }
    }

    private func write(
        _ field: IdentifierField, _ rest: inout UInt128, to part: inout ArraySlice<UInt8>
    ) {
        switch field {
        case .characters(let alphabet, _):
            for place in part.indices.reversed() {
                part[place] = alphabet.byte(rest.removeLast(alphabet.utf8CodeUnitCount))
            }
        case .sameClass(let letters, _):
            for place in part.indices.reversed() {
                let alphabet = part[place].isDigit ? IdentifierField.decimals : letters
                part[place] = alphabet.byte(rest.removeLast(alphabet.utf8CodeUnitCount))
            }
        case .choice(let texts):
            let text = texts[rest.removeLast(texts.count)]
            for (place, byte) in zip(part.indices, text.utf8) { part[place] = byte }
        case .date(let date): date.write(rest.removeLast(date.count), to: &part)
        case .kept, .check: break
        }
    }
}

extension IdentifierLayout.Ranked {
    fileprivate mutating func append(_ index: Int, of count: Int) {
        rank = rank * UInt128(count) + UInt128(index)
        size *= UInt128(count)
    }
}

extension UInt128 {
    /// Takes the least significant numeral of a radix off a rank.
    fileprivate mutating func removeLast(_ radix: Int) -> Int {
        // Why: a 64-bit division is five times as fast as a 128-bit one.
        if let short = UInt64(exactly: self) {
            self = UInt128(short / UInt64(radix))
            return Int(short % UInt64(radix))
        }
        let parts = quotientAndRemainder(dividingBy: UInt128(radix))
        self = parts.quotient
        return Int(parts.remainder)
    }
}

extension StaticString {
    fileprivate var array: [UInt8] { (0..<utf8CodeUnitCount).map(byte) }

    fileprivate func byte(_ index: Int) -> UInt8 { unsafe utf8Start[index] }

    fileprivate func index(of byte: UInt8) -> Int? {
        for index in 0..<utf8CodeUnitCount where self.byte(index) == byte { return index }
        return nil
    }
}
