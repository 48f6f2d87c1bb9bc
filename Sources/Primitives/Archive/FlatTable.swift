/// Plain values side by side, in memory of their own or where a file is mapped.
@safe @usableFromInline package struct FlatTable<Element: BitwiseCopyable & Sendable>: Sendable {
    // SAFETY: `bytes` owns the memory, which holds `count` elements from `base` on and is never
    // written.
    @usableFromInline nonisolated(unsafe) let base: UnsafePointer<Element>
    @usableFromInline package let count: Int
    let bytes: SharedBytes

    /// A copy of the elements.
    package init(_ elements: [Element]) {
        let byteCount = elements.count * MemoryLayout<Element>.stride
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(byteCount, 1), alignment: 16)
        unsafe elements.withUnsafeBytes { unsafe copy.copyMemory(from: $0) }
        let shared = unsafe SharedBytes(owning: copy, count: byteCount)
        count = elements.count
        unsafe base = Self.pointer(into: shared, at: 0, count)
        bytes = shared
    }

    /// - Precondition: `count` elements lie at `offset`, a multiple of 16.
    init(in shared: SharedBytes, at offset: Int, count: Int) {
        precondition(offset >= 0 && count >= 0 && offset % 16 == 0)
        precondition((shared.count - offset) / MemoryLayout<Element>.stride >= count)
        self.count = count
        unsafe base = Self.pointer(into: shared, at: offset, count)
        bytes = shared
    }

    @unsafe private static func pointer(
        into shared: SharedBytes, at offset: Int, _ count: Int
    ) -> UnsafePointer<Element> {
        guard let start = unsafe shared.unsafeBytes.baseAddress else {
            preconditionFailure("shared bytes have an address")
        }
        return unsafe (start + offset).bindMemory(to: Element.self, capacity: count)
    }

    @inlinable package subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count)
        return unsafe base[index]
    }

    /// Appends the elements as they lie in memory.
    func append(to bytes: inout [UInt8]) {
        let byteCount = count * MemoryLayout<Element>.stride
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: base, count: byteCount))
    }
}
