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

    /// The classes of bytes that none of the sets tells apart, numbered by their first byte.
    init(_ sets: [ByteSet]) {
        for set in Set(sets) { split(by: set) }
        representatives = []
        for byte in 0...255 where Int(classes[byte]) == representatives.count {
            representatives.append(UInt8(byte))
        }
    }

    private mutating func split(by set: ByteSet) {
        // By the class so far, and whether a byte is in the set.
        var numbers = [UInt16](repeating: .max, count: 512)
        var count: UInt16 = 0
        for byte in 0...255 {
            let part = Int(classes[byte]) << 1 | (set.contains(UInt8(byte)) ? 1 : 0)
            if numbers[part] == .max {
                numbers[part] = count
                count += 1
            }
            classes[byte] = UInt8(numbers[part])
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
