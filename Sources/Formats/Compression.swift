/// A compressed file that is read as what it holds: told by its first bytes, never by its name.
package enum Compression: String, CaseIterable, Sendable {
    /// RFC 1952, members one after another.
    case gzip
    /// RFC 8878, frames one after another.
    case zstd

    /// The bytes every file of the kind begins with.
    var magic: [UInt8] {
        switch self {
        case .gzip: [0x1F, 0x8B]
        case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
        }
    }

    /// As many bytes as are needed to tell every kind.
    static let magicLength = 4

    private var ending: String {
        switch self {
        case .gzip: ".gz"
        case .zstd: ".zst"
        }
    }

    /// The kind of file that begins with `bytes`; `nil` for a plain one.
    static func recognised(in bytes: [UInt8]) -> Compression? {
        allCases.first { bytes.starts(with: $0.magic) }
    }

    /// The name of what a file holds: `chat.jsonl` for `chat.jsonl.zst`, others as they are.
    package static func plainName(_ name: String) -> String {
        for kind in allCases where name.lowercased().hasSuffix(kind.ending) {
            return String(name.dropLast(kind.ending.count))
        }
        return name
    }

    func decoder() throws(FormatError.Reason) -> any StreamDecoder {
        switch self {
        case .gzip: try GzipDecoder()
        case .zstd: try ZstdDecoder()
        }
    }
}

/// Turns a compressed stream into its content, block by block.
protocol StreamDecoder: AnyObject {
    /// Whether the stream may end here: nothing begun, everything given out.
    var isComplete: Bool { get }

    /// Consumes bytes of `source` and fills `target`; both counts are 0 when more input is needed.
    ///
    /// Throws `.damaged` when the stream breaks its format or its checksum.
    func decode(
        _ source: UnsafeBufferPointer<UInt8>, into target: UnsafeMutableBufferPointer<UInt8>
    ) throws(FormatError.Reason) -> (consumed: Int, produced: Int)
}
