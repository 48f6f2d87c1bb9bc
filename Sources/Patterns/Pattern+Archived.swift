package import Primitives

extension Pattern.Anchoring: ArchivedCase {}

extension Pattern.Source: Archived {
    package static var blank: Self { Self(text: "") }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&text)
        archive.pass(&anchoring)
        archive.pass(&ignoresCase)
        archive.pass(&groupCount)
    }
}

extension Archive {
    /// Moves a pattern; one that is read compiles when it is first asked.
    package mutating func pass(pattern: inout Pattern) {
        var source = pattern.source
        pass(&source)
        if isReading { pattern = Pattern(source) }
    }
}
