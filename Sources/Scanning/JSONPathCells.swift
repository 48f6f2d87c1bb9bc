internal import Detection
internal import Primitives
internal import Structure

/// Splits JSON documents into a column of cells for each leaf path.
///
/// An object with more than 64 distinct keys, or whose keys are themselves recognised as data, is a
/// map: its members share the path `*`. Documents cut short are judged on the paths read.
struct JSONPathCells {
    /// The leaves of one path over all documents.
    struct Path: Sendable {
        /// `$.user.email`, `$.tags[]`, `$.scores.*`.
        var text: String
        /// What most leaves are: `string`, `number` or `boolean`.
        var kind: String
        /// Strings decoded, null as NULL.
        var cells: CellBatch
        /// The key of the first step; empty when the document isn't an object.
        var topKey: String
    }

    /// Keys above which an object is a map (design §7).
    static let keyLimit = 64
    /// Each round turns the objects found to be maps into `*`, outer ones first.
    private static let roundLimit = 16

    private let documents: CellBatch
    private let judge: ColumnJudge
    private var maps: [String] = []

    /// Paths in the order of their text.
    static func split(_ documents: CellBatch, judge: @escaping ColumnJudge) -> [Path] {
        var cells = JSONPathCells(documents: documents, judge: judge)
        var rounds = 0
        while rounds < roundLimit, cells.findMaps() { rounds += 1 }
        return cells.collect()
    }

    private init(documents: CellBatch, judge: @escaping ColumnJudge) {
        self.documents = documents
        self.judge = judge
    }

    /// A table that knows the maps found so far.
    private func table() -> JSONPathTable {
        var table = JSONPathTable()
        for map in maps { _ = table.insert(map) }
        return table
    }

    /// Walks every document; broken and cut ones as far as they go.
    private func walk(
        _ table: inout JSONPathTable, _ body: (JSONLeaf, Span<UInt8>) -> Void
    ) {
        var walker = JSONWalker()
        var leaves: [JSONLeaf] = []
        for index in 0..<documents.count where !documents.isNull(index) {
            documents.withCell(index) { document in
                _ = try? walker.walk(document, paths: &table, into: &leaves)
                for leaf in leaves { body(leaf, document) }
            }
        }
    }

    /// Adds the topmost objects that turn out to be maps; false when there are none.
    private mutating func findMaps() -> Bool {
        var table = table()
        walk(&table) { _, _ in }
        var keys: [Int: CellBatch] = [:]
        for index in 0..<table.count {
            let path = JSONPathID(index: index)
            let key = table.key(path)
            if index != 0, !key.isEmpty {
                keys[table.parent(path).index, default: CellBatch()].append(key)
            }
        }
        let found = keys.keys.sorted().filter { index in
            let path = JSONPathID(index: index)
            return table.keyCount(path) > Self.keyLimit || areData(keys[index] ?? CellBatch())
        }.map { table.text(JSONPathID(index: $0)) }
        let outermost = found.filter { path in
            !found.contains { $0 != path && Self.lies(path, below: $0) }
        }
        let new = outermost.map { $0 + ".*" }.filter { !maps.contains($0) }
        maps += new
        return !new.isEmpty
    }

    private static func lies(_ path: String, below other: String) -> Bool {
        path.hasPrefix(other) && [".", "["].contains(path.dropFirst(other.count).first)
    }

    /// Whether keys are values rather than names: e-mail addresses, numbers, identifiers.
    private func areData(_ keys: CellBatch) -> Bool {
        var context = ColumnSample.Context()
        context.type = "text"
        let verdicts = judge([ColumnSample(context: context, cells: keys, ignoresNames: true)])
        if let verdict = verdicts.first, verdict.status == .decided, verdict.sensitivity > .low {
            return true
        }
        var odd = 0
        for index in 0..<keys.count { keys.withCell(index) { odd += Self.isName($0) ? 0 : 1 } }
        return odd * 2 > keys.count
    }

    /// A field's name has a letter, no `@` and at most three digits.
    private static func isName(_ key: Span<UInt8>) -> Bool {
        var digits = 0
        var hasLetter = false
        for index in 0..<key.count {
            switch key[index] {
            case 0x30...0x39: digits += 1
            case 0x40: return false
            case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: hasLetter = true
            default: break
            }
        }
        return hasLetter && digits <= 3
    }

    fileprivate struct Gathering {
        var cells = CellBatch()
        var counts: [JSONLeaf.Kind: Int] = [:]
    }

    private func collect() -> [Path] {
        var table = table()
        var gatherings: [Int: Gathering] = [:]
        walk(&table) { leaf, document in
            // Why: under `*` the keys are leaves too; they count for the map, not for its members.
            if leaf.kind == .key { return }
            gatherings[leaf.path.index, default: Gathering()].take(leaf, document)
        }
        return gatherings.sorted { $0.key < $1.key }.map { index, gathering in
            var top = JSONPathID(index: index)
            while top.index != 0, table.parent(top).index != 0 { top = table.parent(top) }
            let text = table.text(JSONPathID(index: index))
            return Path(
                text: text, kind: gathering.kind, cells: gathering.cells,
                topKey: table.isMember(top) ? "*" : String(decoding: table.key(top), as: UTF8.self))
        }.sorted { $0.text < $1.text }
    }
}

extension JSONPathCells.Gathering {
    fileprivate mutating func take(_ leaf: JSONLeaf, _ document: Span<UInt8>) {
        counts[leaf.kind, default: 0] += 1
        let content = document.extracting(leaf.content)
        if leaf.kind == .null {
            cells.appendNull()
        } else if leaf.hasEscapes {
            cells.appendCell { JSONText.decode(content, into: &$0) }
        } else {
            cells.append(content)
        }
    }

    /// The commonest kind but null; strings win ties.
    fileprivate var kind: String {
        let strings = counts[.string] ?? 0
        let numbers = counts[.number] ?? 0
        let booleans = counts[.boolean] ?? 0
        if numbers > strings && numbers >= booleans { return "number" }
        return booleans > strings ? "boolean" : "string"
    }
}
