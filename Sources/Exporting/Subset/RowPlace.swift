/// Where a row version lies for as long as a snapshot that sees it is held: table, block, line.
///
/// PostgreSQL moves no row version that somebody can see but in a rewrite of the whole table,
/// which waits for the readers. So a place names a row of any table, with a key or without one,
/// in 8 bytes. Places order as their tables are laid out.
struct RowPlace: Hashable, Comparable, Sendable {
    private let bits: UInt64

    /// Tables and partitions that places can tell apart.
    static let leafLimit = 1 << 16

    /// - Parameter leaf: the number of the table or partition in its `SubsetSchema`.
    init(leaf: Int, block: UInt32, line: UInt16) {
        precondition(leaf < Self.leafLimit)
        bits = UInt64(leaf) << 48 | UInt64(block) << 16 | UInt64(line)
    }

    var leaf: Int { Int(bits >> 48) }

    static func < (left: RowPlace, right: RowPlace) -> Bool { left.bits < right.bits }

    /// Places of one leaf as an SQL array of `tid`.
    static func array(_ places: ArraySlice<RowPlace>) -> String {
        let texts = places.map { "\"(\(UInt32(truncatingIfNeeded: $0.bits >> 16)),\($0.line))\"" }
        return "'{" + texts.joined(separator: ",") + "}'::pg_catalog.tid[]"
    }

    private var line: UInt16 { UInt16(truncatingIfNeeded: bits) }

    /// Reads lines of COPY text: the table's OID, a tab, `(block,line)`.
    static func forEach(
        in chunk: [UInt8],
        _ body: (_ table: UInt32, _ block: UInt32, _ line: UInt16) throws -> Void
    ) rethrows {
        var table: UInt32 = 0
        var block: UInt32 = 0
        var number: UInt32 = 0
        for byte in chunk {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                number = number &* 10 &+ UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "\t"): (table, number) = (number, 0)
            case UInt8(ascii: ","): (block, number) = (number, 0)
            case UInt8(ascii: "\n"):
                try body(table, block, UInt16(truncatingIfNeeded: number))
                number = 0
            default: break
            }
        }
    }
}
