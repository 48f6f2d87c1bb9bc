/// A word of a condition and where it begins.
struct ConditionToken: Equatable {
    enum Kind: Equatable {
        /// A bare name or keyword, in lower case.
        case word(String)
        /// A name in double quotes, or a path such as `$.user.country`.
        case name(String)
        case text(String)
        case number(String)
        /// `=`, `<>`, `(`, `)` or `,`.
        case symbol(String)
        case end
    }

    let kind: Kind
    let offset: Int

    /// Cuts a condition into words, an `end` behind them.
    static func list(_ text: String) throws(ConditionError) -> [ConditionToken] {
        let bytes = Array(text.utf8)
        var tokens: [ConditionToken] = []
        var index = 0
        while index < bytes.count {
            let start = index
            if bytes[index].isBlank {
                index += 1
                continue
            }
            tokens.append(
                ConditionToken(kind: try kind(bytes, &index), offset: start))
        }
        return tokens + [ConditionToken(kind: .end, offset: bytes.count)]
    }

    private static func kind(
        _ bytes: [UInt8], _ index: inout Int
    ) throws(ConditionError) -> Kind {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "'"): return .text(try quoted(bytes, &index))
        case UInt8(ascii: "\""): return .name(try quoted(bytes, &index))
        case UInt8(ascii: "="), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ","):
            index += 1
            return .symbol(String(UnicodeScalar(byte)))
        case UInt8(ascii: "<"), UInt8(ascii: "!"):
            let second = index + 1 < bytes.count ? bytes[index + 1] : 0
            guard second == (byte == UInt8(ascii: "<") ? UInt8(ascii: ">") : UInt8(ascii: "="))
            else { throw ConditionError(offset: index, problem: "only = and <> compare") }
            index += 2
            return .symbol("<>")
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return .number(take(bytes, &index) { $0.isDigit || $0 == 45 || $0 == 46 })
        case _ where byte.isLetter || byte == UInt8(ascii: "_") || byte >= 0x80:
            let word = take(bytes, &index) {
                $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 >= 0x80
            }
            return .word(word.lowercased())
        case UInt8(ascii: "$"):
            return .name(take(bytes, &index) { $0.isPathByte })
        default: throw ConditionError(offset: index, problem: "unexpected character")
        }
    }

    private static func take(
        _ bytes: [UInt8], _ index: inout Int, while belongs: (UInt8) -> Bool
    ) -> String {
        let start = index
        while index < bytes.count, belongs(bytes[index]) { index += 1 }
        return String(decoding: bytes[start..<index], as: UTF8.self)
    }

    /// What stands between quotes; a doubled quote is one of the text.
    private static func quoted(
        _ bytes: [UInt8], _ index: inout Int
    ) throws(ConditionError) -> String {
        let start = index
        let quote = bytes[index]
        var content: [UInt8] = []
        index += 1
        while index < bytes.count {
            if bytes[index] == quote {
                guard index + 1 < bytes.count, bytes[index + 1] == quote else {
                    index += 1
                    return String(decoding: content, as: UTF8.self)
                }
                index += 1
            }
            content.append(bytes[index])
            index += 1
        }
        throw ConditionError(offset: start, problem: "the quote isn't closed")
    }
}

extension UInt8 {
    /// What a JSON path is written with where no key has to be quoted.
    fileprivate var isPathByte: Bool {
        isLetter || isDigit || [36, 42, 46, 91, 93, 95].contains(self)
    }
}
