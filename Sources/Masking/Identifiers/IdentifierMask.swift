package import Cryptography
internal import Detection
internal import Primitives

/// Identifiers of one scheme: valid becomes valid, invalid stays invalid, one-to-one; separators,
/// case and length stay.
///
/// A valid text is ranked by its fields as one number, which is permuted; the check characters
/// follow. Ranks whose text the scheme's check refuses are permuted again until one is accepted,
/// which keeps the map one-to-one on the valid ones (cycle walking). Invalid texts of letters and
/// digits are permuted as free templates, walking past valid ones.
package struct IdentifierMask: WidthPreservingTransform {
    private let scheme: IdentifierScheme
    private let layouts: [IdentifierLayout]
    private let validator: Validator?
    private let permutations: DomainPermutations
    private let templates: TemplatePermutations

    package init(key: MaskingKey, domain: String, scheme: IdentifierScheme) {
        self.scheme = scheme
        layouts = scheme.layouts.map(IdentifierLayout.init)
        validator = scheme.validator
        permutations = DomainPermutations(key: key, purpose: scheme.rawValue, domain: domain)
        templates = TemplatePermutations(
            key: key, purpose: scheme.rawValue + " invalid", domain: domain)
    }

    /// Texts that are permuted together.
    private struct Group {
        var layout = 0
        var size: UInt128 = 1
        var rows: [Int] = []
        var identifiers: [MaskedIdentifier] = []
        var ranks: [UInt128] = []

        mutating func add(_ row: Int, _ identifier: MaskedIdentifier) {
            rows.append(row)
            identifiers.append(identifier)
        }

        func write(to bytes: inout MutableSpan<UInt8>, _ cells: CellBatch) {
            for (row, identifier) in zip(rows, identifiers) {
                for (place, byte) in zip(cells.range(row), identifier.cell) { bytes[place] = byte }
            }
        }
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        var valid: [[UInt8]: Group] = [:]
        var invalid: [[UInt8]: Group] = [:]
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            guard let identifier = cells.withCell(row, MaskedIdentifier.init) else {
                scratch.unfitRows.append(row)
                continue
            }
            if let (layout, ranked) = rank(identifier) {
                let name = [UInt8(layout) + 48] + ranked.template
                var group = valid.removeValue(forKey: name) ?? Group()
                let ways = UInt128(scheme.checksOfOneRest)
                (group.layout, group.size) = (layout, ranked.size * ways)
                group.ranks.append(ranked.rank * ways + UInt128(way(identifier, layouts[layout])))
                group.add(row, identifier)
                valid[name] = group
            } else {
                let name = identifier.template
                var group = invalid.removeValue(forKey: name) ?? Group()
                group.add(row, identifier)
                invalid[name] = group
            }
        }
        for (name, var group) in valid {
            permute(&group, named: name, direction)
            group.write(to: &bytes, cells)
        }
        for (name, var group) in invalid {
            walkInvalid(&group, templates.permutation(for: name), direction)
            group.write(to: &bytes, cells)
        }
    }

    /// The layout and rank of a valid text.
    private func rank(_ identifier: MaskedIdentifier) -> (Int, IdentifierLayout.Ranked)? {
        guard validator?.isValid(identifier.cell.span) ?? true else { return nil }
        for (index, layout) in layouts.enumerated() where layout.width == identifier.text.count {
            if let ranked = layout.rank(of: identifier.text) { return (index, ranked) }
        }
        return nil
    }

    private func permute(
        _ group: inout Group, named name: [UInt8], _ direction: CipherDirection
    ) {
        let layout = layouts[group.layout]
        let permutation = permutations.permutation(of: group.size, named: name)
        var pending = Array(group.rows.indices)
        while !pending.isEmpty {
            var ranks = pending.map { group.ranks[$0] }
            permutation.transform(&ranks, direction)
            for (index, rank) in zip(pending, ranks) { group.ranks[index] = rank }
            pending.removeAll { index in
                let ways = UInt128(scheme.checksOfOneRest)
                var text = group.identifiers[index].text
                layout.write(group.ranks[index] / ways, to: &text)
                group.identifiers[index].replace(with: text)
                guard !isEarlier(text, than: group.layout) else { return false }
                var skipped = Int(group.ranks[index] % ways)
                return complete(&group.identifiers[index], layout.checks[...], &skipped)
            }
        }
    }

    /// Whether a layout that is tried before takes the text, which then belongs to that one.
    private func isEarlier(_ text: [UInt8], than index: Int) -> Bool {
        layouts[..<index].contains { $0.width == text.count && $0.rank(of: text) != nil }
    }

    /// How many valid texts with the same rest have smaller check characters.
    private func way(_ identifier: MaskedIdentifier, _ layout: IdentifierLayout) -> Int {
        for way in 0..<scheme.checksOfOneRest - 1 {
            var candidate = identifier
            var skipped = way
            let isFound = complete(&candidate, layout.checks[...], &skipped)
            if isFound, candidate.text == identifier.text { return way }
        }
        return scheme.checksOfOneRest - 1
    }

    /// Finds check characters with which the text is valid, after `skipped` others; `false` when
    /// there are none.
    private func complete(
        _ identifier: inout MaskedIdentifier,
        _ checks: ArraySlice<(position: Int, alphabet: [UInt8])>, _ skipped: inout Int
    ) -> Bool {
        guard let check = checks.first else {
            guard validator?.isValid(identifier.cell.span) ?? true else { return false }
            skipped -= 1
            return skipped < 0
        }
        for byte in check.alphabet {
            identifier.replace(check.position, with: byte)
            if complete(&identifier, checks.dropFirst(), &skipped) { return true }
        }
        return false
    }

    private func walkInvalid(
        _ group: inout Group, _ permutation: MixedRadixPermutation, _ direction: CipherDirection
    ) {
        let width = permutation.radices.count
        var pending = Array(group.rows.indices)
        while !pending.isEmpty {
            var numerals = pending.flatMap { group.identifiers[$0].text.map(Self.numeral) }
            permutation.transform(&numerals, direction)
            for (slot, index) in pending.enumerated() {
                let text = zip(
                    numerals[slot * width..<(slot + 1) * width], group.identifiers[index].text
                ).map { $1.isDigit ? $0 + 48 : $0 + UInt8(ascii: "A") }
                group.identifiers[index].replace(with: text)
            }
            pending.removeAll { rank(group.identifiers[$0]) == nil }
        }
    }

    private static func numeral(_ byte: UInt8) -> UInt8 {
        byte.isDigit ? byte - 48 : byte - UInt8(ascii: "A")
    }
}
