internal import Cryptography

/// Encrypts and authenticates what lies in `OUT.verify`; the same bytes give the same bytes.
///
/// Encrypt-then-nothing in the manner of SIV (RFC 5297): the tag is 128 bits of HMAC-SHA256 over
/// header and plaintext, and the counter mode of AES-256 starts from it. A wrong key and a changed
/// bit both show as a tag that doesn't match.
struct SketchSeal {
    private let mac: KeyedHash
    private let cipher: BlockCipher

    init(key: MaskingKey) {
        mac = KeyedHash(key: key.subkey(purpose: "verify", domain: "seal mac"))
        cipher = BlockCipher(key: key.subkey(purpose: "verify", domain: "seal cipher"))
    }

    /// The tag of header and plaintext, which `message` hands over in pieces.
    func tag(_ message: (_ update: ([UInt8]) -> Void) -> Void) -> UInt128 {
        mac.digest(message).leading128
    }

    /// The key stream that belongs to a tag.
    func stream(from tag: UInt128) -> CounterStream { CounterStream(cipher, from: tag) }

    /// The plaintext of 16 bytes of tag and what follows; `nil` when the tag doesn't match.
    func open(_ sealed: ArraySlice<UInt8>, header: [UInt8]) -> [UInt8]? {
        guard sealed.count >= BlockCipher.blockSize else { return nil }
        let tag = sealed.prefix(BlockCipher.blockSize).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        var plain = Array(sealed.dropFirst(BlockCipher.blockSize))
        var stream = stream(from: tag)
        stream.apply(to: &plain)
        let expected = self.tag { update in
            update(header)
            update(plain)
        }
        return expected == tag ? plain : nil
    }

    /// A tag as it stands in the file.
    static func bytes(of tag: UInt128) -> [UInt8] {
        (0..<16).map { UInt8(truncatingIfNeeded: tag >> UInt128(120 - 8 * $0)) }
    }
}

/// The key stream of a block cipher in counter mode (SP 800-38A §6.5), for pieces of any length.
struct CounterStream {
    private static let blocksAtOnce = 256

    private let cipher: BlockCipher
    /// The counter of the first block that isn't in `stream` yet.
    private var counter: UInt128
    private var stream = [UInt128](repeating: 0, count: blocksAtOnce)
    /// How many bytes of `stream` are used up.
    private var position = blocksAtOnce * BlockCipher.blockSize

    init(_ cipher: BlockCipher, from start: UInt128) {
        self.cipher = cipher
        counter = start
    }

    /// Encrypts or decrypts a piece; the next one goes on where it ends.
    mutating func apply(to bytes: inout [UInt8]) {
        var start = 0
        while start < bytes.count {
            if position == stream.count * BlockCipher.blockSize { refill() }
            let count = min(bytes.count - start, stream.count * BlockCipher.blockSize - position)
            unsafe stream.withUnsafeBytes { stream in
                for index in 0..<count {
                    bytes[start + index] ^= unsafe stream[position + index]
                }
            }
            start += count
            position += count
        }
    }

    private mutating func refill() {
        for index in stream.indices {
            stream[index] = counter.bigEndian
            counter &+= 1
        }
        unsafe stream.withUnsafeMutableBytes { blocks in
            guard let base = blocks.baseAddress else { return }
            cipher.withLane { lane in
                unsafe lane.encrypt(base, into: base, byteCount: blocks.count)
            }
        }
        position = 0
    }
}
