internal import Primitives

/// What a compiled column does with its cells: the closed list behind `MaskTransform`.
indirect enum ColumnWork: Sendable {
    /// Taken over as they are.
    case keep
    /// The same for every cell that isn't NULL: redact, null, constant.
    case fixed(Redaction)
    case hash(HashMask)
    case token(TokenMask)
    case email(EmailMask)
    case username(UsernameMask)
    case url(URLMask)
    case name(NameMask)
    case street(StreetMask)
    case city(CityMask)
    case dateShift(DateShiftMask)
    case dateTruncate(TruncatedDates)
    case age(AgeMask)
    case persona(PersonaMask)
    case rank(RankMask)
    case geo(GeoMask)
    case postal(CountryCodeMask<PostalCountry>)
    case plate(CountryCodeMask<PlateCountry>)
    case reservedPhone(ReservedPhoneMask)
    case secret(SecretMask)
    case template(TemplateMask)
    case card(CardMask)
    case ssn(SSNMask)
    case phone(PhoneMask)
    case address(IPMask)
    case macAddress(MACMask)
    case uuid(UUIDMask)
    case integer(IntegerMask)
    case iban(IBANMask)
    case identifier(IdentifierMask)
    case noise(NoiseMask)
    case round(RoundMask)
    case shuffle(ShuffleMask)
    case lookup(LookupMask)
    case composed(ComposedMask)
    case external(ExternalMask)
    case spans(SpanMask)
    case json(JSONMask)
    case array(ArrayMask)

    /// See `CompiledColumn.mask`.
    func mask(
        _ cells: CellBatch, in column: CompiledColumn, row: RowContext,
        into output: inout CellBatch, notes: inout CellNotes, scratch: inout MaskScratch
    ) throws(MaskingError) {
        switch self {
        case .keep: output = cells
        case .fixed(let replacement): replacement.replaceAll(cells, into: &output)
        case .dateShift(let mask):
            let dates = mask.dates(rows: cells.count, entities: row.entities)
            column.run(dates, cells, into: &output, notes: &notes, scratch: &scratch)
        case .persona(let mask):
            let personas = mask.cells(rows: cells.count, entities: row.entities)
            column.run(personas, cells, into: &output, notes: &notes, scratch: &scratch)
        case .secret(let mask):
            let keyed = row.entities.map { mask.keyed(by: $0) } ?? mask
            column.run(keyed, cells, into: &output, notes: &notes, scratch: &scratch)
        case .shuffle(let mask): mask.mask(cells, firstRow: row.first, into: &output)
        case .composed(let mask):
            let composed = mask.composed(with: row.masked)
            column.run(composed, cells, into: &output, notes: &notes, scratch: &scratch)
        case .external(let mask):
            try mask.mask(cells, in: column, into: &output, scratch: &scratch)
        case .lookup(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .round(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .spans(let mask):
            try mask.mask(cells, in: column, into: &output, notes: &notes, scratch: &scratch)
        case .json(let mask):
            try mask.mask(
                cells, in: column, row: row, into: &output, notes: &notes, scratch: &scratch)
        case .array(let mask):
            try mask.mask(
                cells, in: column, row: row, into: &output, notes: &notes, scratch: &scratch)
        default: maskAlone(cells, in: column, into: &output, notes: &notes, scratch: &scratch)
        }
    }

    /// The transforms that need nothing but the cells.
    private func maskAlone(
        _ cells: CellBatch, in column: CompiledColumn, into output: inout CellBatch,
        notes: inout CellNotes, scratch: inout MaskScratch
    ) {
        switch self {
        case .hash(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .email(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .username(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .url(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .name(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .street(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .city(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .dateTruncate(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .token(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .template(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .card(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .ssn(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .phone(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .address(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .macAddress(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .uuid(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .integer(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .iban(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .identifier(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .age(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .postal(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .plate(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .geo(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .reservedPhone(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .rank(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        case .noise(let mask):
            column.run(mask, cells, into: &output, notes: &notes, scratch: &scratch)
        default: break
        }
    }
}

extension Redaction {
    /// Writes this in place of every cell but NULL.
    func replaceAll(_ cells: CellBatch, into output: inout CellBatch) {
        for row in 0..<cells.count {
            if cells.isNull(row) { output.appendNull() } else { append(to: &output) }
        }
    }

    /// Writes this in place of the given rows.
    func replace(_ rows: [Int], in cells: inout CellBatch) {
        let replaced = Set(rows)
        var rebuilt = CellBatch(cellCapacity: cells.count, byteCapacity: cells.bytes.count)
        for row in 0..<cells.count {
            if replaced.contains(row) {
                append(to: &rebuilt)
            } else if cells.isNull(row) {
                rebuilt.appendNull()
            } else {
                cells.withCell(row) { rebuilt.append($0) }
            }
        }
        cells = rebuilt
    }
}
