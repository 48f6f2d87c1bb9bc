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

        /// What raising the numeral at each place by one adds to the whole modulo 97 (ISO 7064),
        /// in which letters are two digits and country and check digits stand last.
        var weights: [Int32] {
            // 10⁶ modulo 97
            var weight: Int32 = 27
            var weights: [Int32] = []
            for place in (0..<count).reversed() {
                weights.append(weight)
                weight = weight * (letters >> UInt32(place) & 1 == 0 ? 10 : 100) % 97
            }
            return weights.reversed()
        }
    }

    /// Places after the check digits.
    private static let countLimits = 11...30

    let form: Form
    /// 0 to 9 for digits, 0 to 25 for letters; `form.count` of them.
    let numerals: InlineArray<30, UInt8>

    /// Blanks may stand anywhere; check digits are 02 to 98. `nil` for what isn't written like an
    /// account number.
    init?(_ cell: Span<UInt8>) {
        var numerals = InlineArray<30, UInt8>(repeating: 0)
        var head = InlineArray<4, UInt8>(repeating: 0)
        var (count, letters) = (-4, UInt32(0))
        for index in cell.indices {
            let byte = cell[index]
            let isDigit = byte.isDigit
            guard isDigit || byte.isLetter else {
                if byte == UInt8(ascii: " ") { continue }
                return nil
            }
            if count >= 0 {
                guard count < Self.countLimits.upperBound else { return nil }
                numerals[count] = isDigit ? byte &- 48 : (byte | 0x20) &- 97
                letters |= (isDigit ? 0 : 1) << UInt32(truncatingIfNeeded: count)
            } else {
                guard isDigit == (count >= -2) else { return nil }
                head[count &+ 4] = byte
            }
            count &+= 1
        }
        guard count >= Self.countLimits.lowerBound else { return nil }
        let check = Int(head[2] - 48) * 10 + Int(head[3] - 48)
        guard (2...98).contains(check) else { return nil }
        form = Form(country: (head[0] | 0x20, head[1] | 0x20), count: count, letters: letters)
        self.numerals = numerals
    }
}
