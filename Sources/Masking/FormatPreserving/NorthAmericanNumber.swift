/// The well-formed ten-digit numbers of the North American Numbering Plan, ranked.
///
/// Area: 200…999, middle digit not 9, no N11, neither 37x nor 96x (reserved). Exchange: 200…999, no
/// N11. What detection takes for such a number is one here too.
enum NorthAmericanNumber {
    private static let areas: [UInt64] = (200...999).filter { area in
        area % 100 != 11 && area / 10 % 10 != 9 && area / 10 != 37 && area / 10 != 96
    }
    private static let exchanges: [UInt64] = (200...999).filter { $0 % 100 != 11 }
    private static let areaRanks = ranks(areas)
    private static let exchangeRanks = ranks(exchanges)
    private static let lineCount: UInt64 = 10_000

    /// Numbers of one area.
    static let areaSize = UInt128(exchanges.count) * UInt128(lineCount)
    static let count = UInt128(areas.count) * areaSize

    /// `nil` unless the digits are a well-formed number.
    static func rank(of digits: ArraySlice<UInt8>) -> UInt128? {
        guard digits.count == 10 else { return nil }
        let number = digits.reduce(UInt64(0)) { $0 * 10 + UInt64($1 - 48) }
        guard let area = areaRanks[Int(number / 10_000_000)],
            let exchange = exchangeRanks[Int(number / lineCount % 1000)]
        else { return nil }
        return UInt128((area * UInt64(exchanges.count) + exchange) * lineCount + number % lineCount)
    }

    static func number(ofRank rank: UInt128) -> UInt64 {
        let rank = UInt64(rank)
        let block = rank / lineCount
        let area = areas[Int(block / UInt64(exchanges.count))]
        let exchange = exchanges[Int(block % UInt64(exchanges.count))]
        return area * 10_000_000 + exchange * lineCount + rank % lineCount
    }

    /// The place of every number below 1,000 in a list, `nil` where it isn't in it.
    private static func ranks(_ numbers: [UInt64]) -> [UInt64?] {
        var ranks = [UInt64?](repeating: nil, count: 1000)
        for (rank, number) in numbers.enumerated() { ranks[Int(number)] = UInt64(rank) }
        return ranks
    }
}
