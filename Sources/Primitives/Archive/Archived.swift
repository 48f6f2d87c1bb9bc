/// What an `Archive` can move; `pass` names every part once, for writing and reading.
@usableFromInline package protocol Archived {
    /// Stands in until the value has been read.
    static var blank: Self { get }

    mutating func pass(through archive: inout Archive)
}

extension FixedWidthInteger where Self: Archived {
    @inlinable package static var blank: Self { 0 }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        var bits = UInt64(truncatingIfNeeded: self)
        archive.pass(bits: &bits, byteCount: Self.bitWidth / 8, kind: UInt8(Self.bitWidth / 8))
        if archive.isReading { self = Self(truncatingIfNeeded: bits) }
    }
}

extension UInt8: Archived {}
extension UInt16: Archived {}
extension UInt32: Archived {}
extension UInt64: Archived {}
extension Int32: Archived {}
extension Int: Archived {}

extension Double: Archived {
    @inlinable package static var blank: Double { 0 }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        var bits = bitPattern
        archive.pass(bits: &bits, byteCount: 8, kind: UInt8(ascii: "d"))
        if archive.isReading { self = Double(bitPattern: bits) }
    }
}

extension Bool: Archived {
    @inlinable package static var blank: Bool { false }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        var bits: UInt64 = self ? 1 : 0
        archive.pass(bits: &bits, byteCount: 1, kind: UInt8(ascii: "b"))
        if bits > 1 { archive.refuse() }
        if archive.isReading { self = bits == 1 }
    }
}

extension String: Archived {
    @inlinable package static var blank: String { "" }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        archive.pass(text: &self)
    }
}

extension Optional: Archived where Wrapped: Archived {
    @inlinable package static var blank: Wrapped? { nil }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        var isThere = self != nil || archive.isDescribing
        archive.pass(&isThere)
        guard isThere else { return self = nil }
        var value: Wrapped = self ?? Wrapped.blank
        archive.pass(&value)
        self = value
    }
}

extension Array: Archived where Element: Archived {
    @inlinable package static var blank: [Element] { [] }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        archive.pass(elements: &self) { archive, element in archive.pass(&element) }
    }
}

extension Dictionary: Archived where Key: Archived, Value: Archived {
    @inlinable package static var blank: [Key: Value] { [:] }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        var keys = archive.isReading ? [] : self.keys.sorted { "\($0)" < "\($1)" }
        archive.pass(elements: &keys) { archive, key in
            archive.pass(&key)
            var value: Value = archive.isReading ? Value.blank : self[key] ?? Value.blank
            archive.pass(&value)
            if archive.isReading { self[key] = value }
        }
    }
}

extension Set: Archived where Element: Archived {
    @inlinable package static var blank: Set<Element> { [] }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        var elements = archive.isReading ? [] : sorted { "\($0)" < "\($1)" }
        archive.pass(&elements)
        if archive.isReading { self = Set(elements) }
    }
}

extension ClosedRange: Archived where Bound: Archived {
    @inlinable package static var blank: ClosedRange<Bound> { Bound.blank...Bound.blank }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        var (low, high) = (lowerBound, upperBound)
        archive.pass(&low)
        archive.pass(&high)
        guard low <= high else { return archive.refuse() }
        self = low...high
    }
}

/// One of a few named cases, moved as its place among them.
@usableFromInline
package protocol ArchivedCase: Archived, CaseIterable, Equatable where AllCases == [Self] {}

extension ArchivedCase {
    @inlinable package static var blank: Self { allCases[0] }

    /// Moves every part.
    @inlinable package mutating func pass(through archive: inout Archive) {
        var place = UInt8(archive.isReading ? 0 : Self.allCases.firstIndex(of: self) ?? 0)
        archive.pass(&place)
        archive.pass(mark: UInt8(truncatingIfNeeded: Self.allCases.count))
        guard Int(place) < Self.allCases.count else { return archive.refuse() }
        if archive.isReading { self = Self.allCases[Int(place)] }
    }
}
