internal import Cryptography
internal import Primitives

/// Writes a `TextTemplate` for every cell that is neither NULL nor empty.
///
/// Every draw is an HMAC of the canonical value and the piece's number, so that equal values of a
/// domain get equal texts and no draw tells of another.
struct ComposedMask: Sendable {
    private let template: TextTemplate
    private let hash: KeyedHash
    private let form: CanonicalForm

    init(key: MaskingKey, domain: String, form: CanonicalForm, template: TextTemplate) {
        hash = KeyedHash(
            key: key.subkey(purpose: "template", domain: domain, template: template.text))
        self.template = template
        self.form = form
    }

    /// The transform of a batch whose rows were masked to these cells in the template's columns.
    func composed(with columns: [String: CellBatch]) -> ComposedCells {
        ComposedCells(mask: self, columns: columns)
    }

    fileprivate func append(
        _ cell: Span<UInt8>, row: Int, _ columns: [String: CellBatch],
        workspace: inout [UInt8], into output: inout [UInt8]
    ) {
        workspace.removeAll(keepingCapacity: true)
        form.append(cell, to: &workspace)
        for (number, piece) in template.pieces.enumerated() {
            switch piece {
            case .text(let text): output.append(contentsOf: text.utf8)
            case .column(let name):
                guard let cells = columns[name], !cells.isNull(row) else { continue }
                cells.withCell(row) { output.append($0) }
            case .draw(let draw, let count):
                workspace.append(0)
                workspace.append(UInt8(truncatingIfNeeded: number))
                Self.append(draw, count, hash.digest(workspace), to: &output)
                workspace.removeLast(2)
            }
        }
    }

    private static func append(
        _ draw: TextTemplate.Draw, _ count: Int, _ digest: Digest256, to output: inout [UInt8]
    ) {
        switch draw {
        case .hash: output.append(contentsOf: digest.hex.utf8.prefix(count))
        case .token: KeyedToken.append(digest.leading128, characters: count, to: &output)
        case .letters: KeyedToken.appendLetters(digest.leading64, characters: count, to: &output)
        case .digits:
            // Why: 10¹⁸ of 2¹²⁸ leaves a bias of 2⁻⁶⁸.
            var rest = digest.leading128
            for _ in 0..<count {
                output.append(UInt8(rest % 10) + UInt8(ascii: "0"))
                rest /= 10
            }
        }
    }
}

/// Composed cells of one batch.
struct ComposedCells: CellTransform {
    fileprivate let mask: ComposedMask
    fileprivate let columns: [String: CellBatch]

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        mask.append(cell, row: row, columns, workspace: &workspace, into: &output)
    }
}
