package import Cryptography
package import Formats
package import Masking

/// `OUT.verify` on disk: what a mask run remembers for `verify`, readable by its owner alone.
package enum RecordFile {
    /// Writes the record, sealed with the key, whole or not at all, with mode 0600.
    package static func write(
        _ record: VerificationRecord, key: MaskingKey, to path: String
    ) throws(FormatError) {
        let output = try AtomicOutput(path: path, mode: 0o600)
        try SketchFile.encode(record, key: key) { piece throws(FormatError) in
            try output.writer.write(piece)
        }
        try output.commit()
    }

    /// Reads a record; throws a `FormatError` when the file can't be read and a
    /// `VerificationError` when it isn't one of this key's.
    package static func read(_ path: String, key: MaskingKey) throws -> VerificationRecord {
        let input = try InputFile(path: path)
        var bytes: [UInt8] = []
        while try input.read(upTo: 1 << 20, into: &bytes) {}
        return try SketchFile.decode(bytes, key: key, file: path)
    }
}
