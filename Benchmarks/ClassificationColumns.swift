import Detection
import FoundationEssentials
import Primitives

/// What benchmark columns hold.
enum ColumnKind: String, CaseIterable {
    case id, email, phone, name, city, price, day, uuid, status, note, sku, epoch, flag, url
    case title, sentence

    func sample(rows: Int, seed: UInt64) -> ColumnSample {
        var context = ColumnSample.Context()
        context.table = "records"
        context.column = "field_\(rawValue.count)"
        return ColumnSample(
            context: context, cells: CellBatch(texts: texts(rows: rows, seed: seed)))
    }

    func texts(rows: Int, seed: UInt64) -> [String] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(rawValue.count)
        return (0..<rows).map { row in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return text(row: row, number: Int(state >> 33))
        }
    }

    private func text(row: Int, number: Int) -> String {
        let word = Self.words[number % Self.words.count]
        let other = Self.words[(number / 64) % Self.words.count]
        return switch self {
        case .id: String(row + 1)
        case .email: "\(word).\(other)\(number % 97)@example.org"
        case .phone: "+49 30 \(1_000_000 + number % 8_999_999)"
        case .name: "\(word.capitalized) \(other.capitalized)"
        case .city: word.capitalized
        case .price: "\(number % 900).\(10 + number % 89)"
        case .day: "20\(10 + number % 15)-0\(1 + number % 9)-1\(number % 9)"
        case .uuid: "3f2a6c1d-9b7e-4c5d-8a1f-\(100_000_000_000 + number)"
        case .status: ["open", "paid", "shipped"][number % 3]
        case .note: "\(word) asked \(other) to call back on \(number % 28) about order \(number)"
        case .sku: "SK-\(1_000 + number % 9_000)-\(word.prefix(2))"
        case .epoch: String(1_600_000_000 + number % 90_000_000)
        case .flag: number % 2 == 0 ? "true" : "false"
        case .url: "https://www.example.org/\(word)/\(other)?page=\(number % 50)"
        case .title: "\(word.capitalized) of the \(other) \(number % 12)"
        case .sentence: "The \(word) was late, so \(other) wrote to support again today."
        }
    }

    private static let words =
        ("anchor basil copper delta ember fable garnet harbor indigo juniper kernel lantern "
        + "meadow nectar oriole pepper quartz raven saffron timber umber velvet willow xenon "
        + "yonder zephyr").split(separator: " ").map(String.init)
}
