internal import Primitives

/// Of which values it is certain that a pattern takes them when a `WholeWalker` says that it may.
@usableFromInline package struct WholeCertainty: BitwiseCopyable, Sendable {
    /// Bytes of a value at most.
    @usableFromInline let most: Int32
    /// Classes of bytes that leave it in doubt.
    @usableFromInline let doubtful: UInt64

    /// Of no value.
    static let none = WholeCertainty(most: -1, doubtful: 0)

    private init(most: Int32, doubtful: UInt64) {
        self.most = most
        self.doubtful = doubtful
    }

    /// - Parameter network: the node is its last branch.
    init(_ reading: PatternParser.Reading, in network: AnchorNetwork) {
        guard !reading.isWidened, let length = network.certainLength(of: reading.node) else {
            self = .none
            return
        }
        self.init(
            // Values that are as long as the limit aren't walked to their end.
            most: Int32(clamping: min(length, AnchorRows.stepLimit - 1)),
            doubtful: reading.node.bytes.isDisjoint(from: .high)
                ? 0 : ByteClasses.classes(of: .high))
    }

    /// Whether it is certain of a value of so many bytes of these classes.
    @inlinable package func covers(count: Int, classes: UInt64) -> Bool {
        count <= Int(most) && classes & doubtful == 0
    }
}
