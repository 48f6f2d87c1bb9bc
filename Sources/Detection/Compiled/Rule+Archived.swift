package import Primitives

extension Rule: Archived {
    package static var blank: Rule { Rule(id: "", title: "", kind: .data, prior: 0) }

    /// Moves everything but the tests, which only `rules check` and `rules explain` need.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&id)
        archive.pass(&title)
        archive.pass(&kind)
        archive.pass(&category)
        archive.pass(&sensitivity)
        archive.pass(&quasiIdentifier)
        archive.pass(&regulations)
        archive.pass(&jurisdictions)
        archive.pass(&references)
        archive.pass(&specialises)
        archive.pass(&file)
        archive.pass(&prior)
        archive.pass(&types)
        archive.pass(&typeWeights)
        archive.pass(&length)
        archive.pass(&shapes)
        archive.pass(&values)
        archive.pass(&dictionaries)
        archive.pass(&names)
        archive.pass(&statistics)
        archive.pass(&sets)
        archive.pass(&constraints)
        archive.pass(&suppression)
        archive.pass(&transform)
        archive.pass(&domain)
    }
}

extension Rule.Kind: ArchivedCase {}
extension TypeClass: ArchivedCase {}

extension TypeClassSet: Archived {
    package static var blank: TypeClassSet { [] }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        var bits = rawValue
        archive.pass(&bits)
        self = TypeClassSet(rawValue: bits)
    }
}

extension ValueShape: Archived {
    package static var blank: ValueShape { ValueShape(text: "") }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        var text = text
        archive.pass(&text)
        self = ValueShape(text: text)
    }
}

extension NameWeights: Archived {
    package static var blank: NameWeights { NameWeights() }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&phrases)
        archive.pass(&negative)
        archive.pass(&tables)
        archive.pass(&siblings)
        archive.pass(&issuers)
        archive.pass(&absent)
    }
}
