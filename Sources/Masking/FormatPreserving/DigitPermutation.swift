internal import Cryptography

/// A keyed permutation of the strings of n digits, for every n: FF1 from six digits on, a table of
/// 10ⁿ entries below.
struct DigitPermutation: Sendable {
    private let form: FF1Digits
    private let tables: TemplatePermutations

    /// FF1 binds the length itself, so all long runs share the subkey of template `9`; a table has
    /// the subkey of its own template, `99` for two digits.
    init(key: MaskingKey, purpose: String, domain: String) {
        form = FF1Digits(key: key.subkey(purpose: purpose, domain: domain, template: "9*"))
        tables = TemplatePermutations(key: key, purpose: purpose, domain: domain)
    }

    /// Permutes every run in place.
    func transform(
        _ bytes: inout MutableSpan<UInt8>, _ starts: StartsByCount, _ direction: CipherDirection
    ) {
        for (count, starts) in starts.starts.enumerated() where !starts.isEmpty && count > 0 {
            if count >= FF1Digits.leastDigitCount {
                form.transform(
                    &bytes, starts: starts.span, digitCount: count, direction: direction)
            } else {
                transformSmall(&bytes, starts, count, direction)
            }
        }
    }

    private func transformSmall(
        _ bytes: inout MutableSpan<UInt8>, _ starts: [UInt32], _ count: Int,
        _ direction: CipherDirection
    ) {
        let template = [UInt8](repeating: UInt8(ascii: "9"), count: count)
        var numerals: [UInt8] = []
        numerals.reserveCapacity(starts.count * count)
        for start in starts {
            for offset in 0..<count { numerals.append(bytes[Int(start) + offset] &- 48) }
        }
        tables.permutation(for: template).transform(&numerals, direction)
        var next = 0
        for start in starts {
            for offset in 0..<count {
                bytes[Int(start) + offset] = numerals[next] &+ 48
                next += 1
            }
        }
    }
}
