internal import Primitives

/// Bytes that no state of a network tells apart, as classes.
struct BytePartition: Sendable {
    private(set) var classes = [UInt8](repeating: 0, count: 256)
    private(set) var representatives: [UInt8] = [0]

    /// The column of the end of the text.
    var endClass: Int { representatives.count }
    /// Columns of a row; even.
    var width: Int { (endClass + 2) & ~1 }

    init(_ states: AnchorStates) { self.init(states.byteSets) }

    /// The classes of bytes that none of the sets tells apart.
    init(_ sets: [ByteSet]) {
        for set in sets { split(by: set) }
        // Classes are numbered by their first byte.
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

extension BytePartition: Archived {
    static var blank: BytePartition { BytePartition([]) }

    /// Moves every part; C reads the classes as columns without looking whether they are any.
    mutating func pass(through archive: inout Archive) {
        archive.pass(&classes)
        archive.pass(&representatives)
        let columns = representatives.count
        guard classes.count == 256, classes.allSatisfy({ Int($0) < columns }) else {
            self = .blank
            return archive.refuse()
        }
    }
}
