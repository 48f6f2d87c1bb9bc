internal import Cryptography
internal import Synchronization

/// The permutations of domains with names, such as the layouts of a scheme, made when first met.
final class DomainPermutations: Sendable {
    private let key: MaskingKey
    private let purpose: String
    private let domain: String
    private let known = Mutex<[[UInt8]: DomainPermutation]>([:])

    init(key: MaskingKey, purpose: String, domain: String) {
        self.key = key
        self.purpose = purpose
        self.domain = domain
    }

    /// - Parameter name: tells domains of one size apart; ASCII.
    func permutation(of size: UInt128, named name: [UInt8]) -> DomainPermutation {
        if let found = known.withLock({ $0[name] }) { return found }
        let subkey = key.subkey(
            purpose: purpose, domain: domain, template: String(decoding: name, as: UTF8.self))
        let made = DomainPermutation(key: subkey, size: size)
        known.withLock { $0[name] = made }
        return made
    }
}
