/// The letters that the names of all columns of a table begin with, as old systems put an
/// abbreviation of the table before each: `CSNM`, `CSPH`, `CSZP`.
///
/// They say nothing of a column, and hide what the rest says.
enum SharedInitials {
    private static let lengths = 2...4
    /// Fewer columns may begin alike by accident.
    private static let leastColumns = 5
    /// Names of six letters are the most that RPG, whose tables are named so, used to allow.
    private static let longestName = 6

    /// How many bytes of `name` they are; 0 when the columns aren't named so.
    static func count(of name: String, among others: [String]) -> Int {
        guard others.count + 1 >= leastColumns, isCode(name) else { return 0 }
        var count = letters(of: name)
        for other in others {
            count = min(count, common(name, other))
            guard count >= lengths.lowerBound, isCode(other), other.utf8.count > count else {
                return 0
            }
        }
        return count
    }

    /// Letters at the beginning, one at least left over.
    private static func letters(of name: String) -> Int {
        let letters = name.utf8.prefix { $0 & 0xDF >= 0x41 }.count
        return min(letters, name.utf8.count - 1, lengths.upperBound)
    }

    private static func common(_ name: String, _ other: String) -> Int {
        zip(name.utf8, other.utf8).prefix { $0 == $1 }.count
    }

    /// Letters of one case and digits, written together.
    private static func isCode(_ name: String) -> Bool {
        guard name.utf8.count <= longestName else { return false }
        var (hasUpper, hasLower) = (false, false)
        for byte in name.utf8 {
            switch byte {
            case 0x41...0x5A: hasUpper = true
            case 0x61...0x7A: hasLower = true
            case 0x30...0x39: break
            default: return false
            }
        }
        return hasUpper != hasLower
    }
}
