internal import Cryptography
internal import Primitives

/// Moves every date of one entity by the same number of days, so that intervals are kept.
///
/// The shift is a keyed MAC of the entity, ±1 … `days` and never 0; it depends on the entity's
/// domain, not on the date's column, so dates of one customer agree in every table.
struct DateShiftMask: Sendable {
    private let mac: CipherMAC
    private let days: Int
    private let entityForm: CanonicalForm
    let dayFirst: Bool
    /// Whether dates are moved back to where they came from.
    private let isReversed: Bool

    init(
        key: MaskingKey, entityDomain: String, entityForm: CanonicalForm, days: Int,
        dayFirst: Bool, isReversed: Bool = false
    ) {
        mac = CipherMAC(key: key.subkey(purpose: "date-shift", domain: entityDomain))
        self.days = days
        self.entityForm = entityForm
        self.dayFirst = dayFirst
        self.isReversed = isReversed
    }

    /// The transform of a batch whose rows belong to these entities. A NULL entity, or none at
    /// all, leaves the row without a shift.
    func dates(rows: Int, entities: CellBatch?) -> ShiftedDates {
        guard let entities else {
            return ShiftedDates(shifts: [Int](repeating: 0, count: rows), dayFirst: dayFirst)
        }
        var tags: [UInt128] = []
        mac.tags(of: entityForm.canonical(entities), into: &tags)
        let shifts = tags.indices.map { row in
            entities.isNull(row) ? 0 : shift(draw: UInt64(truncatingIfNeeded: tags[row] >> 64))
        }
        return ShiftedDates(shifts: shifts, dayFirst: dayFirst)
    }

    /// Uniform over ±1 … `days` (Lemire's multiply-shift; the bias of 2⁻⁵⁰ doesn't matter).
    private func shift(draw: UInt64) -> Int {
        let slot = draw.scaled(below: days * 2)
        let shift = slot < days ? slot - days : slot - days + 1
        return isReversed ? -shift : shift
    }
}

/// Dates of one batch with the shift of each row.
struct ShiftedDates: CellTransform {
    /// Days by row; 0 where the entity is missing.
    let shifts: [Int]
    let dayFirst: Bool

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        if cell.isInfinity {
            output.append(cell)
            return
        }
        guard shifts[row] != 0 else { throw UnfitCell(.missingEntity) }
        guard let text = DateText(cell, dayFirst: dayFirst) else { throw UnfitCell(.format) }
        guard let date = text.date.adding(days: shifts[row]),
            text.write(date, keepingTime: true, into: &output)
        else { throw UnfitCell(.range) }
        output.append(cell.extracting(text.timeStart..<cell.count))
    }
}

/// The first day of the date's year or month; the time of day becomes midnight.
struct TruncatedDates: CellTransform {
    let unit: MaskTransform.DateUnit
    let dayFirst: Bool

    func mask(
        _ cell: Span<UInt8>, row: Int, workspace: inout [UInt8], into output: inout [UInt8]
    ) throws(UnfitCell) {
        if cell.isInfinity {
            output.append(cell)
            return
        }
        guard let text = DateText(cell, dayFirst: dayFirst) else { throw UnfitCell(.format) }
        guard text.write(text.date.truncated(to: unit), keepingTime: false, into: &output) else {
            throw UnfitCell(.range)
        }
        TimeText.appendMidnight(cell, from: text.timeStart, into: &output)
    }
}

extension Span<UInt8> {
    /// PostgreSQL's `infinity` and `-infinity`, which say nothing of anybody and stay.
    fileprivate var isInfinity: Bool {
        count == 8 ? equals("infinity") : count == 9 && equals("-infinity")
    }
}
