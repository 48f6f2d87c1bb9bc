/// Numbers that are the same for the same seed on every machine: SplitMix64 (Steele, Lea, Flood,
/// "Fast splittable pseudorandom number generators", 2014).
///
/// Never a source of keys: whoever knows one number knows them all.
@usableFromInline package struct SeededGenerator: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    @inlinable package init(seed: UInt64) { state = seed }

    /// Seeded by the FNV-1a hash of a text.
    package init(_ text: String) {
        state = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    }

    @inlinable package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// A number from 0 up to `bound`, which is small: the bias of the remainder doesn't matter.
    @inlinable package mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    /// The generator's finaliser: a bijection that spreads every bit over all of them.
    @inlinable package static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
