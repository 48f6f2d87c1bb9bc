/// The collapsed shape of a value: digits → `9`, lower case → `a`, upper case → `A`, bytes above
/// 0x7F → `a`, everything else itself, runs of one class written once: `AB-1234` → `A-9`.
///
/// Two values of one shape differ in lengths and letters only, so a shape may be shown where a
/// value may not. Shapes longer than `limit` bytes end there.
package struct ValueShape: Sendable, Hashable {
    /// Longer ones are cut: they belong to free text, and the catalog shows no more of them.
    package static let limit = 48

    package let text: String

    package init(text: String) { self.text = text }

    package init(_ value: Span<UInt8>) {
        var bytes: [UInt8] = []
        Self.collapse(value) { bytes.append($0) }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// A hash of the collapsed shape (FNV-1a, 64 bits): the keep guard's test, without allocating.
    package static func hash(_ value: Span<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        collapse(value) { hash = (hash ^ UInt64($0)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    /// The hash that values of this shape have.
    package var hash: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }

    /// After a byte that is written however often it occurs: no shape has it.
    private static let noClass: UInt8 = 0xFF

    private static func collapse(_ value: Span<UInt8>, _ emit: (UInt8) -> Void) {
        var last = noClass
        var length = 0
        for index in value.indices {
            let byte = value[index]
            let shape: UInt8
            if byte &- 0x61 < 26 || byte >= 0x80 {
                shape = UInt8(ascii: "a")
            } else if byte &- 0x30 < 10 {
                shape = UInt8(ascii: "9")
            } else if byte &- 0x41 < 26 {
                shape = UInt8(ascii: "A")
            } else {
                last = noClass
                shape = byte
            }
            if shape == last { continue }
            last = shape
            length += 1
            if length > limit { return }
            emit(shape)
        }
    }
}
