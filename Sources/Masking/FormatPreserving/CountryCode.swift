/// A kind of code that every country writes in a few shapes of its own, by ISO 3166 code.
package protocol CountryCode: RawRepresentable<String>, CaseIterable, Sendable {
    /// What the keys of its permutations are for.
    static var purpose: String { get }

    /// Whether codes are written so: letters and digits without separators, `A` and `9` by place.
    func hasShape(_ shape: [UInt8]) -> Bool

    /// Leading letters that name the town and stay.
    func keptLetters(_ shape: [UInt8]) -> Int

    /// Whether a code of one of the shapes can be in use; letters count from 0.
    func isValid(_ numerals: ArraySlice<UInt8>, _ shape: [UInt8]) -> Bool
}
