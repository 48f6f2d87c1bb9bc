/// A shell-like name pattern: `*` stands for any run of characters, `?` for one, case counts.
package struct GlobPattern: Sendable, Hashable {
    package let text: String
    private let pattern: [Character]

    package init(_ text: String) {
        self.text = text
        pattern = Array(text)
    }

    /// Whether the whole name fits. Linear in practice: only the last `*` is ever retried.
    package func matches(_ name: String) -> Bool {
        let name = Array(name)
        var place = 0
        var index = 0
        var star: (place: Int, index: Int)?
        while index < name.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, index)
                place += 1
            } else if place < pattern.count,
                pattern[place] == "?" || pattern[place] == name[index]
            {
                place += 1
                index += 1
            } else if let last = star {
                star = (last.place, last.index + 1)
                place = last.place + 1
                index = last.index + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
