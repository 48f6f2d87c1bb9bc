/// The smallest radix^count that FF1 can encrypt and that holds a given number of values.
struct EnclosingDomain: Sendable, Equatable {
    let radix: Int
    let numeralCount: Int

    /// An even count makes both halves alike; the fewest numerals give the tightest fit. A power of
    /// two is bits, whose halves need no division.
    init(size: LimbNumber) {
        if let number = size.value128, number.nonzeroBitCount == 1, number >> 20 != 0 {
            radix = 2
            numeralCount = number.trailingZeroBitCount
            return
        }
        let largest = UInt32(FF1.radixLimits.upperBound)
        var count = 2
        while LimbNumber.power(largest, count) < size { count += 2 }
        var low = UInt32(FF1.radixLimits.lowerBound)
        var high = largest
        while low < high {
            let middle = (low + high) / 2
            if LimbNumber.power(middle, count) < size { low = middle + 1 } else { high = middle }
        }
        radix = Int(low)
        numeralCount = count
    }
}
