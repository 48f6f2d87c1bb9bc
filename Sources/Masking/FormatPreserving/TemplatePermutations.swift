internal import Cryptography
internal import Synchronization

/// The permutations of the templates a column has shown, made when first met.
///
/// A template is a string of `9` (digit), `8` (digit but zero), `A` (letter), `F` (hexadecimal
/// digit) and the codes of `ScriptLetters`, with other characters as part of its name only; it is
/// ranked whole as one mixed-radix number. Tables of the least recently used templates go when all
/// together pass 32 MiB.
final class TemplatePermutations: Sendable {
    private struct State {
        var permutations: [[UInt8]: (permutation: MixedRadixPermutation, lastUse: Int)] = [:]
        var byteCount = 0
        var clock = 0
    }

    private static let byteLimit = 32 << 20
    /// So that a column of a million templates doesn't keep a million of them.
    private static let countLimit = 4_096

    private let key: MaskingKey
    private let purpose: String
    private let domain: String
    private let state = Mutex(State())

    init(key: MaskingKey, purpose: String, domain: String) {
        self.key = key
        self.purpose = purpose
        self.domain = domain
    }

    /// The permutation of a template; building a table of a million entries takes 10 ms.
    func permutation(for template: [UInt8]) -> MixedRadixPermutation {
        let known = state.withLock { state -> MixedRadixPermutation? in
            state.clock += 1
            state.permutations[template]?.lastUse = state.clock
            return state.permutations[template]?.permutation
        }
        if let known { return known }
        let subkey = key.subkey(
            purpose: purpose, domain: domain,
            template: String(decoding: template, as: UTF8.self))
        let made = MixedRadixPermutation(key: subkey, radices: template.compactMap(Self.radix))
        state.withLock { Self.insert(made, template, &$0) }
        return made
    }

    private static func insert(
        _ permutation: MixedRadixPermutation, _ template: [UInt8], _ state: inout State
    ) {
        guard state.permutations[template] == nil else { return }
        while state.byteCount + permutation.byteCount > byteLimit
            || state.permutations.count >= countLimit
        {
            guard let oldest = state.permutations.min(by: { $0.value.lastUse < $1.value.lastUse })
            else { break }
            state.permutations[oldest.key] = nil
            state.byteCount -= oldest.value.permutation.byteCount
        }
        state.permutations[template] = (permutation, state.clock)
        state.byteCount += permutation.byteCount
    }

    private static func radix(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "9"): 10
        case UInt8(ascii: "8"): 9
        case UInt8(ascii: "A"): 26
        case UInt8(ascii: "F"): 16
        default: ScriptLetters.radix(character)
        }
    }
}
