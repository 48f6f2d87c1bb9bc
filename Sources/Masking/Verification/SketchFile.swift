package import Cryptography

/// The bytes of `OUT.verify`: what a mask run remembers, sealed with its key.
///
/// Layout: `bauta-verify-1\n`, the key's id in 16 hexadecimal digits, `\n`, a 16-byte tag, then the
/// encrypted columns, all numbers little-endian. The file is written with mode 0600; without the
/// key it shows nothing but its length.
package enum SketchFile {
    private static let magic = Array("bauta-verify-1\n".utf8)
    private static let keyIDLength = 16

    /// Hands the bytes over in pieces, a column each; the same record gives the same bytes.
    package static func encode<Failure: Error>(
        _ record: VerificationRecord, key: MaskingKey,
        to write: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let header = magic + Array(record.keyID.utf8) + [0x0A]
        let seal = SketchSeal(key: key)
        let tag = seal.tag { update in
            update(header)
            forEachPiece(of: record, update)
        }
        try write(header + SketchSeal.bytes(of: tag))
        var stream = seal.stream(from: tag)
        try forEachPiece(of: record) { piece throws(Failure) in
            var piece = piece
            stream.apply(to: &piece)
            try write(piece)
        }
    }

    /// The plain bytes behind the tag.
    private static func forEachPiece<Failure: Error>(
        of record: VerificationRecord, _ body: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        var writer = RecordWriter()
        writer.append(UInt8(record.hasOutput ? 1 : 0))
        writer.append(UInt32(record.columns.count))
        try body(writer.bytes)
        for column in record.columns {
            writer.removeAll()
            writer.append(column)
            try body(writer.bytes)
        }
    }

    /// - Parameter file: the name used in messages; nothing is opened.
    package static func decode(
        _ bytes: [UInt8], key: MaskingKey, file: String
    ) throws(VerificationError) -> VerificationRecord {
        let headerCount = magic.count + keyIDLength + 1
        guard bytes.starts(with: magic), bytes.count >= headerCount else {
            throw .notASketch(file: file)
        }
        let header = Array(bytes[..<headerCount])
        let keyID = String(decoding: header[magic.count..<(headerCount - 1)], as: UTF8.self)
        let isIdentifier = keyID.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
        }
        guard isIdentifier, header.last == 0x0A else { throw .notASketch(file: file) }
        guard keyID == key.id else {
            throw .otherKey(file: file, expected: key.id, found: keyID)
        }
        guard let plain = SketchSeal(key: key).open(bytes[headerCount...], header: header),
            let record = read(plain, keyID: keyID)
        else { throw .damaged(file: file) }
        return record
    }

    private static func read(_ plain: [UInt8], keyID: String) -> VerificationRecord? {
        var reader = RecordReader(plain)
        guard let flag = reader.next(UInt8.self), flag <= 1, let count = reader.next(UInt32.self)
        else { return nil }
        var columns: [ColumnRecord] = []
        for _ in 0..<count {
            guard let column = reader.nextColumn() else { return nil }
            columns.append(column)
        }
        guard reader.isAtEnd else { return nil }
        return VerificationRecord(keyID: keyID, hasOutput: flag == 1, columns: columns)
    }
}
