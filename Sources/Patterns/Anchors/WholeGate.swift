internal import Primitives

/// What a value must be like for a pattern to take it as a whole, told from its length and the
/// classes of its bytes alone.
@usableFromInline package struct WholeGate: BitwiseCopyable, Sendable {
    /// Bytes of a value.
    @usableFromInline let least: Int32
    @usableFromInline let most: Int32
    /// Classes whose bytes may occur, and those of which one must.
    @usableFromInline let allowed: UInt64
    @usableFromInline let required: UInt64

    /// Lets everything through.
    static let open = WholeGate(least: 0, most: .max, allowed: .max, required: 0)

    private init(least: Int32, most: Int32, allowed: UInt64, required: UInt64) {
        self.least = least
        self.most = most
        self.allowed = allowed
        self.required = required
    }

    init(_ node: PatternNode) {
        let length = node.length
        self.init(
            least: Int32(clamping: length.least), most: Int32(clamping: length.most ?? .max),
            allowed: ByteClasses.classes(of: node.bytes), required: Self.required(node))
    }

    /// Whether a value of so many bytes of these classes may be taken.
    @inlinable package func admits(count: Int, classes: UInt64) -> Bool {
        count >= Int(least) && count <= Int(most) && classes & ~allowed == 0
            && required & ~classes == 0
    }

    private static func required(_ node: PatternNode) -> UInt64 {
        switch node {
        case .character(let set, isWide: false):
            let classes = ByteClasses.classes(of: set)
            return classes.nonzeroBitCount == 1 ? classes : 0
        case .sequence(let nodes): return nodes.reduce(0) { $0 | required($1) }
        case .choice(let nodes):
            return nodes.isEmpty ? 0 : nodes.reduce(.max) { $0 & required($1) }
        case .repeated(let inner, let least, _): return least > 0 ? required(inner) : 0
        case .character, .before, .after, .boundary, .unknown: return 0
        }
    }
}
