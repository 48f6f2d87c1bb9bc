package import Cryptography
internal import Primitives

/// Codes of one country, postal ones or number plates: valid ones become valid, others others,
/// one-to-one; blanks, dashes, case and as many leading characters as asked for stay.
package struct CountryCodeMask<Country: CountryCode>: WidthPreservingTransform {
    private let templates: TemplatePermutations
    private let country: Country
    private let keptCharacters: Int

    /// - Parameter keptCharacters: leading letters and digits that stay: a region.
    package init(
        key: MaskingKey, domain: String, country: Country, keptCharacters: Int = 0
    ) {
        templates = TemplatePermutations(
            key: key, purpose: "\(Country.purpose) \(country.rawValue)", domain: domain)
        self.country = country
        self.keptCharacters = keptCharacters
    }

    /// Codes that begin alike as far as they are kept, so that each has a permutation of its own.
    private struct Group {
        var rows: [Int] = []
        var numerals: [UInt8] = []
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        var groups: [[UInt8]: Group] = [:]
        for row in 0..<cells.count where !cells.range(row).isEmpty {
            guard let (template, numerals) = cells.withCell(row, read) else {
                scratch.unfitRows.append(row)
                continue
            }
            groups[template, default: Group()].rows.append(row)
            groups[template, default: Group()].numerals += numerals
        }
        for (template, group) in groups {
            let width = group.numerals.count / group.rows.count
            let masked = permuted(group.numerals, template, width, direction)
            for (index, row) in group.rows.enumerated() {
                let numerals = masked[index * width..<(index + 1) * width]
                Self.write(numerals, to: &bytes, in: cells.range(row))
            }
        }
    }

    /// The kept characters in lower case, which the ranking leaves out, then the classes of the
    /// others; and all letters and digits as numbers. `nil` for what has no shape of the country.
    private func read(_ cell: Span<UInt8>) -> ([UInt8], [UInt8])? {
        var shape: [UInt8] = []
        var numerals: [UInt8] = []
        for index in cell.indices {
            let byte = cell[index]
            if byte == 0x20 || byte == UInt8(ascii: "-") { continue }
            guard byte.isDigit || byte.isLetter, shape.count < 12 else { return nil }
            shape.append(UInt8(ascii: byte.isDigit ? "9" : "A"))
            numerals.append(byte.isDigit ? byte - 48 : (byte | 0x20) - 97)
        }
        guard country.hasShape(shape) else { return nil }
        let kept = kept(shape)
        return (numerals[..<kept].map { $0 + 97 } + shape[kept...], numerals)
    }

    private func kept(_ shape: [UInt8]) -> Int {
        min(shape.count - 1, max(keptCharacters, country.keptLetters(shape)))
    }

    /// Permutes what isn't kept until valid codes are valid and others aren't.
    private func permuted(
        _ numerals: [UInt8], _ template: [UInt8], _ width: Int, _ direction: CipherDirection
    ) -> [UInt8] {
        let classes = template.drop { $0 >= 97 }
        let kept = width - classes.count
        let shape = [UInt8](repeating: UInt8(ascii: "9"), count: kept) + classes
        let permutation = templates.permutation(for: template)
        let starts = stride(from: 0, to: numerals.count, by: width)
        var rests = starts.flatMap { numerals[$0 + kept..<$0 + width] }
        permutation.transform(&rests, direction)
        var masked = numerals
        for (row, start) in starts.enumerated() {
            var rest = Array(rests[row * classes.count..<(row + 1) * classes.count])
            let wasValid = country.isValid(numerals[start..<start + width], shape)
            masked.replaceSubrange(start + kept..<start + width, with: rest)
            while country.isValid(masked[start..<start + width], shape) != wasValid {
                permutation.transform(&rest, direction)
                masked.replaceSubrange(start + kept..<start + width, with: rest)
            }
        }
        return masked
    }

    private static func write(
        _ numerals: ArraySlice<UInt8>, to bytes: inout MutableSpan<UInt8>, in range: Range<Int>
    ) {
        var next = numerals.startIndex
        for place in range where bytes[place].isDigit || bytes[place].isLetter {
            let isLower = bytes[place].isLower
            bytes[place] =
                numerals[next] + (bytes[place].isDigit ? 48 : isLower ? 97 : 65)
            next += 1
        }
    }
}
