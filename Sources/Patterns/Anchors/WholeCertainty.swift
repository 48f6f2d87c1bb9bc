internal import Primitives

/// Of which values it is certain that a branch of a pattern takes them when a `WholeWalker` says
/// that it may.
@usableFromInline package struct WholeCertainty: BitwiseCopyable, Sendable, Hashable {
    /// Bytes of a value at most.
    @usableFromInline package let most: Int32
    /// Classes of bytes that leave it in doubt.
    @usableFromInline package let doubtful: UInt64

    /// Of no value.
    static let none = WholeCertainty(most: -1, doubtful: 0)
    /// Of every value that is walked to its end.
    static let always = WholeCertainty(most: Int32(WholeWalker.stepLimit - 1), doubtful: 0)

    private init(most: Int32, doubtful: UInt64) {
        self.most = most
        self.doubtful = doubtful
    }

    init(_ alternative: PatternParser.Alternative, in network: AnchorNetwork) {
        guard !alternative.isWidened, let certainty = network.certainty(of: alternative.node)
        else {
            self = .none
            return
        }
        var doubtful = certainty.doubtful
        if !alternative.node.bytes.isDisjoint(from: .high) { doubtful |= .high }
        self.init(
            // Values that are as long as the limit aren't walked to their end.
            most: Int32(clamping: min(certainty.length, WholeWalker.stepLimit - 1)),
            doubtful: ByteClasses.classes(of: doubtful))
    }

    /// Of the values that both are certain of.
    func narrowed(to other: WholeCertainty) -> WholeCertainty {
        WholeCertainty(most: min(most, other.most), doubtful: doubtful | other.doubtful)
    }

    /// Less the values with bytes of these classes.
    func doubting(_ classes: UInt64) -> WholeCertainty {
        WholeCertainty(most: most, doubtful: doubtful | classes)
    }

    /// Whether it is certain of a value of so many bytes of these classes.
    @inlinable package func covers(count: Int, classes: UInt64) -> Bool {
        count <= Int(most) && classes & doubtful == 0
    }
}
