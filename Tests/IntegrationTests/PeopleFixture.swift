import TestSupport

/// A small CSV of invented people with its catalog, plan and key, made once for all fault tests.
final class PeopleFixture: Sendable {
    /// The folder's files: `people.csv`, `catalog.json`, `mask.toml`, `mask.key`.
    let folder: TestFolder

    private static let made = Result { try PeopleFixture() }

    static func shared() throws -> PeopleFixture { try made.get() }

    static let header = "id,full_name,email,phone,card_number,notes"

    /// Rows without the header; `number` makes each value its own.
    static func row(_ number: Int) -> String {
        let first = ["Anna", "Peter", "Laura", "Thomas", "Julia"][number % 5]
        let last = ["Fischer", "Baker", "Novak", "Larsen", "Garcia", "Walsh", "Young"][number % 7]
        let card = withLuhn("400012" + padded(number * 7919, 9))
        let phone = "+1 212 555 0" + String(100 + number % 100)
        return "\(number),\(first) \(last),\(first).\(last)\(number)@larkmail.co,\(phone),\(card),"
            + "\"Called, wants a refund\""
    }

    static func csv(rows: Int) -> String {
        header + "\n" + (1...rows).map { row($0) + "\n" }.joined()
    }

    private init() throws {
        folder = try TestFolder()
        try folder.write("people.csv", Self.csv(rows: 200))
        try prepare(["scan", "people.csv", "--catalog", "catalog.json"])
        try prepare(["plan", "init", "--catalog", "catalog.json", "--out", "mask.toml"])
        try prepare(["key", "new", "--out", "mask.key"])
    }

    private func prepare(_ arguments: [String]) throws {
        let outcome = try runBauta(arguments: arguments, workingFolder: folder.path)
        guard outcome.status == 0 else {
            throw TestSupportError("\(arguments[0]): exit \(outcome.status): \(outcome.errors)")
        }
    }

    /// `bauta mask SOURCE` with the fixture's catalog, plan and key; later options win.
    func maskArguments(_ source: String, plan: String? = nil, key: String? = nil) -> [String] {
        [
            "mask", source, "--catalog", folder.path("catalog.json"), "--plan",
            plan ?? folder.path("mask.toml"), "--key", key ?? "file:" + folder.path("mask.key"),
        ]
    }

    /// The digits with the one that satisfies Luhn behind them.
    static func withLuhn(_ digits: String) -> String {
        let sum = digits.reversed().enumerated().reduce(0) { sum, pair in
            let digit = pair.element.wholeNumberValue ?? 0
            let value = pair.offset.isMultiple(of: 2) ? digit * 2 : digit
            return sum + (value > 9 ? value - 9 : value)
        }
        return digits + String((10 - sum % 10) % 10)
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text.suffix(width)
    }
}
