/// Walks over the records of a chunk byte by byte, for places off the hot path.
///
/// It follows the rule of `RecordScan`, by which every line feed outside quotes ends a record.
enum CSVRecords {
    /// The 1-based line on which record `index` of the chunk starts.
    static func line(ofRecord index: Int, in chunk: InputChunk, delimiter: UInt8) -> Int {
        var remaining = index
        var start = chunk.start
        while remaining > 0 {
            start = end(ofRecordAt: start, in: chunk.bytes, delimiter: delimiter)
            remaining -= 1
        }
        return chunk.line(at: start)
    }

    /// Where the record that starts at `start` ends, past its line feed.
    static func end(ofRecordAt start: Int, in bytes: [UInt8], delimiter: UInt8) -> Int {
        var isQuoted = false
        var closedAt = -1
        for index in start..<max(bytes.count, start) {
            let byte = bytes[index]
            if byte == 0x22 {
                if isQuoted {
                    isQuoted = false
                    closedAt = index
                } else {
                    let before = index == start ? delimiter : bytes[index - 1]
                    isQuoted = before == delimiter || before == 0x0D || closedAt == index - 1
                }
            } else if byte == 0x0A && !isQuoted {
                return index + 1
            }
        }
        return bytes.count
    }
}
