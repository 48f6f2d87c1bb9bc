/// A run of whole records as they stand in a file.
package struct InputChunk: Sendable {
    /// The bytes; records begin at `start`.
    package var bytes: [UInt8]
    /// Where the first record begins: past a byte order mark or a header, else 0.
    package var start: Int
    /// The 1-based line of the file on which the record at `start` begins.
    package var firstLine: Int
    /// From a `WindowCutter`: the number of the first row, from 0, and how many rows there are,
    /// which for the last chunk isn't known.
    package var firstRow = 0
    package var rowCount: Int?

    package init(bytes: [UInt8], start: Int = 0, firstLine: Int = 1) {
        self.bytes = bytes
        self.start = start
        self.firstLine = firstLine
    }

    /// The 1-based line of the file on which the byte at `offset` lies.
    package func line(at offset: Int) -> Int {
        firstLine + LineFeeds.count(in: bytes.span, from: start, to: offset)
    }
}

/// Counting line feeds, which is how places in files are named.
package enum LineFeeds {
    /// How many lie in `start..<end`.
    package static func count(in bytes: Span<UInt8>, from start: Int, to end: Int) -> Int {
        unsafe bytes.extracting(start..<end).withUnsafeBufferPointer { stretch in
            var (count, index) = (0, 0)
            while index < stretch.count {
                // Why: no more than the narrow counter can hold, whole vectors, and no check
                // between bytes, so that the compiler counts vectors of them.
                let end = min(index &+ 224, stretch.count)
                var narrow: UInt8 = 0
                while index < end {
                    // SAFETY: the index lies within the stretch.
                    narrow &+= unsafe stretch[index] == 0x0A ? 1 : 0
                    index &+= 1
                }
                count &+= Int(narrow)
            }
            return count
        }
    }
}
