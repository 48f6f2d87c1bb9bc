#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Finds where records end, resuming as bytes are appended.
///
/// For CSV it hops between quotes with `memchr`. A quote opens at the start of the bytes, after
/// a delimiter or a line end, or right after the quote that closed (`""` closes and opens again);
/// inside quotes the next quote closes. What else STRICT libcsv refuses may be cut anywhere.
struct RecordScan {
    static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private let delimiter: UInt8?
    private var position = 0
    private var isQuoted = false
    private var closedAt = -1
    /// Where the last stretch outside quotes began, and the last record end known before it.
    private var stretches: [Range<Int>] = []
    private var stretchStart = 0
    private var isFileStart = true

    init(rule: RecordCutter.Rule) {
        switch rule {
        case .csv(let delimiter): self.delimiter = delimiter
        case .lines: delimiter = nil
        }
    }

    /// Forgets everything: the next bytes are new and begin with a record.
    mutating func restart(at start: Int) {
        position = start
        isQuoted = false
        closedAt = -1
        stretches.removeAll(keepingCapacity: true)
        stretchStart = start
        isFileStart = false
    }

    /// The end of the last whole record in `bytes`, which may only have grown since the last call.
    mutating func lastRecordEnd(in bytes: [UInt8]) -> Int? {
        if delimiter != nil { followQuotes(in: bytes) }
        position = bytes.count
        if !isQuoted, let end = Self.lineEnd(in: bytes, stretchStart..<bytes.count) { return end }
        for stretch in stretches.reversed() {
            if let end = Self.lineEnd(in: bytes, stretch) { return end }
        }
        return nil
    }

    private mutating func followQuotes(in bytes: [UInt8]) {
        while let quote = Self.firstQuote(in: bytes, from: position) {
            if isQuoted {
                isQuoted = false
                closedAt = quote
                stretchStart = quote + 1
            } else if opens(quote, in: bytes) {
                isQuoted = true
                if stretchStart < quote { stretches.append(stretchStart..<quote) }
            }
            position = quote + 1
        }
    }

    private func opens(_ quote: Int, in bytes: [UInt8]) -> Bool {
        if quote == 0 || quote == closedAt + 1 { return true }
        let before = bytes[quote - 1]
        if before == delimiter || before == 0x0A || before == 0x0D { return true }
        return isFileStart && quote == 3 && bytes.starts(with: Self.byteOrderMark)
    }

    private static func firstQuote(in bytes: [UInt8], from start: Int) -> Int? {
        unsafe bytes.withUnsafeBytes { all in
            guard start < all.count, let base = all.baseAddress,
                let found = unsafe memchr(base + start, 0x22, all.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    private static func lineEnd(in bytes: [UInt8], _ range: Range<Int>) -> Int? {
        var index = range.upperBound
        while index > range.lowerBound {
            index -= 1
            if bytes[index] == 0x0A { return index + 1 }
        }
        return nil
    }
}
