package import Cryptography
package import Primitives

/// IP addresses, prefixes kept: addresses of one network stay in one network. `/n` stays.
///
/// A network address (no host bits) stays one; an address with host bits keeps some. IPv6 comes out
/// in the form of RFC 5952.
package struct IPMask: ReversibleTransform {
    private let version4: PrefixPermutation
    private let version6: PrefixPermutation

    package init(key: MaskingKey, domain: String) {
        version4 = PrefixPermutation(
            key: key.subkey(purpose: "ip", domain: domain, template: "4"))
        version6 = PrefixPermutation(
            key: key.subkey(purpose: "ip", domain: domain, template: "6"))
    }

    /// Prefix-preserving, so that addresses of one network stay in one network.
    package func transform(
        _ cells: CellBatch, _ direction: CipherDirection, into output: inout CellBatch,
        scratch: inout FormatPreservingScratch, unfit: (Int, inout CellBatch) -> Void
    ) {
        var addresses = (0..<cells.count).map { cells.withCell($0, IPAddressText.init) }
        for family in [IPAddressText.Family.v4, .v6] { permute(&addresses, family, direction) }
        for row in 0..<cells.count {
            if cells.isNull(row) {
                output.appendNull()
            } else if cells.range(row).isEmpty {
                output.append([])
            } else if let address = addresses[row] {
                output.appendCell { address.append(to: &$0) }
            } else {
                unfit(row, &output)
            }
        }
    }

    private func permute(
        _ addresses: inout [IPAddressText?], _ family: IPAddressText.Family,
        _ direction: CipherDirection
    ) {
        let permutation = family == .v4 ? version4 : version6
        var rows = addresses.indices.filter { addresses[$0]?.family == family }
        // Why: host bits that came out as zero would make a network of an address and meet the
        // network's own mask, so they go round again.
        var isFirst = true
        while !rows.isEmpty {
            var bits = rows.map { addresses[$0]?.bits ?? 0 }
            if family == .v4 {
                var short = bits.map { UInt32(truncatingIfNeeded: $0 >> 96) }
                permutation.transform(&short, direction)
                for index in bits.indices { bits[index] = UInt128(short[index]) << 96 }
            } else {
                permutation.transform(&bits, bitCount: family.rawValue, direction)
            }
            var again: [Int] = []
            for (row, masked) in zip(rows, bits) {
                guard var address = addresses[row] else { continue }
                let hostMask = address.hostMask
                let hadHost = !isFirst || address.bits & hostMask != 0
                address.bits = hadHost || hostMask == 0 ? masked : masked & ~hostMask
                let meets = hadHost && masked & hostMask == 0
                addresses[row] = address
                if meets { again.append(row) }
            }
            rows = again
            isFirst = false
        }
    }
}
