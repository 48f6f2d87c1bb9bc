package import Cryptography
internal import Primitives

/// Telephone numbers: country code, trunk zeros, separators and length stay, the rest is permuted.
///
/// North American numbers, however they are written, go by one permutation of the well-formed ones,
/// so area and exchange never begin with 0 or 1. Elsewhere the first digit after country code and
/// trunk zeros is never 0. Digits after `x` or `ext` are permuted apart. On request the area stays:
/// North America's code, elsewhere two digits.
package struct PhoneMask: WidthPreservingTransform {
    private let northAmerican: DomainPermutation
    private let others: TemplatePermutations
    private let extensions: DigitPermutation
    /// By area code, where areas stay.
    private let areas: DomainPermutations?

    package init(key: MaskingKey, domain: String, keepsArea: Bool = false) {
        northAmerican = DomainPermutation(
            key: key.subkey(purpose: "phone", domain: domain, template: "+1"),
            size: NorthAmericanNumber.count)
        others = TemplatePermutations(key: key, purpose: "phone", domain: domain)
        extensions = DigitPermutation(key: key, purpose: "phone extension", domain: domain)
        areas =
            keepsArea ? DomainPermutations(key: key, purpose: "phone area", domain: domain) : nil
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
            let keepsArea = areas != nil
            let form = cells.withCell(row) {
                PhoneForm($0, digits: digits, keepsArea: keepsArea)
            }
            guard let form else {
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
        permute(&ranks, direction)
        for (entry, rank) in zip(entries, ranks) {
            var number = NorthAmericanNumber.number(ofRank: rank)
            for place in (entry.start..<entry.start + 10).reversed() {
                digits[place] = UInt8(number % 10) + 48
                number /= 10
            }
        }
    }

    private func permute(_ ranks: inout [UInt128], _ direction: CipherDirection) {
        guard let areas else { return northAmerican.transform(&ranks, direction) }
        let size = NorthAmericanNumber.areaSize
        for (area, members) in Dictionary(grouping: ranks.indices, by: { ranks[$0] / size }) {
            var rests = members.map { ranks[$0] % size }
            let name = Array("+1 \(area)".utf8)
            areas.permutation(of: size, named: name).transform(&rests, direction)
            for (index, rest) in zip(members, rests) { ranks[index] = area * size + rest }
        }
    }

    /// Numbers outside North America's form; their first digit has nine values, `8` in a template,
    /// unless the area stays in front of it.
    private func permute(
        _ members: [(entry: DigitRuns.Entry, form: PhoneForm)], _ template: [UInt8],
        _ digits: inout [UInt8], _ direction: CipherDirection
    ) {
        let permutation = others.permutation(for: template)
        let width = permutation.radices.count
        var numerals = members.flatMap { member in
            let first = member.entry.start + member.form.kept + member.form.areaCount
            let zero: UInt8 = member.form.areaCount == 0 ? 49 : 48
            return [digits[first] - zero] + digits[(first + 1)..<(first + width)].map { $0 - 48 }
        }
        permutation.transform(&numerals, direction)
        for (index, member) in members.enumerated() {
            let range = index * width..<(index + 1) * width
            Self.put(numerals[range], member, in: &digits)
            while member.form.mayTurnNorthAmerican, Self.isNorthAmerican(member, digits) {
                var next = Array(numerals[range])
                permutation.transform(&next, direction)
                numerals.replaceSubrange(range, with: next)
                Self.put(numerals[range], member, in: &digits)
            }
        }
    }

    private static func put(
        _ numerals: ArraySlice<UInt8>, _ member: (entry: DigitRuns.Entry, form: PhoneForm),
        in digits: inout [UInt8]
    ) {
        let first = member.entry.start + member.form.kept + member.form.areaCount
        for (place, numeral) in zip(first..., numerals) { digits[place] = numeral + 48 }
        if member.form.areaCount == 0 { digits[first] += 1 }
    }

    /// Whether the digits behind those that always stay are a North American number now; those have
    /// their own permutation, and two inputs must never meet, so one goes on until it isn't.
    private static func isNorthAmerican(
        _ member: (entry: DigitRuns.Entry, form: PhoneForm), _ digits: [UInt8]
    ) -> Bool {
        let end = member.entry.start + member.entry.count - member.form.extensionCount
        var number = digits[member.entry.start + member.form.kept..<end]
        if number.count == 11, number.first == UInt8(ascii: "1") { number.removeFirst() }
        return NorthAmericanNumber.rank(of: number) != nil
    }
}
