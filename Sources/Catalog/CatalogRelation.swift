package import Primitives

/// One table, partition, view or file and its columns.
package struct CatalogRelation: Codable, Equatable, Sendable {
    /// What sort of relation it is.
    package enum Kind: String, Codable, Sendable {
        case table, partitioned, partition, view, materializedView = "materialized-view"
        case foreignTable = "foreign-table"
        case csv, jsonl
    }

    package var source: String
    /// `file` for files.
    package var schema: String
    package var name: String
    package var kind: Kind
    /// `nil` when nothing was read (a view, an unread relation).
    package var sample: CatalogSample?
    /// Why the relation couldn't be read, as `42501 permission denied`; every column is unread.
    package var unread: String?
    package var keys: CatalogKeys?
    package var columns: [CatalogColumn]

    package init(
        source: String, schema: String, name: String, kind: Kind, sample: CatalogSample? = nil,
        unread: String? = nil, keys: CatalogKeys? = nil, columns: [CatalogColumn]
    ) {
        self.source = source
        self.schema = schema
        self.name = name
        self.kind = kind
        self.sample = sample
        self.unread = unread
        self.keys = keys
        self.columns = columns
    }

    /// Columns by attribute number, a column before its paths, paths by name.
    package mutating func sortColumns() {
        columns.sort {
            ($0.attnum, $0.name, $0.path ?? "") < ($1.attnum, $1.name, $1.path ?? "")
        }
    }

    /// How the column, or path, is named everywhere.
    package func reference(to column: CatalogColumn) -> ColumnReference {
        ColumnReference(
            schema: schema, relation: name, column: kind == .jsonl ? "" : column.name,
            path: column.path)
    }

    /// The column or path; `nil` when the relation doesn't have it.
    package func column(named name: String, path: String? = nil) -> CatalogColumn? {
        columns.first { $0.name == name && $0.path == path }
    }
}

/// How a relation was sampled and what the sample could have missed.
package struct CatalogSample: Codable, Equatable, Sendable {
    /// How rows were chosen.
    package enum Method: String, Codable, Sendable {
        /// The whole relation.
        case all
        /// `TABLESAMPLE SYSTEM` or `BERNOULLI` with a percentage.
        case system, bernoulli
        /// The rows a view or foreign table gave first; it has no pages to draw from.
        case first
        /// No row: values of the server's statistics, of a relation that couldn't be read in time.
        case statistics
        /// Rows spread over a file.
        case spread
        /// Labels taken over from the columns a view shows.
        case inherited
    }

    package var method: Method
    /// Rows really read.
    package var rows: Int
    package var seed: Int
    /// The smallest prevalence that `rows` rows show with 95 % certainty: 1 − 0.05^(1/rows).
    package var detectablePrevalence: Double

    package init(method: Method, rows: Int, seed: Int) {
        self.method = method
        self.rows = rows
        self.seed = seed
        detectablePrevalence = Self.detectablePrevalence(rows: rows, whole: method == .all)
    }

    /// See `detectablePrevalence`; 0 when the whole relation was read.
    package static func detectablePrevalence(rows: Int, whole: Bool) -> Double {
        if whole { return 0 }
        return rows == 0 ? 1 : min(1, 3.0 / Double(rows)).roundedTo(4)
    }
}

/// Keys of a relation, column names in key order.
package struct CatalogKeys: Codable, Equatable, Sendable {
    /// A foreign key: `columns` reference `references` of another relation.
    package struct Foreign: Codable, Equatable, Sendable {
        package var columns: [String]
        package var schema: String
        package var relation: String
        package var references: [String]

        package init(columns: [String], schema: String, relation: String, references: [String]) {
            self.columns = columns
            self.schema = schema
            self.relation = relation
            self.references = references
        }
    }

    package var primary: [String]?
    /// Unique indexes besides the primary key.
    package var unique: [[String]]
    /// Columns of unique indexes over some rows or over expressions; left out without any.
    package var partlyUnique: [[String]]?
    package var foreign: [Foreign]

    package init(
        primary: [String]?, unique: [[String]], partlyUnique: [[String]]? = nil,
        foreign: [Foreign]
    ) {
        self.primary = primary
        self.unique = unique
        self.partlyUnique = partlyUnique
        self.foreign = foreign
    }
}

extension Double {
    /// Rounded half away from zero to `digits` decimals, so that it prints with at most as many.
    package func roundedTo(_ digits: Int) -> Double {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}
