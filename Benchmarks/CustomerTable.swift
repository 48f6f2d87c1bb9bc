import Primitives

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A seeded CSV of customers with 17 columns, planted personal data and free-text notes.
///
/// Names, streets and words are invented here; a pool is recombined so that rows don't repeat.
struct CustomerTable {
    static let header =
        "id,first_name,last_name,email,phone,street,city,state,zip,ssn,card_number,iban,"
        + "birth_date,last_ip,created_at,notes,balance\n"

    private var random: SeededGenerator
    private let given: [String]
    private let family: [String]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        let starts = ["Al", "Be", "Cor", "Da", "El", "Fi", "Gre", "Ha", "Is", "Jo", "Ka", "Li"]
        let ends = ["bert", "rina", "dan", "lia", "mon", "ta", "rick", "na", "sel", "vin"]
        given = starts.flatMap { start in ends.map { start + $0 } }
        family = starts.flatMap { start in ends.map { start + $0 + "sen" } }
    }

    /// Writes at least `bytes` bytes of whole records to `path`.
    mutating func write(to path: String, bytes: Int) throws {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { throw BenchmarkError("can't write \(path)") }
        defer { close(file) }
        var buffer = Array(Self.header.utf8)
        var written = 0
        var id = 1
        while written + buffer.count < bytes {
            append(row: id, to: &buffer)
            id += 1
            if buffer.count > 1 << 20 {
                written += try flush(&buffer, file)
            }
        }
        _ = try flush(&buffer, file)
    }

    private func flush(_ buffer: inout [UInt8], _ file: Int32) throws -> Int {
        var offset = 0
        while offset < buffer.count {
            let count = unsafe buffer.withUnsafeBytes { bytes in
                #if canImport(Glibc)
                    unsafe Glibc.write(file, bytes.baseAddress! + offset, bytes.count - offset)
                #else
                    unsafe Darwin.write(file, bytes.baseAddress! + offset, bytes.count - offset)
                #endif
            }
            guard count > 0 else { throw BenchmarkError("can't write the table") }
            offset += count
        }
        buffer.removeAll(keepingCapacity: true)
        return offset
    }

    private mutating func append(row id: Int, to buffer: inout [UInt8]) {
        let first = pick(given)
        let last = pick(family)
        let email = "\(first).\(last)\(random.below(1000))@mail\(random.below(40)).net".lowercased()
        let phone = "(\(digits(201, 989))) \(digits(200, 999))-\(padded(random.below(10000), 4))"
        let ssn =
            "\(padded(1 + random.below(665), 3))-\(padded(1 + random.below(99), 2))-"
            + padded(1 + random.below(9999), 4)
        let date =
            "\(digits(1940, 2006))-\(padded(1 + random.below(12), 2))-"
            + padded(1 + random.below(28), 2)
        let ip = (0..<4).map { _ in String(digits(1, 254)) }.joined(separator: ".")
        let row =
            "\(id),\(first),\(last),\(email),\(phone),\(digits(1, 999)) \(pick(family)) Street,"
            + "\(pick(family)) Falls,\(["CA", "TX", "NY", "WA"][random.below(4)]),"
            + "\(padded(random.below(100000), 5)),\(ssn),\(card()),\(iban()),\(date),\(ip),"
            + "2025-0\(digits(1, 9))-1\(random.below(10)) 0\(random.below(10)):15:00,"
            + "\(note(email)),\(digits(1, 99999)).\(padded(random.below(100), 2))\n"
        buffer.append(contentsOf: row.utf8)
    }

    /// Two in five notes name the customer's address; some are quoted.
    private mutating func note(_ email: String) -> String {
        let words = ["order", "arrived", "late", "but", "fine", "ask", "again", "about", "refund"]
        var text = (0..<12).map { _ in words[random.below(words.count)] }.joined(separator: " ")
        if random.below(5) < 2 { text += ". Please reach me at \(email)" }
        return random.below(4) == 0 ? "\"\(text), thanks\"" : text
    }

    private mutating func card() -> String {
        let body = "4" + (0..<14).map { _ in String(random.below(10)) }.joined()
        var sum = 0
        for (index, digit) in body.reversed().enumerated() {
            let value = digit.wholeNumberValue ?? 0
            let doubled = index % 2 == 0 ? value * 2 : value
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return body + String((10 - sum % 10) % 10)
    }

    private mutating func iban() -> String {
        let body = (0..<18).map { _ in String(random.below(10)) }.joined()
        var remainder = 0
        for digit in body + "131400" {
            remainder = (remainder * 10 + (digit.wholeNumberValue ?? 0)) % 97
        }
        return "DE" + padded(98 - remainder, 2) + body
    }

    private mutating func pick(_ pool: [String]) -> String { pool[random.below(pool.count)] }

    private mutating func digits(_ low: Int, _ high: Int) -> Int {
        low + random.below(high - low + 1)
    }

    private func padded(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
