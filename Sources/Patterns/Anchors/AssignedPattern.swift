/// A pattern whose matches hold none of the bytes that part a value from the name it is given to:
/// so a match that begins where such a value begins can't be hidden by one that began before.
package struct AssignedPattern: Sendable {
    /// Blanks, quotes and operators, as the vector pass knows them.
    private static let parting = ByteSet(" \t\"'`\\=:>|?(,")

    let node: PatternNode

    /// - Returns: `nil` for other patterns.
    package init?(_ pattern: Pattern) {
        let source = pattern.source
        guard let node = try? PatternParser.parse(source.text, ignoresCase: source.ignoresCase),
            node.bytes.isDisjoint(from: Self.parting), node.length.least > 0
        else { return nil }
        self.node = node
    }
}
