/// How often each byte occurs in ordinary text: prose, tables and JSON mixed. Only the order of
/// magnitude counts.
enum ByteFrequency {
    private static let shares: [Double] = {
        var shares = [Double](repeating: 0.0002, count: 256)
        func give(_ text: String, _ share: Double) {
            for byte in text.utf8 { shares[Int(byte)] = share }
        }
        give("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0.003)
        give("0123456789", 0.004)
        give("etaoinshrdlu", 0.045)
        give("cmfwygpbvk", 0.014)
        give("xqjz", 0.001)
        give(" ", 0.15)
        give(".,\"", 0.012)
        give("\n-_:/;'()", 0.004)
        give("{}[]=\\", 0.002)
        return shares
    }()

    /// Of a digit behind another: they rarely stand alone.
    private static let digitShare = 0.06

    /// The expected share of positions of ordinary text at which bytes of these sets follow each
    /// other.
    static func share(of row: [ByteSet]) -> Double {
        var (product, follows) = (1.0, false)
        for set in row {
            let digits = set == .all ? 0 : Double((set & .digits).count)
            product *= follows ? max(share(of: set), digitShare * digits) : share(of: set)
            follows = digits > 0
        }
        return product
    }

    static func share(of set: ByteSet) -> Double {
        if set == .all { return 1 }
        var sum = 0.0
        set.forEach { sum += shares[Int($0)] }
        return min(1, sum)
    }
}
