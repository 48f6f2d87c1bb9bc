package import Cryptography
internal import Primitives

/// Free identifiers: digits stay digits, letters letters of the same script and case, everything
/// else stays.
///
/// The template, separators left out, is ranked whole as one mixed-radix number and permuted:
/// `AB-1234` is one of 676 × 10⁴, never two letters and four digits apart. So `12-345` and `12345`
/// are one value, and so are `ab1` and `AB1`, each in its own spelling.
package struct TemplateMask: WidthPreservingTransform {
    private static let purpose = "template"

    private let digits: DigitPermutation
    private let templates: TemplatePermutations
    private let takesLetters: Bool

    /// - Parameter letters: whether letters are masked too; without, a cell with a letter is unfit.
    package init(key: MaskingKey, domain: String, letters: Bool) {
        digits = DigitPermutation(key: key, purpose: Self.purpose, domain: domain)
        templates = TemplatePermutations(key: key, purpose: Self.purpose, domain: domain)
        takesLetters = letters
    }

    func rewrite(
        _ bytes: inout MutableSpan<UInt8>, of cells: CellBatch, _ direction: CipherDirection,
        scratch: inout FormatPreservingScratch
    ) {
        PlainDigits.sort(cells, plain: &scratch.plainStarts, others: &scratch.otherRows)
        digits.transform(&bytes, scratch.plainStarts, direction)
        guard !scratch.otherRows.isEmpty else { return }
        scratch.runs.removeAll()
        var groups: [[UInt8]: TemplateGroup] = [:]
        var scripts = ScriptTemplates()
        for row in scratch.otherRows {
            let fits = cells.withCell(row) { cell in
                switch shape(of: cell) {
                case .digits:
                    let entry = scratch.runs.appendDigits(of: cell, row: row)
                    scratch.runs.mark(entry, from: 0, count: entry.count)
                    return true
                case .letters:
                    groups[template(of: cell), default: TemplateGroup()].append(cell, row: row)
                    return true
                case .none: return takesLetters && !cell.isASCII && scripts.add(cell, row: row)
                }
            }
            if !fits { scratch.unfitRows.append(row) }
        }
        scratch.runs.permute(digits, direction)
        for entry in scratch.runs.entries {
            scratch.runs.write(entry, to: &bytes, in: cells.range(entry.row))
        }
        for (template, var group) in groups {
            templates.permutation(for: template).transform(&group.numerals, direction)
            group.write(to: &bytes, cells)
        }
        for (template, var group) in scripts.groups {
            templates.permutation(for: template).transform(&group.numerals, direction)
            for (index, row) in group.rows.enumerated() {
                let places = index * template.count..<(index + 1) * template.count
                ScriptTemplates.write(group.numerals[places], to: &bytes, in: cells.range(row))
            }
        }
    }

    private enum Shape { case digits, letters }

    /// `nil` for a cell with nothing to mask, too much of it, or other than printable ASCII.
    private func shape(of cell: Span<UInt8>) -> Shape? {
        var letters = 0
        var digits = 0
        for index in cell.indices {
            let byte = cell[index]
            if byte.isDigit {
                digits += 1
            } else if byte.isLetter {
                letters += 1
            } else if !byte.isTemplateSeparator {
                return nil
            }
        }
        guard (1...StartsByCount.limit).contains(letters + digits) else { return nil }
        if letters == 0 { return .digits }
        return takesLetters ? .letters : nil
    }

    private func template(of cell: Span<UInt8>) -> [UInt8] {
        var template: [UInt8] = []
        template.reserveCapacity(cell.count)
        for index in cell.indices {
            if cell[index].isDigit {
                template.append(UInt8(ascii: "9"))
            } else if cell[index].isLetter {
                template.append(UInt8(ascii: "A"))
            }
        }
        return template
    }
}

/// The cells of one template in a batch, as numerals one after another.
struct TemplateGroup {
    var numerals: [UInt8] = []
    private var rows: [Int] = []

    mutating func append(_ cell: Span<UInt8>, row: Int) {
        rows.append(row)
        for index in cell.indices {
            let byte = cell[index]
            if byte.isDigit {
                numerals.append(byte - UInt8(ascii: "0"))
            } else if byte.isLetter {
                numerals.append((byte | 0x20) - UInt8(ascii: "a"))
            }
        }
    }

    /// Puts the numerals back, every letter in the case of the one it replaces.
    func write(to bytes: inout MutableSpan<UInt8>, _ cells: CellBatch) {
        var next = 0
        for row in rows {
            for index in cells.range(row) {
                let byte = bytes[index]
                if byte.isDigit {
                    bytes[index] = numerals[next] + UInt8(ascii: "0")
                } else if byte.isLetter {
                    bytes[index] = (numerals[next] + UInt8(ascii: "A")) | byte & 0x20
                } else {
                    continue
                }
                next += 1
            }
        }
    }
}
