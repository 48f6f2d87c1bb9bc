import Cryptography
import Primitives

/// The work that a transform can't do without, measured beside it in the same run.
enum CryptographyFloor: Equatable {
    /// So many AES-256 blocks a value, 512 in one EVP call: what batches of CMAC and FF1 come to.
    case blocks(Int)
    /// HMAC-SHA256 of every cell.
    case keyedHash

    var name: String {
        switch self {
        case .blocks(let count): "raw AES-256, \(count) blocks a value"
        case .keyedHash: "HMAC-SHA256 of every cell"
        }
    }

    /// - Parameter cells: one batch, handled `passes` times.
    func measure(_ cells: CellBatch, passes: Int, key: MaskingKey) -> Measurement {
        let subkey = key.subkey(purpose: "benchmark", domain: "floor")
        let operations = cells.count * passes
        switch self {
        case .blocks(let count):
            return Self.encrypt(count * operations / 512, subkey, self, operations)
        case .keyedHash:
            let hash = KeyedHash(key: subkey)
            var digests: [UInt64] = []
            return .take(name, operations: operations, bytes: cells.bytes.count * passes) {
                for _ in 0..<passes { hash.leading64(of: cells, into: &digests) }
            }
        }
    }

    private static func encrypt(
        _ calls: Int, _ key: SubKey, _ floor: CryptographyFloor, _ operations: Int
    ) -> Measurement {
        let cipher = BlockCipher(key: key)
        var blocks = [UInt64](repeating: 1, count: 2 * 512)
        return .take(floor.name, operations: operations) {
            cipher.withLane { lane in
                unsafe blocks.withUnsafeMutableBytes { bytes in
                    guard let base = bytes.baseAddress else { return }
                    for _ in 0..<calls {
                        unsafe lane.encrypt(base, into: base, byteCount: bytes.count)
                    }
                }
            }
        }
    }
}
