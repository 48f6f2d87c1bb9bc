/// AES-SIV (RFC 5297): deterministic authenticated encryption. Equal messages give equal texts, and
/// nothing else shows; a changed text is refused.
///
/// A sealed message is the 16 bytes of its synthetic IV and then as many bytes as the message has.
/// Short messages cost two AES blocks. Any number of threads may share one.
package struct SyntheticIVCipher: Sendable {
    /// Bytes a sealed message is longer than its message.
    package static let overhead = BlockCipher.blockSize
    /// Bits 31 and 63 of the counter are cleared, so that counters may be 32 or 64 bits (§2.5).
    static let counterMask = ~(UInt128(1) << 31 | UInt128(1) << 63)

    let mac: CipherMAC
    let cipher: BlockCipher
    /// CMAC of a zero block: where S2V begins (§2.4).
    let start: UInt128

    /// - Parameters:
    ///   - mac: K1, for the synthetic IV.
    ///   - cipher: K2, for the counter mode; independent of K1.
    package init(mac: SubKey, cipher: SubKey) {
        self.init(mac: BlockCipher(key: mac), cipher: BlockCipher(key: cipher))
    }

    /// Any AES keys, for published vectors.
    package init(mac: BlockCipher, cipher: BlockCipher) {
        self.mac = CipherMAC(cipher: mac)
        self.cipher = cipher
        start = self.mac.tag([UInt8](repeating: 0, count: BlockCipher.blockSize))
    }

    /// Appends the sealed message; `associated` is authenticated and not part of the output.
    package func seal(
        _ message: Span<UInt8>, associated: [[UInt8]] = [], into output: inout [UInt8]
    ) {
        let tag = syntheticIV(of: message, associated)
        Self.append(tag, to: &output)
        crypt(message, from: tag, into: &output)
    }

    /// Appends the message of a sealed one; appends nothing and returns false when it wasn't sealed
    /// under this key with the same associated data.
    package func open(
        _ sealed: Span<UInt8>, associated: [[UInt8]] = [], into output: inout [UInt8]
    ) -> Bool {
        guard sealed.count >= Self.overhead else { return false }
        var tag: UInt128 = 0
        for index in 0..<Self.overhead { tag = tag << 8 | UInt128(sealed[index]) }
        var message: [UInt8] = []
        message.reserveCapacity(sealed.count - Self.overhead)
        crypt(sealed.extracting(Self.overhead..<sealed.count), from: tag, into: &message)
        guard syntheticIV(of: message.span, associated) == tag else { return false }
        output += message
        return true
    }

    /// S2V (§2.4).
    private func syntheticIV(of message: Span<UInt8>, _ associated: [[UInt8]]) -> UInt128 {
        var state = start
        for text in associated { state = CipherMAC.doubled(state) ^ mac.tag(text) }
        let size = BlockCipher.blockSize
        var last: [UInt8] = []
        last.reserveCapacity(max(message.count, size))
        for index in message.indices { last.append(message[index]) }
        if message.count < size {
            last.append(0x80)
            while last.count < size { last.append(0) }
            state = CipherMAC.doubled(state)
        }
        let end = last.count
        for index in 0..<size {
            last[end - size + index] ^= UInt8(truncatingIfNeeded: state >> UInt128(120 - 8 * index))
        }
        return mac.tag(last)
    }

    /// Counter mode from the synthetic IV (§2.5); its own inverse.
    private func crypt(_ text: Span<UInt8>, from tag: UInt128, into output: inout [UInt8]) {
        let size = BlockCipher.blockSize
        var counter = tag & Self.counterMask
        cipher.withLane { lane in
            for start in stride(from: 0, to: text.count, by: size) {
                var stream = lane.encrypt(counter)
                for index in start..<min(start + size, text.count) {
                    output.append(text[index] ^ UInt8(truncatingIfNeeded: stream >> 120))
                    stream <<= 8
                }
                counter &+= 1
            }
        }
    }

    static func append(_ block: UInt128, to output: inout [UInt8]) {
        for shift in stride(from: 120, through: 0, by: -8) {
            output.append(UInt8(truncatingIfNeeded: block >> UInt128(shift)))
        }
    }
}
