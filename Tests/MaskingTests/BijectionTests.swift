import Cryptography
import Detection
import Masking
import Primitives
import Testing

/// One-to-one means that no two values meet and that each comes back: shown on every value of small
/// domains, and on all values of a form with parts held fixed where a domain is larger.
@Suite struct BijectionTests {
    @Test func `every one-to-one transform has a case`() {
        let promised = TransformCase.all.map(\.transform).filter { transform in
            // Why: keeping has nothing to prove, and rows, not values, change places in a shuffle.
            transform.isReversible && transform.name != "keep"
        }
        #expect(Set(BijectionCase.all.map(\.transform.name)) == Set(promised.map(\.name)))
        let unproven = TransformCase.all.map(\.transform).filter { transform in
            transform.promise == .bijective && !transform.isReversible
        }
        #expect(unproven.map(\.name) == ["shuffle"])
    }

    @Test(arguments: BijectionCase.all)
    func `no two values meet, each comes back and validity stays`(
        _ one: BijectionCase
    ) throws {
        let values = one.values
        #expect(Set(values).count == values.count)
        let sample = TransformCase(transform: one.transform, type: one.type) { values[$0] }
        let masked = try sample.maskAsOneEntity(values)
        #expect(Set(masked).count == values.count)
        if one.isWhole { #expect(Set(masked) == Set(values)) }
        #expect(try sample.maskAsOneEntity(masked, .unmask(KeyRing(MaskFixture.key))) == values)
        guard let isValid = one.isValid else { return }
        for (before, after) in zip(values, masked) {
            #expect(isValid(before) == isValid(after ?? ""), "\(before)")
        }
    }
}

extension TransformCase {
    /// All rows with one key, so that dates of all rows move alike.
    func maskAsOneEntity(
        _ values: [String?], _ direction: MaskDirection = .mask
    ) throws -> [String?] {
        let keys = [String?](repeating: "7", count: values.count)
        return try MaskFixture.mask(masker(direction), [values, keys]).texts[0]
    }
}

extension BijectionCase {
    /// The judgement of the engine's validators and of the country codes' own.
    var isValid: ((String) -> Bool)? {
        switch transform {
        case .identifier(let scheme):
            scheme.validator.map { validator in { TransformCase.isValid($0, validator) } }
        case .card: { TransformCase.isValid($0.replacing(" ", with: ""), .luhn) }
        case .iban: { TransformCase.isValid($0, .iban) }
        case .postal(let country, _): { CountryCodeText.isValid($0, country) }
        case .plate(let country): { CountryCodeText.isValid($0, country) }
        default: nil
        }
    }
}
