internal import Primitives

/// Keeps one column's masked values from falling before another's, row by row, where the source's
/// don't: a start and an end stay in order whatever was done to each.
struct OrderKeeping: Sendable {
    /// The later column, by its place in the plan.
    let column: Int
    /// The column that it doesn't fall before.
    let other: Int
    let dayFirst: Bool

    /// Every `after` of a plan without cycles, a column behind the one it depends on.
    static func sorted(_ columns: [PlannedColumn]) -> [OrderKeeping] {
        func depth(_ index: Int) -> Int {
            var (count, next) = (0, columns[index].afterColumn)
            while let index = next, count < columns.count {
                (count, next) = (count + 1, columns[index].afterColumn)
            }
            return count
        }
        return columns.indices.filter { columns[$0].afterColumn != nil }
            .sorted { (depth($0), $0) < (depth($1), $1) }
            .compactMap { index in
                columns[index].afterColumn.map {
                    OrderKeeping(column: index, other: $0, dayFirst: columns[index].dayFirst)
                }
            }
    }

    /// Replaces the masked cells that fell before the other's by these.
    func apply(_ input: borrowing RowBatch, to output: inout RowBatch) {
        let (own, others) = (output.columns[column], output.columns[other])
        var replaced: [(row: Int, cell: [UInt8])] = []
        for row in 0..<own.count {
            guard let source = Value(input.columns[column], row, dayFirst),
                let sourceOther = Value(input.columns[other], row, dayFirst),
                !(source < sourceOther), let masked = Value(own, row, dayFirst),
                let maskedOther = Value(others, row, dayFirst), masked < maskedOther
            else { continue }
            replaced.append((row, Self.written(own, others, row, dayFirst)))
        }
        guard !replaced.isEmpty else { return }
        var rebuilt = CellBatch(cellCapacity: own.count, byteCapacity: own.bytes.count)
        var next = 0
        for row in 0..<own.count {
            if next < replaced.count, replaced[next].row == row {
                rebuilt.append(replaced[next].cell)
                next += 1
            } else if own.isNull(row) {
                rebuilt.appendNull()
            } else {
                own.withCell(row) { rebuilt.append($0) }
            }
        }
        output.columns[column] = rebuilt
    }

    /// The other's value in the form of the own one: a date stays a date without a time of day.
    private static func written(
        _ own: CellBatch, _ other: CellBatch, _ row: Int, _ dayFirst: Bool
    ) -> [UInt8] {
        own.withCell(row) { (cell) -> [UInt8] in
            other.withCell(row) { (otherCell) -> [UInt8] in
                var bytes: [UInt8] = []
                guard let text = DateText(cell, dayFirst: dayFirst),
                    let otherText = DateText(otherCell, dayFirst: dayFirst),
                    text.write(otherText.date, keepingTime: true, into: &bytes)
                else { return Self.bytes(otherCell) }
                let hasBoth =
                    text.timeStart < cell.count && otherText.timeStart < otherCell.count
                let tail = hasBoth ? otherText.timeStart : text.timeStart
                bytes.append(
                    hasBoth
                        ? otherCell.extracting(tail..<otherCell.count)
                        : cell.extracting(tail..<cell.count))
                return bytes
            }
        }
    }

    private static func bytes(_ cell: Span<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(cell)
        return bytes
    }

    /// A number, or a day and its time as written.
    private enum Value {
        case number(DecimalNumber)
        case day(Int, time: [UInt8])

        init?(_ cells: CellBatch, _ row: Int, _ dayFirst: Bool) {
            guard !cells.isNull(row) else { return nil }
            let value = cells.withCell(row) { (cell) -> Value? in
                if let number = DecimalNumber(cell) { return .number(number) }
                guard let text = DateText(cell, dayFirst: dayFirst) else { return nil }
                let time = OrderKeeping.bytes(cell.extracting(text.timeStart..<cell.count))
                return .day(text.date.daysSinceEpoch, time: time)
            }
            guard let value else { return nil }
            self = value
        }

        static func < (left: Value, right: Value) -> Bool {
            switch (left, right) {
            case (.number(let left), .number(let right)): left < right
            case (.day(let left, let leftTime), .day(let right, let rightTime)):
                // Why: a date without a time of day is the whole day.
                left < right
                    || left == right && !leftTime.isEmpty && !rightTime.isEmpty
                        && leftTime.lexicographicallyPrecedes(rightTime)
            default: false
            }
        }
    }
}
