/// What the server holds the rows of one table to, as far as masking could break it.
struct TableConstraints: Sendable, Equatable {
    /// One column as the table declares it.
    struct Column: Sendable, Equatable {
        var name: String
        /// `format_type` with every schema but the system's; a domain shows its own name.
        var type: String
        /// The same below all domains.
        var baseType: String
        /// The expression of a generated column.
        var expression: String?
        /// The columns that a generated column is computed from.
        var generatedFrom: [String]
        /// Functions, not the server's own, that the domain's checks or the expression call.
        var functions: [String]
        /// Distinct values by the server's statistics; negative ones are shares of the rows.
        var distinct: Double?
    }

    /// A constraint or index and what must hold of the rows.
    struct Rule: Sendable, Equatable {
        enum Kind: Sendable, Equatable {
            /// The condition must not be false.
            case check(String)
            /// No two rows have the same keys, NULLs aside.
            case unique(keys: [String])
            /// No two rows have keys of which each meets the other's by its operator.
            case exclusion(keys: [String], operators: [String])
        }

        var name: String
        var kind: Kind
        /// Every column it reads.
        var columns: [String]
        /// The columns whose values alone are the keys of a unique index; the columns of an
        /// expression stand for it, since the expression can't be unique where they aren't.
        var keyColumns: [String]
        /// The condition of a partial index.
        var predicate: String?
        /// Functions, not the server's own, that it calls.
        var functions: [String]
        /// False for a check that the table's own rows may break.
        var isValidated: Bool
    }

    /// A foreign key of the table.
    struct ForeignKey: Sendable, Equatable {
        var name: String
        var columns: [String]
        var schema: String
        var relation: String
        var references: [String]
    }

    var columns: [Column]
    var rules: [Rule]
    var foreignKeys: [ForeignKey]
    /// Rows by the server's statistics, all partitions together; negative before any ANALYZE.
    var rowEstimate: Double
    /// Blocks now, all partitions together.
    var pageCount: Int
}
