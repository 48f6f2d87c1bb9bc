package import Cryptography
internal import Primitives

/// International bank account numbers (ISO 13616): country, length, letters and digits by place,
/// blanks and case stay; the check digits follow so that valid stays valid and invalid invalid.
///
/// The part after the check digits is permuted as one number. The check digits 02…98 stand for the
/// 97 remainders one-to-one, so the remainder of the whole is kept; 00, 01 and 99 don't fit.
/// Check digits that a country has inside its account numbers are not kept valid.
package struct IBANMask: WidthPreservingTransform {
    private static let lengthLimits = 15...34

    private let templates: TemplatePermutations

    package init(key: MaskingKey, domain: String) {
        templates = TemplatePermutations(key: key, purpose: "iban", domain: domain)
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        var groups: [[UInt8]: [(row: Int, account: Account)]] = [:]
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            if let account = cells.withCell(row, Account.init) {
                groups[account.template, default: []].append((row, account))
            } else {
                scratch.unfitRows.append(row)
            }
        }
        for (template, members) in groups {
            let permutation = templates.permutation(for: template)
            var numerals = members.flatMap(\.account.numerals)
            permutation.transform(&numerals, direction)
            let width = permutation.radices.count
            for (index, member) in members.enumerated() {
                let part = Array(numerals[(index * width)..<((index + 1) * width)])
                let masked = member.account.replacing(numerals: part)
                write(masked, to: &bytes, in: cells.range(member.row))
            }
        }
    }

    /// Puts the characters back between the blanks, each in the case it had.
    private func write(
        _ characters: [UInt8], to bytes: inout MutableSpan<UInt8>, in range: Range<Int>
    ) {
        var next = 0
        for index in range where bytes[index] != UInt8(ascii: " ") {
            let isLower = bytes[index].isLetter && bytes[index] & 0x20 != 0
            bytes[index] = isLower ? characters[next] | 0x20 : characters[next]
            next += 1
        }
    }

    /// An account number without blanks, letters as capitals.
    private struct Account {
        private let characters: [UInt8]

        init?(_ cell: Span<UInt8>) {
            var characters: [UInt8] = []
            for index in cell.indices where cell[index] != UInt8(ascii: " ") {
                let byte = cell[index]
                guard byte.isDigit || byte.isLetter else { return nil }
                characters.append(byte.isLetter ? byte & ~0x20 : byte)
            }
            guard IBANMask.lengthLimits.contains(characters.count), characters[0].isLetter,
                characters[1].isLetter, characters[2].isDigit, characters[3].isDigit
            else { return nil }
            self.characters = characters
            guard (2...98).contains(checkDigits) else { return nil }
        }

        private var checkDigits: Int {
            Int(characters[2] - 48) * 10 + Int(characters[3] - 48)
        }

        /// Country and the class of every place after the check digits. The country goes in lower
        /// case, which the ranking leaves out.
        var template: [UInt8] {
            [characters[0] | 0x20, characters[1] | 0x20]
                + characters[4...].map { UInt8(ascii: $0.isDigit ? "9" : "A") }
        }

        var numerals: [UInt8] { characters[4...].map { $0.isDigit ? $0 - 48 : $0 - 65 } }

        func replacing(numerals: [UInt8]) -> [UInt8] {
            var result = characters
            for (place, numeral) in zip(4..., numerals) {
                result[place] = characters[place].isDigit ? numeral + 48 : numeral + 65
            }
            let difference = Self.remainder(characters) - Self.remainder(result)
            let digits = 2 + (checkDigits - 2 + difference + 97) % 97
            result[2] = UInt8(digits / 10) + 48
            result[3] = UInt8(digits % 10) + 48
            return result
        }

        /// The number with country moved to the end and check digits 00, modulo 97 (ISO 7064).
        private static func remainder(_ characters: [UInt8]) -> Int {
            let moved = characters[4...] + characters[..<2]
            let account = moved.reduce(0) { remainder, character in
                character.isDigit
                    ? (remainder * 10 + Int(character - 48)) % 97
                    : (remainder * 100 + Int(character - 55)) % 97
            }
            return account * 100 % 97
        }
    }
}
