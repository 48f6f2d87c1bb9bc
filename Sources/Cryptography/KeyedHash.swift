internal import CLibCrypto
package import Primitives

/// HMAC-SHA256 (RFC 2104) with both padded key blocks hashed once, so that a short message costs
/// two compressions and no allocation. Any number of threads may share one.
@safe package final class KeyedHash: Sendable {
    // SAFETY: both states are written in `init` only and copied by every call.
    private nonisolated(unsafe) let states: UnsafeMutablePointer<SHA256_CTX>
    private static let blockSize = 64
    /// Bytes that leave room for the padding in one block (FIPS 180-4 §5.1.1).
    private static let shortLimit = 55

    package convenience init(key: SubKey) {
        self.init(secret: key.secret)
    }

    /// A key of any length, as RFC 2104 allows: longer than a block, it is hashed first.
    package convenience init(secret: SecretBytes) {
        self.init(keyBlock: secret.withSpan(Self.keyBlock))
    }

    private init(keyBlock: SecretBytes) {
        unsafe states = .allocate(capacity: 2)
        unsafe states.initialize(repeating: SHA256_CTX(), count: 2)
        for (state, mask) in [UInt8(0x36), 0x5C].enumerated() {
            let padded = SecretBytes(count: Self.blockSize) { target in
                keyBlock.withSpan { key in
                    for index in key.indices { target[index] = key[index] ^ mask }
                }
            }
            unsafe SHA256_Init(states + state)
            padded.withSpan { block in
                unsafe block.withUnsafeBufferPointer {
                    _ = unsafe SHA256_Update(states + state, $0.baseAddress, $0.count)
                }
            }
        }
    }

    deinit {
        unsafe OPENSSL_cleanse(states, 2 * MemoryLayout<SHA256_CTX>.stride)
        unsafe states.deallocate()
    }

    /// The key filled up to one hash block with zeros.
    private static func keyBlock(_ key: Span<UInt8>) -> SecretBytes {
        SecretBytes(count: blockSize) { block in
            if key.count <= blockSize {
                for index in key.indices { block[index] = key[index] }
            } else {
                let digest = MessageDigest.sha256(key)
                for index in digest.bytes.indices { block[index] = digest.bytes[index] }
            }
        }
    }

    /// The HMAC of a message.
    package func digest(_ message: Span<UInt8>) -> Digest256 {
        unsafe message.withUnsafeBufferPointer { unsafe digest($0) }
    }

    /// The HMAC of a message.
    package func digest(_ message: [UInt8]) -> Digest256 { digest(message.span) }

    /// The HMAC of a message that `message` hands over in pieces, in order.
    package func digest(_ message: (_ update: ([UInt8]) -> Void) -> Void) -> Digest256 {
        var state = unsafe states[0]
        message { piece in
            unsafe piece.withUnsafeBufferPointer {
                _ = unsafe SHA256_Update(&state, $0.baseAddress, $0.count)
            }
        }
        return finish(&state)
    }

    /// The leading 64 bits of every cell's digest, in order; NULL gives 0.
    package func leading64(of cells: CellBatch, into values: inout [UInt64]) {
        values.removeAll(keepingCapacity: true)
        forEachDigest(of: cells) { values.append($0?.leading64 ?? 0) }
    }

    /// The leading 128 bits of every cell's digest, in order; NULL gives 0.
    package func leading128(of cells: CellBatch, into values: inout [UInt128]) {
        values.removeAll(keepingCapacity: true)
        forEachDigest(of: cells) { values.append($0?.leading128 ?? 0) }
    }

    private func forEachDigest(of cells: CellBatch, _ body: (Digest256?) -> Void) {
        unsafe cells.bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<cells.count {
                if cells.isNull(index) {
                    body(nil)
                } else {
                    unsafe body(digest(UnsafeBufferPointer(rebasing: bytes[cells.range(index)])))
                }
            }
        }
    }

    @unsafe private func digest(_ message: UnsafeBufferPointer<UInt8>) -> Digest256 {
        if message.count <= Self.shortLimit { return unsafe shortDigest(message) }
        var state = unsafe states[0]
        unsafe SHA256_Update(&state, message.baseAddress, message.count)
        return finish(&state)
    }

    /// The HMAC of a message that fits one hash block with its padding: two compressions and
    /// nothing else, half the time of the way through `SHA256_Update`.
    @unsafe private func shortDigest(_ message: UnsafeBufferPointer<UInt8>) -> Digest256 {
        var block = InlineArray<8, UInt64>(repeating: 0)
        unsafe withUnsafeMutableBytes(of: &block) { bytes in
            unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(message))
            unsafe bytes[message.count] = 0x80
        }
        block[7] = Self.bitCount(message.count)
        let inner = unsafe compressed(states[0], block)
        var outer = InlineArray<8, UInt64>(repeating: 0)
        for index in 0..<4 { outer[index] = inner[index] }
        // Why: the padding begins with a one bit.
        outer[4] = (UInt64(0x80) << 56).bigEndian
        outer[7] = Self.bitCount(Digest256.byteCount)
        let words = unsafe compressed(states[1], outer)
        return Digest256(words: words)
    }

    /// What the padding says of a message behind the key block, in memory order.
    private static func bitCount(_ byteCount: Int) -> UInt64 {
        UInt64(8 * (blockSize + byteCount)).bigEndian
    }

    /// The digest words, in memory order, of a keyed state and one last block.
    private func compressed(
        _ keyed: SHA256_CTX, _ block: InlineArray<8, UInt64>
    ) -> InlineArray<4, UInt64> {
        var state = keyed
        var block = block
        unsafe withUnsafeBytes(of: &block) {
            unsafe SHA256_Transform(&state, $0.baseAddress?.assumingMemoryBound(to: UInt8.self))
        }
        let words = state.h
        return [
            Self.joined(words.0, words.1), Self.joined(words.2, words.3),
            Self.joined(words.4, words.5), Self.joined(words.6, words.7),
        ]
    }

    private static func joined(_ first: UInt32, _ second: UInt32) -> UInt64 {
        (UInt64(first) << 32 | UInt64(second)).bigEndian
    }

    /// The outer hash over the inner one's digest.
    private func finish(_ state: inout SHA256_CTX) -> Digest256 {
        var result = InlineArray<32, UInt8>(repeating: 0)
        var span = result.mutableSpan
        unsafe span.withUnsafeMutableBufferPointer { target in
            unsafe SHA256_Final(target.baseAddress, &state)
            unsafe state = states[1]
            unsafe SHA256_Update(&state, target.baseAddress, target.count)
            unsafe SHA256_Final(target.baseAddress, &state)
        }
        return Digest256(bytes: result)
    }
}
