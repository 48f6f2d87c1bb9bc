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
        var pending = Array(group.rows.indices)
        let before = pending.map { group.value(check, of: $0) }
        var payloads: [UInt8] = []
        payloads.reserveCapacity(group.numerals.count)
        while !pending.isEmpty {
            payloads.removeAll(keepingCapacity: true)
            for account in pending { group.take(check, of: account, into: &payloads) }
            permutation.transform(&payloads, direction)
            var next = 0
            for account in pending { group.put(check, of: account, from: payloads, &next) }
            pending.removeAll { account in
                let after = group.value(check, of: account)
                guard (before[account] == nil) == (after == nil) else { return false }
                if let before = before[account], let after {
                    let start = account * group.form.count
                    check.exchange(before, after, in: &group.numerals, at: start)
                }
                return true
            }
        }
    }

    /// Account numbers of one template.
    private struct Group {
        let form: AccountText.Form
        let template: [UInt8]
        var numerals: [UInt8] = []
        private(set) var rows: [Int] = []

        init(_ form: AccountText.Form) {
            self.form = form
            template = form.template
        }

        mutating func append(_ account: AccountText, row: Int) {
            numerals.append(account.numerals.span.extracting(0..<form.count))
            rows.append(row)
        }

        /// The check characters that an account number asks for.
        func value(_ check: AccountCheck, of account: Int) -> AccountCheck.Value? {
            let start = account * form.count
            return check.value(for: numerals.span.extracting(start..<start + form.count))
        }

        /// Appends what isn't a check character.
        func take(_ check: AccountCheck, of account: Int, into payloads: inout [UInt8]) {
            let start = account * form.count
            for places in check.payload {
                payloads.append(
                    numerals.span.extracting(start + places.lowerBound..<start + places.upperBound))
            }
        }

        /// Puts a payload, which begins at `next`, around the check characters.
        mutating func put(
            _ check: AccountCheck, of account: Int, from payloads: [UInt8], _ next: inout Int
        ) {
            let start = account * form.count
            var span = numerals.mutableSpan
            for places in check.payload {
                for place in places {
                    span[start + place] = payloads[next]
                    next &+= 1
                }
            }
        }

        /// Puts the numerals back between the blanks, letters in the case they had, and the check
        /// digits that leave the remainder of the whole as it was.
        func write(to bytes: inout MutableSpan<UInt8>, _ cells: CellBatch) {
            let weights = form.weights
            for (account, row) in rows.enumerated() {
                let first = account * form.count
                let numerals = numerals.span.extracting(first..<first + form.count)
                Self.write(numerals, weights.span, to: &bytes, in: cells.range(row))
            }
        }

        private static func write(
            _ numerals: Span<UInt8>, _ weights: Span<Int32>, to bytes: inout MutableSpan<UInt8>,
            in range: Range<Int>
        ) {
            var place = range.lowerBound
            var head = InlineArray<4, Int>(repeating: 0)
            for index in head.indices { head[index] = Self.next(&place, in: bytes) }
            var growth: Int32 = 0
            for index in numerals.indices {
                let here = Self.next(&place, in: bytes)
                let byte = bytes[here]
                let zero: UInt8 = byte < 0x40 ? 48 : byte & 0x20 | 0x41
                let numeral = numerals[index]
                growth &+= weights[index] &* (Int32(numeral) &- Int32(byte &- zero))
                bytes[here] = zero &+ numeral
            }
            let before = Int(bytes[head[2]] - 48) * 10 + Int(bytes[head[3]] - 48)
            let check = 2 + ((before - 2 - Int(growth)) % 97 + 97) % 97
            bytes[head[2]] = UInt8(check / 10) + 48
            bytes[head[3]] = UInt8(check % 10) + 48
        }

        /// The next place without a blank, past which `place` then stands.
        @inline(__always)
        private static func next(
            _ place: inout Int, in bytes: borrowing MutableSpan<UInt8>
        ) -> Int {
            while bytes[place] == UInt8(ascii: " ") { place &+= 1 }
            defer { place &+= 1 }
            return place
        }
    }
}
