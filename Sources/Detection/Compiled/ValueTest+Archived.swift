internal import Patterns
package import Primitives

extension ValueTest: Archived {
    package static var blank: ValueTest {
        ValueTest(whole: .blank, search: nil, share: .blank, probability: 0)
    }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(pattern: &whole)
        var isSearched = search != nil || archive.isDescribing
        archive.pass(&isSearched)
        if isSearched {
            var pattern = search ?? .blank
            archive.pass(pattern: &pattern)
            search = pattern
        }
        archive.pass(&mode)
        archive.pass(&literals)
        archive.pass(&ignoresCase)
        archive.pass(&minimumDigits)
        archive.pass(&capture)
        archive.pass(&normalisations)
        archive.pass(&validators)
        archive.pass(&randomness)
        archive.pass(&share)
        archive.pass(&probability)
        archive.pass(&context)
    }
}

extension ValueTest.Mode: ArchivedCase {}
extension ValueTest.Context: ArchivedCase {}
extension ValueTest.Normalisation: ArchivedCase {}
extension Validator: ArchivedCase {}

extension DictionaryTest: Archived {
    package static var blank: DictionaryTest {
        DictionaryTest(file: "", words: .empty, share: .blank)
    }

    /// The words themselves are bound to the file's name afterwards.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&file)
        archive.pass(&match)
        archive.pass(&share)
    }
}

extension DictionaryTest.Match: ArchivedCase {}

extension StatisticTest: Archived {
    package static var blank: StatisticTest { StatisticTest(measure: .distinct, range: 0...0) }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&measure)
        archive.pass(&range)
        archive.pass(&share)
        archive.pass(&inside)
        archive.pass(&outside)
    }
}

extension StatisticTest.Measure: ArchivedCase {}

extension Suppression: Archived {
    package static var blank: Suppression { Suppression() }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&values)
        archive.pass(&patterns)
        archive.pass(&columns)
    }
}

extension CompiledPattern: Archived {
    package static var blank: CompiledPattern { CompiledPattern(pattern: .blank) }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        var pattern = pattern
        archive.pass(pattern: &pattern)
        self = CompiledPattern(pattern: pattern)
    }
}

extension Suppression.Column: Archived {
    package static var blank: Suppression.Column { Self(column: "", reason: "") }

    /// Moves every part.
    package mutating func pass(through archive: inout Archive) {
        archive.pass(&column)
        archive.pass(&reason)
        archive.pass(&expires)
    }
}
