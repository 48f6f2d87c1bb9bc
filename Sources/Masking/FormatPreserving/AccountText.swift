/// An international bank account number (ISO 13616) taken apart: country, check digits and the
/// numerals of the rest.
struct AccountText {
    /// Country and the class of every place after the check digits.
    struct Form: Equatable {
        /// Two letters in lower case.
        var country: (UInt8, UInt8)
        /// Places after the check digits.
        var count: Int
        /// Bit n: place n is a letter.
        var letters: UInt32

        static func == (left: Form, right: Form) -> Bool {
            left.country == right.country && left.count == right.count
                && left.letters == right.letters
        }

        /// The country in lower case, which ranking leaves out, and then `9` or `A` a place.
        var template: [UInt8] {
            [country.0, country.1]
                + (0..<count).map { UInt8(ascii: letters >> UInt32($0) & 1 == 0 ? "9" : "A") }
        }
    }

    /// A number modulo 97 (ISO 7064) of digits and letters, which count as 10 to 35.
    struct Remainder {
        private var rest: UInt64 = 0

        @inline(__always)
        mutating func add(_ numeral: UInt8, isDigit: Bool) {
            // Why: up to 17 digits fit before the remainder has to be taken.
            if rest >= 1_000_000_000_000_000 { rest %= 97 }
            rest = isDigit ? rest &* 10 &+ UInt64(numeral) : rest &* 100 &+ UInt64(numeral) &+ 10
        }

        /// The remainder of what was added with the country behind it and check digits 00.
        func finish(country: (UInt8, UInt8)) -> Int {
            var rest = rest % 97 * 100 + UInt64(country.0 - 87)
            rest = rest % 97 * 100 + UInt64(country.1 - 87)
            return Int(rest % 97 * 100 % 97)
        }
    }

    /// Places after the check digits.
    private static let countLimits = 11...30

    let form: Form
    /// 0 to 9 for digits, 0 to 25 for letters; `form.count` of them.
    let numerals: InlineArray<30, UInt8>
    /// Of the whole with check digits 00.
    let remainder: Int

    /// Blanks may stand anywhere; check digits are 02 to 98. `nil` for what isn't written like an
    /// account number.
    init?(_ cell: Span<UInt8>) {
        var numerals = InlineArray<30, UInt8>(repeating: 0)
        var head = InlineArray<4, UInt8>(repeating: 0)
        var sum = Remainder()
        var (count, letters) = (-4, UInt32(0))
        for index in cell.indices {
            let byte = cell[index]
            if byte == UInt8(ascii: " ") { continue }
            let isDigit = byte.isDigit
            guard isDigit || byte.isLetter, count < Self.countLimits.upperBound else { return nil }
            if count < 0 {
                guard isDigit == (count >= -2) else { return nil }
                head[count + 4] = byte
            } else {
                let numeral = isDigit ? byte &- 48 : (byte | 0x20) &- 97
                numerals[count] = numeral
                if !isDigit { letters |= 1 << UInt32(count) }
                sum.add(numeral, isDigit: isDigit)
            }
            count += 1
        }
        guard count >= Self.countLimits.lowerBound else { return nil }
        let check = Int(head[2] - 48) * 10 + Int(head[3] - 48)
        guard (2...98).contains(check) else { return nil }
        form = Form(country: (head[0] | 0x20, head[1] | 0x20), count: count, letters: letters)
        self.numerals = numerals
        remainder = sum.finish(country: form.country)
    }
}
