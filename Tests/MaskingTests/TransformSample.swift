import Masking
import Primitives
import Testing

/// Values that a transform takes, ten thousand or more of them, for properties that all share.
struct TransformSample: Sendable {
    var transform: MaskTransform
    var type = "text"
    /// The n-th value; distinct for distinct n below 20,000.
    var value: @Sendable (Int) -> String

    var name: String { transform.name }

    /// Every transform that rewrites a whole cell from the cell alone and has a domain above
    /// 10,000.
    static let wide: [TransformSample] = [
        TransformSample(transform: .hash(length: 64)) { "value \($0)" },
        TransformSample(transform: .email(.reserved)) { "user\($0)@mail\($0 % 50).org" },
        TransformSample(transform: .email(.kept)) { "user\($0)@mail\($0 % 50).org" },
        TransformSample(transform: .username) { "user_\($0)" },
        TransformSample(transform: .url) { "https://site\($0 % 9).org/page/\($0)" },
        TransformSample(transform: .name(part: .full, unique: true)) {
            words($0) + " " + words($0 / 7)
        },
        TransformSample(transform: .token) { "value \($0)" },
        TransformSample(transform: .digits) { "\(10_000_000 + $0)" },
        TransformSample(transform: .alphanumeric) { "AB-\(100_000 + $0)" },
        TransformSample(transform: .card(.bin6)) { "411111\(1_000_000_000 + $0 * 37)" },
        TransformSample(transform: .card(.brand)) { "411111\(1_000_000_000 + $0 * 37)" },
        TransformSample(transform: .ssn) { "123-\(10 + $0 / 9000)-\(1000 + $0 % 9000)" },
        TransformSample(transform: .phone()) { "+1 415 \(200 + $0 / 9000) \(1000 + $0 % 9000)" },
        TransformSample(transform: .ip) { "17.\($0 % 250).\($0 / 250).9" },
        TransformSample(transform: .mac()) {
            "00:1b:44:\(10 + $0 / 8100):\(10 + $0 / 90 % 90):\(10 + $0 % 90)"
        },
        TransformSample(transform: .uuid) { "550e8400-e29b-41d4-a716-4466554\(40_000 + $0)" },
        TransformSample(transform: .permute) { "\(70_000 + $0)" },
        TransformSample(transform: .iban) { "DE44500105175407\(100_000 + $0)" },
        TransformSample(transform: .plate(country: .unitedStates)) { "K\(10_000 + $0)R" },
    ]

    /// Those whose domain is small or whose output follows from the shape.
    static let narrow: [TransformSample] = [
        TransformSample(transform: .name(part: .full, unique: false)) { words($0) + " Smith" },
        TransformSample(transform: .name(part: .first, unique: false)) { words($0) },
        TransformSample(transform: .name(part: .last, unique: false)) { words($0) },
        TransformSample(transform: .street()) { "\($0) Somewhere Street" },
        TransformSample(transform: .city()) { words($0) },
        TransformSample(transform: .dateTruncate(to: .month)) { "20\(10 + $0 % 90)-05-17" },
        TransformSample(transform: .secret) { "sk_live_\(words($0))\($0)" },
        TransformSample(transform: .text) { "write to user\($0)@mail.org" },
        TransformSample(transform: .redact) { "value \($0)" },
        TransformSample(transform: .null) { "value \($0)" },
        TransformSample(transform: .constant("x")) { "value \($0)" },
    ]

    static let all = wide + narrow

    /// A word of letters for a number, capitalised.
    static func words(_ number: Int) -> String {
        let letters = Array("bcdfghjklm")
        return "Q" + String([1, 10, 100, 1000, 10_000].map { letters[number / $0 % 10] })
    }

    var column: PlannedColumn { MaskFixture.column(transform, type: type) }

    func values(_ count: Int) -> [String] { (0..<count).map(value) }
}

extension TransformSample: CustomTestStringConvertible {
    var testDescription: String { "\(transform)" }
}
