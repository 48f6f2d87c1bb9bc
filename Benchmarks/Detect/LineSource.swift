/// Makes up text line by line.
protocol LineSource {
    /// The next line with its newline.
    mutating func line() -> String
}

extension LineSource {
    /// At least `bytes` bytes of whole lines.
    mutating func lines(bytes: Int) -> [UInt8] {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(bytes + 4_096)
        while buffer.count < bytes { buffer += Array(line().utf8) }
        return buffer
    }
}
