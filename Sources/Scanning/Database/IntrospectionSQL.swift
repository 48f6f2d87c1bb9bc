/// The catalog queries of `Introspection`, for PostgreSQL 13 to 18.
///
/// Every name is qualified, and every query limits itself to relations outside `pg_*` schemas and
/// `information_schema`; temporary tables of other sessions are left out. None takes a lock on a
/// relation (`pg_relation_size` and `pg_get_viewdef` would), so that one locked table can't hold up
/// the scan of the others.
enum IntrospectionSQL {
    private static let visible = """
        pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            AND c.relpersistence <> 't'
        """

    static let relations = """
        SELECT c.oid, n.nspname, c.relname, c.relkind, c.relispartition, c.reltuples, c.relpages,
            c.relhassubclass,
            (SELECT i.inhparent FROM pg_catalog.pg_inherits i
                WHERE i.inhrelid = c.oid ORDER BY i.inhseqno LIMIT 1),
            pg_catalog.pg_get_userbyid(c.relowner),
            (SELECT s.srvname FROM pg_catalog.pg_foreign_table t
                JOIN pg_catalog.pg_foreign_server s ON s.oid = t.ftserver WHERE t.ftrelid = c.oid)
        FROM \(visible)
        WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f')
        ORDER BY n.nspname, c.relname
        """

    static let columns = """
        SELECT a.attrelid, a.attnum, a.attname,
            pg_catalog.format_type(a.atttypid, a.atttypmod), a.atttypid, a.attnotnull,
            a.attidentity <> '', a.attgenerated <> '',
            pg_catalog.col_description(a.attrelid, a.attnum),
            pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT'),
            t.typcategory, t.typtype
        FROM \(visible)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
            AND NOT a.attisdropped
        JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        WHERE c.relkind IN ('r', 'p', 'm', 'v', 'f')
        ORDER BY a.attrelid, a.attnum
        """

    /// A row for each domain: its own name, what it stands on, and its checks.
    static let domains = """
        SELECT t.oid, t.typname, t.typbasetype, pg_catalog.format_type(t.typbasetype, t.typtypmod),
            b.typcategory,
            (SELECT pg_catalog.string_agg(pg_catalog.pg_get_constraintdef(k.oid), ' '
                    ORDER BY k.conname)
                FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c')
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
        WHERE t.typtype = 'd'
        """

    static let enums = """
        SELECT e.enumtypid, e.enumlabel FROM pg_catalog.pg_enum e
        ORDER BY e.enumtypid, e.enumsortorder
        """

    /// CHECK constraints that speak of exactly one column.
    static let checks = """
        SELECT k.conrelid, k.conkey[1], pg_catalog.pg_get_constraintdef(k.oid)
        FROM \(visible)
        JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid
        WHERE k.contype = 'c' AND pg_catalog.cardinality(k.conkey) = 1
        ORDER BY k.conrelid, k.conname
        """

    /// A row for each column that a generated column is computed from. `pg_get_expr` would say more
    /// and take a lock. Before PostgreSQL 15 the column depends, since then its default.
    static let generatedColumns = """
        SELECT d.adrelid, d.adnum, a.attname
        FROM \(visible)
        JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid
        JOIN pg_catalog.pg_attribute g ON g.attrelid = c.oid AND g.attnum = d.adnum
            AND g.attgenerated <> ''
        JOIN pg_catalog.pg_depend r ON r.refclassid = 'pg_catalog.pg_class'::regclass
            AND r.refobjid = c.oid AND r.refobjsubid > 0 AND r.refobjsubid <> d.adnum
            AND (r.classid = 'pg_catalog.pg_attrdef'::regclass AND r.objid = d.oid
                OR r.classid = 'pg_catalog.pg_class'::regclass AND r.objid = c.oid
                    AND r.objsubid = d.adnum)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = r.refobjsubid
        ORDER BY d.adrelid, d.adnum, a.attnum
        """

    /// A row for each column of each primary key and plain unique index.
    static let indexes = """
        SELECT i.indrelid, i.indexrelid, i.indisprimary, a.attname
        FROM \(visible)
        JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        CROSS JOIN LATERAL pg_catalog.unnest(i.indkey::int2[])
            WITH ORDINALITY AS key(attnum, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = key.attnum
        WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
            AND key.position <= i.indnkeyatts
        ORDER BY i.indrelid, x.relname, key.position
        """

    /// A row for each column, also in expressions, of each unique index that doesn't hold a plain
    /// key of all rows.
    static let partialIndexes = """
        SELECT i.indrelid, i.indexrelid, false, a.attname
        FROM \(visible)
        JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
        JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
        WHERE i.indisunique AND i.indisvalid AND (i.indpred IS NOT NULL OR i.indexprs IS NOT NULL)
            AND (a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
                OR i.indexprs IS NOT NULL AND EXISTS (SELECT FROM pg_catalog.pg_depend r
                    WHERE r.classid = 'pg_catalog.pg_class'::regclass AND r.objid = i.indexrelid
                        AND r.refclassid = 'pg_catalog.pg_class'::regclass
                        AND r.refobjid = c.oid AND r.refobjsubid = a.attnum))
        ORDER BY i.indrelid, x.relname, a.attnum
        """

    /// A row for each column of each foreign key.
    static let foreignKeys = """
        SELECT k.conrelid, k.oid, fn.nspname, fc.relname, a.attname, fa.attname
        FROM \(visible)
        JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
        JOIN pg_catalog.pg_class fc ON fc.oid = k.confrelid
        JOIN pg_catalog.pg_namespace fn ON fn.oid = fc.relnamespace
        CROSS JOIN LATERAL ROWS FROM (
            pg_catalog.unnest(k.conkey), pg_catalog.unnest(k.confkey)
        ) WITH ORDINALITY AS key(attnum, referenced, position)
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = key.attnum
        JOIN pg_catalog.pg_attribute fa ON fa.attrelid = fc.oid AND fa.attnum = key.referenced
        ORDER BY k.conrelid, k.conname, key.position
        """

    /// Blocks of the main fork now, of all leaves for a partitioned table; NULL once it is dropped.
    static func pageCount(of oid: UInt32, isPartitioned: Bool) -> String {
        let size =
            isPartitioned
            ? """
            (SELECT sum(pg_catalog.pg_relation_size(relid))
                FROM pg_catalog.pg_partition_tree(\(oid)) WHERE isleaf)
            """ : "pg_catalog.pg_relation_size(\(oid))"
        return "SELECT (\(size) / pg_catalog.current_setting('block_size')::int8)::int8"
    }
}
