import Primitives

/// Seeded JSON lines of support chats: invented sentences, one in sixteen with planted personal
/// data or a secret, one in twenty lines with escapes and letters beyond ASCII.
struct ChatText: LineSource {
    private var random: SeededGenerator
    /// How often each kind was planted.
    private(set) var planted: [String: Int] = [:]

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    mutating func line() -> String {
        let isForeign = random.below(20) == 0
        var messages = [#"{"role": "system", "content": "You are a helpful assistant."}"#]
        for _ in 0...random.below(4) {
            messages.append(#"{"role": "user", "content": "\#(text(4, isForeign))"}"#)
            messages.append(#"{"role": "assistant", "content": "\#(text(9, isForeign))"}"#)
        }
        return #"{"messages": ["# + messages.joined(separator: ", ") + "]}\n"
    }

    private mutating func text(_ sentences: Int, _ isForeign: Bool) -> String {
        (0...random.below(sentences)).map { _ in
            if isForeign, random.below(3) == 0 { return #"Gr\u00fc\u00dfe\naus Köln."# }
            return random.below(16) == 0 ? plant() : sentence()
        }.joined(separator: " ")
    }

    private static let words =
        ("the order about customer would people number first product again because through "
        + "service between school never become important write support during money without "
        + "might report until morning change answer follow public program question account "
        + "local under window several believe across hold together behind reason policy").split(
            separator: " "
        ).map(String.init)

    private mutating func sentence() -> String {
        let words = (0..<8 + random.below(8)).map { _ in
            Self.words[random.below(Self.words.count)]
        }
        return words.joined(separator: " ").capitalizedFirst + "."
    }

    private mutating func plant() -> String {
        switch random.below(7) {
        case 0:
            let address = "\(word()).\(word())@\(word()).net"
            return note("contact.email", "Please reach me at \(address).")
        case 1: return note("contact.phone", "Call (\(digits(2, "2"))5) 555-\(digits(4)) today.")
        case 2: return note("gov.us.ssn", "SSN on file is 219-\(digits(2, "1"))-\(digits(4, "4")).")
        case 3: return note("fin.card.pan", "Card \(card()) was declined.")
        case 4:
            let address = "93.184.\(random.below(250)).\(random.below(250))"
            return note("net.ipv4", "Login from \(address).")
        case 5:
            return note("contact.address.street", "Ship to \(random.below(900) + 9) Oak Street.")
        default: return note("secret.github.pat", "token=ghp_\(letters(36)) expired.")
        }
    }

    private mutating func note(_ label: String, _ text: String) -> String {
        planted[label, default: 0] += 1
        return text
    }

    private mutating func word() -> String { Self.words[random.below(Self.words.count)] }

    private mutating func digits(_ count: Int, _ first: String = "") -> String {
        first + (first.count..<count).map { _ in String(random.below(10)) }.joined()
    }

    private mutating func letters(_ count: Int) -> String {
        let all = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<count).map { _ in all[random.below(all.count)] })
    }

    private mutating func card() -> String {
        let body = "4" + digits(14)
        let sum = body.reversed().enumerated().reduce(0) { sum, digit in
            let value = (digit.element.wholeNumberValue ?? 0) * (digit.offset % 2 == 0 ? 2 : 1)
            return sum + (value > 9 ? value - 9 : value)
        }
        return body + String((10 - sum % 10) % 10)
    }
}

extension String {
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
