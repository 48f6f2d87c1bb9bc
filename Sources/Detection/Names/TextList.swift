internal import Primitives

/// Texts side by side, in a form that a mapped file can hold.
struct TextList: Sendable {
    private var bytes: FlatTable<UInt8>
    private var ends: FlatTable<UInt32>

    init(_ texts: [String] = []) {
        var bytes: [UInt8] = []
        ends = FlatTable(
            texts.map { text in
                bytes += text.utf8
                return UInt32(bytes.count)
            })
        self.bytes = FlatTable(bytes)
    }

    var count: Int { ends.count }

    subscript(text: Int) -> String {
        withBytes(of: text) { bytes in
            unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        }
    }

    /// The first of some texts in order that doesn't come before `bytes`, or their end.
    func firstPlace(of bytes: Span<UInt8>, in range: Range<Int>) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if withBytes(of: middle, { Self.isLess($0, bytes) }) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private static func isLess(_ bytes: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        for index in 0..<min(bytes.count, other.count) where bytes[index] != other[index] {
            return bytes[index] < other[index]
        }
        return bytes.count < other.count
    }

    /// Lends the bytes of a text.
    func withBytes<Result>(of text: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        let start = text == 0 ? 0 : Int(ends[text - 1])
        let end = Int(ends[text])
        precondition(start <= end && end <= bytes.count)
        // SAFETY: the bounds were checked, and the table lives during the call.
        let memory = unsafe UnsafeBufferPointer(start: bytes.unsafeBase + start, count: end - start)
        return body(unsafe memory.span)
    }
}

extension TextList: Archived {
    static var blank: TextList { TextList() }

    /// Moves every part.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&bytes)
        archive.pass(&ends)
    }
}
