package import Cryptography
internal import Primitives

/// International bank account numbers (ISO 13616): country, length, letters and digits by place,
/// blanks and case stay; the check digits follow so that valid stays valid and invalid invalid.
///
/// The part after the check digits is permuted as one number. The check digits 02…98 stand for the
/// 97 remainders one-to-one, so the remainder of the whole is kept; 00, 01 and 99 don't fit.
/// Check digits that a country has inside its account numbers follow in the same way.
package struct IBANMask: WidthPreservingTransform {
    private let templates: TemplatePermutations

    package init(key: MaskingKey, domain: String) {
        templates = TemplatePermutations(key: key, purpose: "iban", domain: domain)
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        var groups: [Group] = []
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            guard let account = cells.withCell(row, { AccountText($0) }) else {
                scratch.unfitRows.append(row)
                continue
            }
            // Why: a column has few templates and mostly one, so the last one is tried first.
            let known = groups.lastIndex { $0.form == account.form }
            if known == nil { groups.append(Group(account.form)) }
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
        let permutation = templates.permutation(
            for: check.payloadTemplate(of: group.template))
        let (width, count) = (group.form.count, check.payloadPlaces.count)
        var payloads: [UInt8] = []
        payloads.reserveCapacity(group.numerals.count)
        for start in stride(from: 0, to: group.numerals.count, by: width) {
            for place in check.payloadPlaces { payloads.append(group.numerals[start + place]) }
        }
        permutation.transform(&payloads, direction)
        for (row, start) in stride(from: 0, to: group.numerals.count, by: width).enumerated() {
            let before = group.value(check, at: start)
            let payload = row * count..<(row + 1) * count
            group.fill(check, at: start, with: payloads[payload])
            var after = group.value(check, at: start)
            while (before == nil) != (after == nil) {
                var next = Array(payloads[payload])
                permutation.transform(&next, direction)
                payloads.replaceSubrange(payload, with: next)
                group.fill(check, at: start, with: payloads[payload])
                after = group.value(check, at: start)
            }
            if let before, let after {
                check.exchange(before, after, in: &group.numerals, at: start)
            }
        }
    }

    /// Account numbers of one template.
    private struct Group {
        let form: AccountText.Form
        let template: [UInt8]
        var numerals: [UInt8] = []
        private var rows: [Int] = []
        private var remainders: [Int] = []

        init(_ form: AccountText.Form) {
            self.form = form
            template = form.template
        }

        mutating func append(_ account: AccountText, row: Int) {
            numerals.append(account.numerals.span.extracting(0..<form.count))
            rows.append(row)
            remainders.append(account.remainder)
        }

        /// The check characters that the account number at `start` asks for.
        func value(_ check: AccountCheck, at start: Int) -> AccountCheck.Value? {
            check.value(for: numerals.span.extracting(start..<start + form.count))
        }

        /// Puts a payload around the check characters of the account number at `start`.
        mutating func fill(
            _ check: AccountCheck, at start: Int, with payload: ArraySlice<UInt8>
        ) {
            for (place, numeral) in zip(check.payloadPlaces, payload) {
                numerals[start + place] = numeral
            }
        }

        /// Puts the numerals back between the blanks, letters in the case they had, and the check
        /// digits that leave the remainder of the whole as it was.
        func write(to bytes: inout MutableSpan<UInt8>, _ cells: CellBatch) {
            for (index, row) in rows.enumerated() {
                let first = index * form.count
                let numerals = numerals.span.extracting(first..<first + form.count)
                write(numerals, remainders[index], to: &bytes, in: cells.range(row))
            }
        }

        private func write(
            _ numerals: Span<UInt8>, _ remainder: Int, to bytes: inout MutableSpan<UInt8>,
            in range: Range<Int>
        ) {
            var sum = AccountText.Remainder()
            var next = 0
            var character = 0
            var checkPlaces = (0, 0)
            for place in range where bytes[place] != UInt8(ascii: " ") {
                character += 1
                guard character > 4 else {
                    checkPlaces = character > 2 ? (checkPlaces.1, place) : (place, place)
                    continue
                }
                let byte = bytes[place]
                let numeral = numerals[next]
                let isDigit = byte.isDigit
                bytes[place] = numeral + (isDigit ? 48 : byte.isLower ? 97 : 65)
                sum.add(numeral, isDigit: isDigit)
                next += 1
            }
            let before = Int(bytes[checkPlaces.0] - 48) * 10 + Int(bytes[checkPlaces.1] - 48)
            let difference = remainder - sum.finish(country: form.country)
            let check = 2 + (before - 2 + difference + 97) % 97
            bytes[checkPlaces.0] = UInt8(check / 10) + 48
            bytes[checkPlaces.1] = UInt8(check % 10) + 48
        }
    }
}
