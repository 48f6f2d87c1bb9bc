internal import CLibCrypto

/// Memory for key material: libcrypto's secure heap, which is kept from the swap file and from core
/// dumps and has guard pages around it.
///
/// Where the system lets a process lock too little (`RLIMIT_MEMLOCK`), the heap is full or a block
/// is large, memory comes from the ordinary heap; it is zeroed in either case.
enum LockedMemory {
    /// Largest first: Linux lets a process lock 8 MiB as a rule and once allowed 64 KiB.
    private static let heapSizes = [256 << 10, 64 << 10, 32 << 10]
    private static let leastBlock = 32
    /// Larger ones come from the ordinary heap, since libcrypto's random generator fails when the
    /// locked one is full.
    private static let mostBlock = 4 << 10

    /// Whether the secure heap could be locked.
    static let isAvailable: Bool = heapSizes.contains { size in
        switch CRYPTO_secure_malloc_init(size, leastBlock) {
        case 1: return true
        case 2:
            CRYPTO_secure_malloc_done()
            return false
        default: return false
        }
    }

    /// `count` zeroed bytes, for `release` alone.
    static func allocate(_ count: Int) -> UnsafeMutableRawBufferPointer {
        _ = isAvailable
        let size = max(1, count)
        let locked = unsafe size <= mostBlock ? CRYPTO_secure_zalloc(size, nil, 0) : nil
        guard let memory = unsafe locked ?? CRYPTO_zalloc(size, nil, 0) else {
            preconditionFailure("no memory for a key")
        }
        return unsafe UnsafeMutableRawBufferPointer(start: memory, count: count)
    }

    /// Zeroes and frees what `allocate` gave.
    static func release(_ memory: UnsafeMutableRawBufferPointer) {
        unsafe CRYPTO_secure_clear_free(memory.baseAddress, max(1, memory.count), nil, 0)
    }

    /// Whether the memory lies in the locked heap.
    static func isLocked(_ memory: UnsafeMutableRawBufferPointer) -> Bool {
        unsafe isAvailable && CRYPTO_secure_allocated(memory.baseAddress) == 1
    }
}
