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
        firstLine + LineFeeds.count(in: bytes, from: start, to: offset)
    }
}

/// Counting line feeds, which is how places in files are named.
enum LineFeeds {
    static func count(in bytes: [UInt8], from start: Int, to end: Int) -> Int {
        var count = 0
        var block = start
        while block < end {
            // A block of 255 can't overflow the narrow counter, which lets the compiler vectorise.
            let blockEnd = min(block + 255, end)
            var narrow: UInt8 = 0
            for index in block..<blockEnd { narrow &+= bytes[index] == 0x0A ? 1 : 0 }
            count += Int(narrow)
            block = blockEnd
        }
        return count
    }
}
