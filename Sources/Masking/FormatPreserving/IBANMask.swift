package import Cryptography
internal import Primitives

/// International bank account numbers (ISO 13616): country, length, letters and digits by place,
/// blanks and case stay; the check digits follow so that valid stays valid and invalid invalid.
///
/// The part after the check digits is permuted as one number. The check digits 02…98 stand for the
/// 97 remainders one-to-one, so the remainder of the whole is kept; 00, 01 and 99 don't fit.
/// Check digits that a country has inside its account numbers follow in the same way.
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
        var groups: [Group] = []
        var account = Account()
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            guard cells.withCell(row, { account.read($0) }) else {
                scratch.unfitRows.append(row)
                continue
            }
            // Why: a column has few templates and mostly one, so the last one is tried first.
            let known = groups.lastIndex { $0.template == account.template }
            if known == nil { groups.append(Group(template: account.template)) }
            groups[known ?? groups.count - 1].append(account, row: row)
        }
        for var group in groups {
            permute(&group, direction)
            group.write(to: &bytes, cells)
        }
    }

    /// Check characters inside an account number aren't permuted but follow from the others; where
    /// none would be right the others are permuted until again none is.
    private func permute(_ group: inout Group, _ direction: CipherDirection) {
        guard let check = AccountCheck(template: group.template) else {
            templates.permutation(for: group.template).transform(&group.numerals, direction)
            return
        }
        let width = group.template.count - 2
        let permutation = templates.permutation(
            for: check.payloadTemplate(of: group.template))
        let starts = Array(stride(from: 0, to: group.numerals.count, by: width))
        var payloads = starts.flatMap { check.payload(of: group.numerals[$0..<$0 + width]) }
        permutation.transform(&payloads, direction)
        let count = starts.isEmpty ? 0 : payloads.count / starts.count
        for (row, start) in starts.enumerated() {
            var numerals = Array(group.numerals[start..<start + width])
            let before = check.value(for: numerals)
            var payload = Array(payloads[row * count..<(row + 1) * count])
            check.fill(&numerals, with: payload[...])
            var after = check.value(for: numerals)
            while (before == nil) != (after == nil) {
                permutation.transform(&payload, direction)
                check.fill(&numerals, with: payload[...])
                after = check.value(for: numerals)
            }
            if let before, let after { check.exchange(before, after, in: &numerals) }
            group.numerals.replaceSubrange(start..<start + width, with: numerals)
        }
    }

    /// Account numbers of one template.
    private struct Group {
        let template: [UInt8]
        var numerals: [UInt8] = []
        private var rows: [Int] = []
        private var remainders: [Int] = []

        init(template: [UInt8]) { self.template = template }

        mutating func append(_ account: Account, row: Int) {
            numerals += account.numerals
            rows.append(row)
            remainders.append(account.remainder)
        }

        /// Puts the numerals back between the blanks, letters in the case they had, and the check
        /// digits that leave the remainder of the whole as it was.
        func write(to bytes: inout MutableSpan<UInt8>, _ cells: CellBatch) {
            let width = template.count - 2
            for (index, row) in rows.enumerated() {
                let numerals = self.numerals[(index * width)..<((index + 1) * width)]
                let masked = IBANMask.remainder(numerals, template)
                let difference = remainders[index] - masked
                var next = numerals.startIndex
                var character = 0
                var checkDigits = 0
                for place in cells.range(row) where bytes[place] != UInt8(ascii: " ") {
                    if character == 2 { checkDigits = Int(bytes[place] - 48) * 10 }
                    if character == 3 {
                        checkDigits += Int(bytes[place] - 48)
                        checkDigits = 2 + (checkDigits - 2 + difference + 97) % 97
                        bytes[place] = UInt8(checkDigits % 10) + 48
                    } else if character > 3 {
                        let isLower = bytes[place].isLower
                        let isDigit = bytes[place].isDigit
                        bytes[place] = numerals[next] + (isDigit ? 48 : isLower ? 97 : 65)
                        next += 1
                    }
                    character += 1
                }
                character = 0
                for place in cells.range(row) where bytes[place] != UInt8(ascii: " ") {
                    if character == 2 {
                        bytes[place] = UInt8(checkDigits / 10) + 48
                        break
                    }
                    character += 1
                }
            }
        }
    }

    /// The number with the country moved to the end and check digits 00, modulo 97 (ISO 7064).
    ///
    /// - Parameter template: the country in lower case, then the class of every place.
    private static func remainder(_ numerals: ArraySlice<UInt8>, _ template: [UInt8]) -> Int {
        var rest: UInt64 = 0
        var index = 2
        for numeral in numerals {
            let isDigit = template[index] == UInt8(ascii: "9")
            // Why: up to 17 digits fit before the remainder has to be taken.
            if rest >= 1_000_000_000_000_000 { rest %= 97 }
            rest = isDigit ? rest * 10 + UInt64(numeral) : rest * 100 + UInt64(numeral) + 10
            index += 1
        }
        for letter in template[..<2] { rest = rest % 97 * 100 + UInt64(letter - 87) }
        return Int(rest % 97 * 100 % 97)
    }

    /// One account number, read into storage that is used again.
    private struct Account {
        private(set) var numerals: [UInt8] = []
        /// Country and the class of every place after the check digits. The country goes in lower
        /// case, which the ranking leaves out.
        private(set) var template: [UInt8] = []
        private(set) var remainder = 0

        /// `false` for what isn't written like an account number.
        mutating func read(_ cell: Span<UInt8>) -> Bool {
            numerals.removeAll(keepingCapacity: true)
            template.removeAll(keepingCapacity: true)
            var count = 0
            var checkDigits = 0
            for index in cell.indices where cell[index] != UInt8(ascii: " ") {
                let byte = cell[index]
                guard byte.isDigit || byte.isLetter, count < IBANMask.lengthLimits.upperBound else {
                    return false
                }
                if count < 2 {
                    guard byte.isLetter else { return false }
                    template.append(byte | 0x20)
                } else if count < 4 {
                    guard byte.isDigit else { return false }
                    checkDigits = checkDigits * 10 + Int(byte - 48)
                } else {
                    template.append(UInt8(ascii: byte.isDigit ? "9" : "A"))
                    numerals.append(byte.isDigit ? byte - 48 : (byte | 0x20) - 97)
                }
                count += 1
            }
            guard count >= IBANMask.lengthLimits.lowerBound, (2...98).contains(checkDigits) else {
                return false
            }
            remainder = IBANMask.remainder(numerals[...], template)
            return true
        }
    }
}
