package import Catalog
internal import Primitives

/// How one relation is sampled: which rows, in which SQL, cut to how many characters a cell.
///
/// Pure: sizes in, SQL out. Small relations are read whole. Others give about `rowTarget` rows by
/// TABLESAMPLE with a percentage and no LIMIT, because a LIMIT would read the first pages, or the
/// first partition, only; views and foreign tables, read on request, have nothing better. A
/// percentage on a partitioned table takes from every leaf in proportion.
package struct SamplePlan: Sendable, Equatable {
    /// Bytes of one relation's sample that are kept in memory (design §6).
    package static let byteBudget = 8 << 20
    /// Characters of a cell, first attempt and then after the byte budget was exceeded.
    package static let cellLimits = [8192, 1024, 256]
    /// Up to 128 KiB a relation is read whole: cheaper than finding out how many rows it has.
    static let wholePageCount = 16
    /// Up to 8 MiB rows are drawn one by one, which clustering can't mislead; the scan of so few
    /// pages is not felt.
    static let bernoulliPageCount = 1024
    /// SYSTEM takes whole blocks: at least so many, or neighbours would stand for the table.
    static let systemPageFloor = 24
    /// The same where the statistics say that equal values lie together.
    static let clusteredPageFloor = 96

    package let method: CatalogSample.Method
    /// 0 to 100; `nil` when everything is read.
    package let percentage: Double?
    package let seed: Int
    /// Columns of the sample, in order: those the role may read.
    package let columns: [ColumnSchema]
    private let source: String

    private let pageCount: Int
    private let pageFloor: Int
    /// For a view or foreign table that is read at all: TABLESAMPLE can't draw from them.
    private let rowLimit: Int?

    /// - Parameters:
    ///   - pageCount: blocks the relation has now, all its partitions together.
    ///   - rowTarget: rows wanted; `nil` reads everything.
    ///   - isClustered: equal values lie in the same pages, so more pages are drawn.
    package init(
        _ relation: RelationSchema, pageCount: Int, rowTarget: Int?, seed: Int,
        isClustered: Bool = false
    ) {
        self.init(
            relation, pageCount, rowTarget, seed,
            pageFloor: isClustered ? Self.clusteredPageFloor : Self.systemPageFloor,
            rowsPerPage: relation.rowsPerPage ?? Self.usualRowsPerPage(relation))
    }

    private init(
        _ relation: RelationSchema, _ pageCount: Int, _ rowTarget: Int?, _ seed: Int,
        pageFloor: Int, rowsPerPage: Double
    ) {
        self.seed = seed
        self.pageCount = pageCount
        self.pageFloor = pageFloor
        columns = relation.columns.filter(\.isReadable)
        // Why: children of plain inheritance are relations of their own in the catalog.
        let only = relation.hasChildren && !relation.isPartitioned ? "ONLY " : ""
        source = only + Self.quoted(relation.schema) + "." + Self.quoted(relation.name)
        let pages = Double(pageCount)
        let rows = max(rowsPerPage, 0.01) * pages
        rowLimit = relation.kind == .view || relation.kind == .foreignTable ? rowTarget : nil
        guard let rowTarget, rowLimit == nil, pageCount > Self.wholePageCount,
            rows > Double(rowTarget) * 1.2
        else {
            method = rowLimit == nil ? .all : .first
            percentage = nil
            return
        }
        if pageCount <= Self.bernoulliPageCount {
            method = .bernoulli
            percentage = Self.rounded(100 * Double(rowTarget) / rows)
        } else {
            let wanted = max(Double(rowTarget) * pages / rows, Double(pageFloor))
            method = .system
            percentage = Self.rounded(100 * wanted / pages)
        }
    }

    /// A plan that reads more, when a sample gave far fewer rows than wanted because the statistics
    /// were wrong; `nil` when this plan's sample is what there is.
    package func widened(
        _ relation: RelationSchema, rowTarget: Int?, rowsRead: Int
    ) -> SamplePlan? {
        guard let rowTarget, let percentage, percentage < 100, rowsRead * 3 < rowTarget else {
            return nil
        }
        let rows = max(Double(rowsRead), 1) * 100 / percentage
        return SamplePlan(
            relation, pageCount, rowTarget, seed, pageFloor: pageFloor,
            rowsPerPage: rows / Double(pageCount))
    }

    /// A plan for about `rowTarget` rows of a relation too big for the byte budget even with the
    /// shortest cells.
    package func narrowed(_ relation: RelationSchema, rowTarget: Int) -> SamplePlan {
        let density = relation.rowsPerPage ?? Self.usualRowsPerPage(relation)
        return SamplePlan(
            relation, pageCount, max(rowTarget, 1), seed, pageFloor: Self.systemPageFloor,
            rowsPerPage: density)
    }

    /// The query, every column as text: `SELECT a::text, … FROM s.t TABLESAMPLE SYSTEM (1.5) …`.
    package func query(cellLimit: Int) -> String {
        let list = columns.map { Self.expression($0, cellLimit: cellLimit) }
        var sql = "SELECT \(list.joined(separator: ", ")) FROM \(source)"
        if let percentage {
            let name = method == .bernoulli ? "BERNOULLI" : "SYSTEM"
            sql += " TABLESAMPLE pg_catalog.\(name.lowercased()) (\(percentage))"
            sql += " REPEATABLE (\(seed))"
        }
        if let rowLimit { sql += " LIMIT \(rowLimit)" }
        return sql
    }

    /// Whether the server's statistics could say more than the sample: not where all is read.
    package static func asksStatistics(_ relation: RelationSchema, pageCount: Int) -> Bool {
        relation.kind != .view && pageCount > wholePageCount
    }

    /// How the catalog names the sample: a view that gave less than its limit was read whole.
    package func method(rowsRead: Int) -> CatalogSample.Method {
        method == .first && rowsRead < rowLimit ?? 0 ? .all : method
    }

    /// The settings every sampling transaction starts with (design §6).
    package static func opening(
        statementTimeoutSeconds: Int, lockTimeoutSeconds: Int
    ) -> String {
        """
        BEGIN READ ONLY;
        SET LOCAL search_path = pg_catalog;
        SET LOCAL row_security = off;
        SET LOCAL synchronize_seqscans = off;
        SET LOCAL max_parallel_workers_per_gather = 0;
        SET LOCAL DateStyle = 'ISO';
        SET LOCAL IntervalStyle = 'postgres';
        SET LOCAL TimeZone = 'UTC';
        SET LOCAL extra_float_digits = 1;
        SET LOCAL bytea_output = 'hex';
        SET LOCAL statement_timeout = '\(statementTimeoutSeconds)s';
        SET LOCAL lock_timeout = '\(lockTimeoutSeconds)s'
        """
    }

    private static func expression(_ column: ColumnSchema, cellLimit: Int) -> String {
        let name = quoted(column.name)
        return switch column.form {
        case .fixed: name + "::text"
        case .json where column.baseType.hasSuffix("[]"):
            // Why: as one document, so that its paths begin with $[].
            "pg_catalog.left(pg_catalog.to_jsonb(\(name))::text, \(cellLimit))"
        case .text, .json, .array: "pg_catalog.left(\(name)::text, \(cellLimit))"
        case .bytes: "pg_catalog.substr(\(name), 1, \(cellLimit / 2))::text"
        }
    }

    /// An identifier, always quoted: reserved words need it.
    private static func quoted(_ identifier: String) -> String {
        "\""
            + identifier.split(separator: "\"", omittingEmptySubsequences: false)
            .joined(separator: "\"\"") + "\""
    }

    /// Percent with six decimals, never 0 and never above 100.
    private static func rounded(_ percent: Double) -> Double {
        min(100, max(0.000001, percent.roundedTo(6)))
    }

    /// Rows in a block from the columns' usual widths, as the planner's `estimate_rel_size` guesses
    /// for a table never analysed.
    private static func usualRowsPerPage(_ relation: RelationSchema) -> Double {
        let widths = relation.columns.map { $0.form == .fixed ? 8.0 : 32.0 }
        return 8168 / (28 + widths.reduce(0, +))
    }
}
