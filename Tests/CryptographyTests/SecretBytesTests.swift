#if canImport(Glibc)
    import Cryptography
    import Glibc
    import Testing

    /// What becomes of key material, seen from outside: through the kernel's view of this process.
    @Suite struct SecretBytesTests {
        /// Bytes that no other place of the process holds.
        private static func pattern(_ index: Int) -> UInt8 {
            UInt8(truncatingIfNeeded: (index &* 0x9E37 &+ 0x79B9) >> 5) | 1
        }

        /// What lies at an address, whatever it belongs to now; empty where nothing is mapped.
        private static func memory(at address: UInt, count: Int) throws -> [UInt8] {
            let descriptor = unsafe open("/proc/self/mem", O_RDONLY)
            try #require(descriptor >= 0)
            defer { close(descriptor) }
            var bytes = [UInt8](repeating: 0, count: count)
            let read = unsafe bytes.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress, count, off_t(address))
            }
            return Array(bytes.prefix(max(0, read)))
        }

        /// Makes a secret, hands over where it lies and how its bytes look there, and lets it go.
        private static func address(ofSecretOf count: Int) throws -> (UInt, isSeen: Bool) {
            let secret = SecretBytes(count: count) { bytes in
                for index in 0..<count { bytes[index] = pattern(index) }
            }
            let address = secret.withSpan { bytes in
                unsafe bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
            }
            let seen = try memory(at: address, count: count)
            return (address, seen == (0..<count).map(pattern))
        }

        /// 32 bytes lie in the locked heap, 200,000 in the ordinary one.
        @Test(arguments: [32, 200_000])
        func `nothing is left of a secret that its last owner let go`(count: Int) throws {
            // Why: the C library maps the first large block by itself and unmaps it again,
            // but keeps those that follow.
            _ = try Self.address(ofSecretOf: 300_000)
            let (address, isSeen) = try Self.address(ofSecretOf: count)
            // Why: a look that can't see the secret alive proves nothing afterwards.
            #expect(isSeen)
            let left = try Self.memory(at: address, count: count)
            // Why: others may hold the memory by now, and a byte can be the same by chance.
            let same = left.indices.count { left[$0] == Self.pattern($0) }
            #expect(same < 8 || same < count / 20, "\(same) of \(count) bytes are still there")
        }
    }
#endif
