/// Where tables begin, in memory and in archives.
enum FlatAlignment {
    /// Enough for any plain value, vectors of 32 bytes among them.
    static let bytes = 32
}

/// Plain values side by side, in memory of their own or where a file is mapped.
///
/// `Element` is a number or a struct of numbers without gaps: what lies in a gap is whatever the
/// memory held before, and would be written to files.
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
            byteCount: max(byteCount, 1), alignment: FlatAlignment.bytes)
        unsafe elements.withUnsafeBytes { unsafe copy.copyMemory(from: $0) }
        let shared = unsafe SharedBytes(owning: copy, count: byteCount)
        count = elements.count
        unsafe base = Self.pointer(into: shared, at: 0, count)
        bytes = shared
    }

    /// - Precondition: `count` elements lie at `offset`, a multiple of `FlatAlignment.bytes`.
    init(in shared: SharedBytes, at offset: Int, count: Int) {
        precondition(offset >= 0 && count >= 0 && offset % FlatAlignment.bytes == 0)
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

    @inlinable package var isEmpty: Bool { count == 0 }

    @inlinable package var indices: Range<Int> { 0..<count }

    /// Lends the elements, which live as long as the table.
    @unsafe package var unsafeBase: UnsafePointer<Element> { unsafe base }

    /// Appends the elements as they lie in memory.
    func append(to bytes: inout [UInt8]) {
        let byteCount = count * MemoryLayout<Element>.stride
        unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: base, count: byteCount))
    }
}

extension FlatTable: Archived {
    @usableFromInline package static var blank: FlatTable { FlatTable([]) }

    /// Moves every element at once; what is read stays where it lies.
    @usableFromInline package mutating func pass(through archive: inout Archive) {
        archive.pass(table: &self)
    }
}
