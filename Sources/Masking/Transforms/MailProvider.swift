/// What kind of provider a mail domain is of, as masked addresses may tell.
enum MailProvider: UInt8, CaseIterable {
    /// The domain's own, as far as anybody knows.
    case company
    case consumer, disposable, education, government

    /// The reserved domain (RFC 2606) that stands for it.
    var suffix: StaticString {
        switch self {
        case .company: ".example"
        case .consumer: ".mail.example"
        case .disposable: ".temp.example"
        case .education: ".edu.example"
        case .government: ".gov.example"
        }
    }

    /// Characters of the longest suffix.
    static let longestSuffix = allCases.map(\.suffix.utf8CodeUnitCount).max() ?? 0

    /// What `rawValue` was.
    init(_ number: UInt64) {
        self = MailProvider(rawValue: UInt8(truncatingIfNeeded: number)) ?? .company
    }
}

/// The providers that can't be told by a domain's ending: `mail-providers.txt` of the surrogates
/// folder.
struct MailProviders: Sendable {
    /// The file's name in the surrogates folder.
    static let fileName = "mail-providers.txt"
    private static let sections: [Substring: MailProvider] = [
        "[consumer]": .consumer, "[disposable]": .disposable,
    ]
    /// Labels before a country's two letters, or last ones.
    private static let endings: [(label: StaticString, provider: MailProvider)] = [
        ("edu", .education), ("ac", .education), ("school", .education), ("k12", .education),
        ("gov", .government), ("gouv", .government), ("gob", .government), ("gub", .government),
        ("govt", .government), ("mil", .government), ("gc", .government),
    ]

    /// Domains: mark 1 for consumers' providers, 2 for disposable addresses.
    private let domains: WordTable

    /// - Throws: a line before the first section, or an unknown one.
    init(_ text: String) throws(MaskingError) {
        var words: [(hash: UInt64, mark: UInt64)] = []
        var section: MailProvider?
        for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
            if line.hasPrefix("[") {
                section = Self.sections[line]
                guard section != nil else {
                    throw .badSurrogates(Self.fileName, "has an unknown section \(line)")
                }
                continue
            }
            guard let section else {
                throw .badSurrogates(Self.fileName, "has values before its first [section]")
            }
            for domain in line.split(whereSeparator: { $0 == "," || $0 == " " }) {
                words.append((WordTable.hash(Array(domain.utf8).span), UInt64(section.rawValue)))
            }
        }
        domains = WordTable(words)
    }

    /// By the domain or one that it lies below, then by its ending.
    func provider(of host: Span<UInt8>) -> MailProvider {
        var start = 0
        while start < host.count {
            let parent = host.extracting(start..<host.count)
            let mark = WordTable.foldedHash(parent).map(domains.marks) ?? 0
            if mark != 0 { return MailProvider(mark) }
            start = parent.nextLabel + start
        }
        return Self.ending(of: host)
    }

    private static func ending(of host: Span<UInt8>) -> MailProvider {
        var labels: (last: Range<Int>, second: Range<Int>) = (0..<0, 0..<0)
        var start = 0
        while start < host.count {
            let end = start + host.extracting(start..<host.count).labelCount
            labels = (start..<end, labels.last)
            start = end + 1
        }
        let isCountry = labels.last.count == 2
        let label = host.extracting(isCountry ? labels.second : labels.last)
        let found = endings.first { label.equalsFolded($0.label) }
        return found?.provider ?? .company
    }
}

extension Span<UInt8> {
    /// Bytes before the first full stop.
    fileprivate var labelCount: Int {
        var count = 0
        while count < self.count, self[count] != UInt8(ascii: ".") { count += 1 }
        return count
    }

    /// Where the label behind the first full stop begins; the end when there is none.
    fileprivate var nextLabel: Int { Swift.min(labelCount + 1, count) }
}
