/// Bytes that no state of a network tells apart, as classes.
struct BytePartition: Sendable {
    private(set) var classes = [UInt8](repeating: 0, count: 256)
    private(set) var representatives: [UInt8] = [0]

    /// The column of the end of the text.
    var endClass: Int { representatives.count }
    /// Columns of a row; even.
    var width: Int { (endClass + 2) & ~1 }

    init(_ network: AnchorNetwork) {
        var sets: Set<ByteSet> = []
        for case .byte(let set, _, _) in network.states { sets.insert(set) }
        for set in sets { split(by: set) }
        // The order of a set isn't repeatable: classes are numbered by their first byte.
        var numbers: [UInt8: UInt8] = [:]
        representatives = []
        for byte in 0...255 {
            let old = classes[byte]
            if numbers[old] == nil {
                numbers[old] = UInt8(representatives.count)
                representatives.append(UInt8(byte))
            }
            classes[byte] = numbers[old] ?? 0
        }
    }

    private mutating func split(by set: ByteSet) {
        var moved: [UInt8: UInt8] = [:]
        var kept: Set<UInt8> = []
        for byte in 0...255 where !set.contains(UInt8(byte)) { kept.insert(classes[byte]) }
        for byte in set.bytes {
            let old = classes[Int(byte)]
            guard kept.contains(old) else { continue }
            if moved[old] == nil {
                moved[old] = UInt8(representatives.count)
                representatives.append(byte)
            }
            classes[Int(byte)] = moved[old] ?? old
        }
    }
}
