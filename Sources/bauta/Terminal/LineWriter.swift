/// Writes one part behind the other into memory that its owner made large enough; the owner keeps
/// the memory as long as there is a writer.
@safe struct LineWriter {
    /// Digits of a number at most.
    static let longestNumber = 19

    // SAFETY: written between `count` and its end only, which is looked at before.
    private let memory: UnsafeMutableBufferPointer<UInt8>
    /// Bytes written.
    private(set) var count = 0

    init(_ memory: UnsafeMutableBufferPointer<UInt8>) { unsafe self.memory = memory }

    mutating func append(_ bytes: [UInt8]) {
        precondition(unsafe count + bytes.count <= memory.count)
        unsafe bytes.withUnsafeBytes {
            unsafe UnsafeMutableRawBufferPointer(memory)[count...].copyBytes(from: $0)
        }
        count += bytes.count
    }

    /// The digits of a number that isn't negative.
    mutating func append(_ number: Int) {
        var (length, bound) = (1, 10)
        while number >= bound, length < Self.longestNumber {
            length += 1
            bound &*= 10
        }
        precondition(unsafe number >= 0 && count + length <= memory.count)
        var (place, rest) = (count + length, number)
        while place > count {
            place -= 1
            unsafe memory[place] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        count += length
    }
}
