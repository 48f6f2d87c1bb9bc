#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

internal import Patterns

/// Whether a string looks drawn at random, by the quantile of its entropy for length and alphabet.
///
/// Raw Shannon entropy can't tell: random 32-digit hex averages 3.61 bits, a camelCase identifier
/// reaches 4.33. So the entropy is compared with that of truly random strings of the same length
/// over the same alphabet, and letters that follow each other as in words count against.
package enum Randomness {
    /// Sizes that `alphabetSize` gives.
    static let alphabetSizes = [10, 16, 17, 26, 36, 37, 52, 62, 64, 94]

    /// Shannon entropy of the bytes, in bits per byte.
    package static func entropyBitsPerByte(_ value: Span<UInt8>) -> Double {
        guard !value.isEmpty else { return 0 }
        let gains = gains
        var counts = InlineArray<256, UInt32>(repeating: 0)
        var sum = 0.0
        for index in value.indices {
            let byte = Int(value[index])
            let count = Int(counts[byte])
            sum += count < gains.count ? gains[count] : gain(count)
            counts[byte] &+= 1
        }
        let total = Double(value.count)
        return log2(total) - sum / total
    }

    /// What one more makes of c·log₂c.
    private static func gain(_ count: Int) -> Double {
        func weight(_ count: Double) -> Double { count == 0 ? 0 : count * log2(count) }
        return weight(Double(count + 1)) - weight(Double(count))
    }

    private static let gains = (0..<1_024).map(gain)

    /// The entropy that a share `quantile` of random strings doesn't reach.
    package static func entropyThreshold(
        length: Int, alphabet: Int, quantile: Double
    ) -> Double {
        guard length > 1, alphabet > 1 else { return 0 }
        return RandomEntropy.of(length: length, alphabet: alphabet).threshold(quantile)
    }

    /// Whether the entropy reaches `quantile` and the letters don't read as words.
    package static func isRandom(_ value: Span<UInt8>, quantile: Double) -> Bool {
        guard let reading = RandomnessReading(value) else { return false }
        return reading.reaches(quantile) && !reading.isSpelled(value)
    }

    /// Size of the smallest usual alphabet that holds the value: 10, 16, 17 (hexadecimal
    /// in groups), 26, 36, 37, 52, 62, 64 or 94.
    package static func alphabetSize(_ value: Span<UInt8>) -> Int {
        let classes = ByteClasses.classes(of: value)
        func holds(_ some: UInt64) -> Bool { classes & some != 0 }
        guard !holds(~(base62 | groupMarks)) else { return 94 }
        let (digit, lower, upper) = (holds(digits), holds(lowerCase), holds(upperCase))
        let isHexadecimal = digit && !holds(base62 & ~hexadecimal)
        if holds(groupMarks) { return lower && upper ? 64 : isHexadecimal ? 17 : 37 }
        let letters = (lower ? 26 : 0) + (upper ? 26 : 0)
        if isHexadecimal, letters < 52 { return letters == 0 ? 10 : 16 }
        return max(10, letters + (digit ? 10 : 0))
    }

    private static let digits = ByteClasses.classes(of: "0")
    private static let lowerCase = ByteClasses.classes(of: "az")
    private static let upperCase = ByteClasses.classes(of: "AZ")
    private static let hexadecimal = ByteClasses.classes(of: "0aA")
    private static let base62 = digits | lowerCase | upperCase
    private static let groupMarks = ByteClasses.classes(of: "+/-_=.")

    /// Whether most bytes follow their neighbour in the alphabet: `abcdef…`, `123456…`, `aaaa`.
    static func isRun(_ value: Span<UInt8>) -> Bool {
        var steps = 0
        var previous = value.isEmpty ? 0 : Int(value[0])
        for index in value.indices.dropFirst() {
            let byte = Int(value[index])
            steps += UInt(bitPattern: byte &- previous &+ 1) < 3 ? 1 : 0
            previous = byte
        }
        // Of random digits 28 % do.
        return steps * 5 > value.count * 3
    }

    /// Whether the letter pairs are those of words: a log-likelihood ratio of more than 3 nats.
    ///
    /// Of the letter pairs in English text 55 % are among these 70, of random ones 10 %.
    static func readsAsWords(_ value: Span<UInt8>) -> Bool {
        let rows = letterRows
        var (common, pairs) = (0, 0)
        var row: UInt32 = 0
        for index in value.indices {
            // Why no branches: what looks random isn't foreseen.
            let next = rows[Int(value[index])]
            common += Int(row &>> (next &>> 27) & 1)
            pairs += row != 0 && next != 0 ? 1 : 0
            row = next
        }
        // A common pair weighs 1.70 nats, another one −0.69.
        return 170 * common - 69 * (pairs - common) > 300
    }

    /// Of each byte that is a letter, its number from 1 on in the highest five bits, and one bit
    /// for the number of each letter that often follows it.
    private static let letterRows: [UInt32] = {
        let pairs =
            "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou"
            + " io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns"
            + " di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee"
        var rows = [UInt32](repeating: 0, count: 256)
        for byte in 0...UInt8.max where byte.isLetter {
            rows[Int(byte)] = UInt32(byte & 0x1F) << 27
        }
        for pair in pairs.split(separator: " ") {
            let letters = Array(pair.utf8)
            let bit: UInt32 = 1 << UInt32(letters[1] & 0x1F)
            for byte in [letters[0], letters[0] & 0xDF] { rows[Int(byte)] |= bit }
        }
        return rows
    }()

    /// Acklam's rational approximation in its central form, extended by its tail form.
    static func normalQuantile(_ probability: Double) -> Double {
        let low = min(max(probability, 1e-9), 1 - 1e-9)
        if low < 0.02425 || low > 1 - 0.02425 {
            let tail = low < 0.5 ? low : 1 - low
            let q = (-2 * log(tail)).squareRoot()
            let top =
                ((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q
                    - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q
                + 2.938163982698783
            let bottom =
                (((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996)
                    * q + 3.754408661907416) * q + 1
            return low < 0.5 ? top / bottom : -top / bottom
        }
        let q = low - 0.5
        let r = q * q
        let top =
            (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r
                - 2.759285104469687e+02) * r + 1.383577518672690e+02) * r
                - 3.066479806614716e+01) * r + 2.506628277459239) * q
        let bottom =
            ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r
                - 1.556989798598866e+02) * r + 6.680131188771972e+01) * r
                - 1.328068155288572e+01) * r + 1
        return top / bottom
    }
}
