package import Cryptography
internal import Primitives

/// Telephone numbers: country code, trunk zeros, separators and length stay, the rest is permuted.
///
/// North American numbers, however they are written, go by one permutation of the well-formed ones,
/// so area and exchange never begin with 0 or 1. Elsewhere the first digit after country code and
/// trunk zeros is never 0. Digits after `x` or `ext` are permuted apart.
package struct PhoneMask: WidthPreservingTransform {
    private let northAmerican: DomainPermutation
    private let others: TemplatePermutations
    private let extensions: DigitPermutation

    package init(key: MaskingKey, domain: String) {
        northAmerican = DomainPermutation(
            key: key.subkey(purpose: "phone", domain: domain, template: "+1"),
            size: NorthAmericanNumber.count)
        others = TemplatePermutations(key: key, purpose: "phone", domain: domain)
        extensions = DigitPermutation(key: key, purpose: "phone extension", domain: domain)
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        scratch.runs.removeAll()
        var americans: [DigitRuns.Entry] = []
        var groups: [[UInt8]: [(entry: DigitRuns.Entry, form: PhoneForm)]] = [:]
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            let entry = cells.withCell(row) { scratch.runs.appendDigits(of: $0, row: row) }
            let digits = scratch.runs.digits[entry.start..<entry.start + entry.count]
            guard let form = cells.withCell(row, { PhoneForm($0, digits: digits) }) else {
                scratch.runs.dropLast()
                scratch.unfitRows.append(row)
                continue
            }
            if form.extensionCount > 0 {
                let offset = entry.count - form.extensionCount
                scratch.runs.mark(entry, from: offset, count: form.extensionCount)
            }
            if form.isNorthAmerican {
                let subscriber = DigitRuns.Entry(
                    row: row, start: entry.start + form.kept, count: 10)
                americans.append(subscriber)
            } else {
                groups[form.template, default: []].append((entry, form))
            }
        }
        scratch.runs.permute(extensions, direction)
        permute(americans, &scratch.runs.digits, direction)
        for (template, members) in groups {
            permute(members, template, &scratch.runs.digits, direction)
        }
        for entry in scratch.runs.entries {
            scratch.runs.write(entry, to: &bytes, in: cells.range(entry.row))
        }
    }

    private func permute(
        _ entries: [DigitRuns.Entry], _ digits: inout [UInt8], _ direction: CipherDirection
    ) {
        var ranks = entries.map { entry in
            NorthAmericanNumber.rank(of: digits[entry.start..<entry.start + 10]) ?? 0
        }
        northAmerican.transform(&ranks, direction)
        for (entry, rank) in zip(entries, ranks) {
            var number = NorthAmericanNumber.number(ofRank: rank)
            for place in (entry.start..<entry.start + 10).reversed() {
                digits[place] = UInt8(number % 10) + 48
                number /= 10
            }
        }
    }

    /// Numbers outside North America's form; their first digit has nine values, `8` in a template.
    private func permute(
        _ members: [(entry: DigitRuns.Entry, form: PhoneForm)], _ template: [UInt8],
        _ digits: inout [UInt8], _ direction: CipherDirection
    ) {
        let permutation = others.permutation(for: template)
        let width = permutation.radices.count
        var numerals = members.flatMap { member in
            let first = member.entry.start + member.form.kept
            return [digits[first] - 49] + digits[(first + 1)..<(first + width)].map { $0 - 48 }
        }
        permutation.transform(&numerals, direction)
        if members.contains(where: \.form.mayTurnNorthAmerican) {
            walk(&numerals, members.map(\.form), permutation, direction)
        }
        for (index, member) in members.enumerated() {
            let first = member.entry.start + member.form.kept
            digits[first] = numerals[index * width] + 49
            for place in 1..<width { digits[first + place] = numerals[index * width + place] + 48 }
        }
    }

    /// Goes on permuting numbers that came out as North American ones: those have their own
    /// permutation, and two inputs must never meet.
    private func walk(
        _ numerals: inout [UInt8], _ forms: [PhoneForm], _ permutation: MixedRadixPermutation,
        _ direction: CipherDirection
    ) {
        let width = permutation.radices.count
        for index in forms.indices {
            let range = (index * width)..<((index + 1) * width)
            var one = Array(numerals[range])
            while Self.isNorthAmerican(one) { permutation.transform(&one, direction) }
            numerals.replaceSubrange(range, with: one)
        }
    }

    /// Whether numerals whose first is one less than its digit spell a North American number.
    private static func isNorthAmerican(_ numerals: [UInt8]) -> Bool {
        var digits = numerals.map { $0 + 48 }
        digits[0] += 1
        if digits.count == 11, digits[0] == UInt8(ascii: "1") { digits.removeFirst() }
        return NorthAmericanNumber.rank(of: digits[...]) != nil
    }
}
