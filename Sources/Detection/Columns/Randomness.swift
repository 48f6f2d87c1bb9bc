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
        let entropy = RandomEntropy.of(length: length, alphabet: alphabet)
        return entropy.mean + normalQuantile(quantile) * entropy.deviation
    }

    /// Whether the entropy reaches `quantile` and the letters don't read as words.
    package static func isRandom(_ value: Span<UInt8>, quantile: Double) -> Bool {
        guard value.count >= 8 else { return false }
        let alphabet = alphabetSize(value)
        // Long values lose nothing by a look at their first kilobyte.
        let head = value.extracting(0..<min(value.count, 1_024))
        let threshold = entropyThreshold(
            length: head.count, alphabet: alphabet, quantile: quantile)
        guard entropyBitsPerByte(head) >= threshold, !isRun(head) else { return false }
        // Six letters spell no words, though a quarter of their pairs are common ones.
        return alphabet <= 17 || !readsAsWords(head)
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
        let rows = commonPairs
        var (common, others) = (0, 0)
        var row: UInt32 = 0
        for index in value.indices {
            let byte = value[index]
            guard byte.isLetter else {
                row = 0
                continue
            }
            let letter = Int(byte & 0x1F)
            let isCommon = Int(row >> UInt32(letter) & 1)
            common += isCommon
            others += Int(row & 1) - isCommon
            row = rows[letter]
        }
        // A common pair weighs 1.70 nats, another one −0.69.
        return 170 * common - 69 * others > 300
    }

    /// Of each letter, the letters that often follow it; bit 0 is always set.
    private static let commonPairs: InlineArray<32, UInt32> = {
        let pairs =
            "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou"
            + " io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns"
            + " di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee"
        var rows = InlineArray<32, UInt32>(repeating: 1)
        for pair in pairs.split(separator: " ") {
            let letters = Array(pair.utf8)
            rows[Int(letters[0] & 0x1F)] |= 1 << UInt32(letters[1] & 0x1F)
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
