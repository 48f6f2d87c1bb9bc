/// The catalog queries of `SubsetSchema`, for PostgreSQL 13 to 18; they need the search path to
/// be `pg_catalog`. Lists come as JSON.
enum SubsetSchemaSQL {
    /// Position asked for, OID, kind, then OID, schema, name, kind and row estimate of each leaf;
    /// `$1` and `$2` are schemas and names.
    static let tables = """
        SELECT a.position - 1, c.oid, c.relkind, l.oid, ln.nspname, l.relname, l.relkind,
            l.reltuples
        FROM ROWS FROM (unnest($1::text[]), unnest($2::text[]))
            WITH ORDINALITY AS a(schema, name, position)
        JOIN pg_namespace n ON n.nspname = a.schema
        JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = a.name
            AND c.relkind IN ('r', 'p')
        LEFT JOIN LATERAL (
            SELECT c.oid WHERE c.relkind = 'r'
            UNION ALL SELECT t.relid FROM pg_partition_tree(c.oid) t
                WHERE c.relkind = 'p' AND t.isleaf) AS p(oid) ON true
        LEFT JOIN pg_class l ON l.oid = p.oid AND l.relkind <> 'p'
        LEFT JOIN pg_namespace ln ON ln.oid = l.relnamespace
        ORDER BY a.position, ln.nspname, l.relname
        """

    /// OID and columns of one key a table: the primary one, else the first unique one by name
    /// that has no NULLs; `$1` are tables.
    static let keys = """
        SELECT DISTINCT ON (i.indrelid) i.indrelid, array_to_json(ARRAY(SELECT a.attname
            FROM unnest((i.indkey::int2[])[0:i.indnkeyatts - 1]) WITH ORDINALITY AS u(n, position)
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.n
            ORDER BY u.position))
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = ANY ($1::oid[]) AND i.indisunique AND i.indisvalid
            AND i.indpred IS NULL AND i.indexprs IS NULL
            AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = i.indrelid
                AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])
                AND NOT a.attnotnull)
        ORDER BY i.indrelid, i.indisprimary DESC, x.relname
        """

    /// What `PERIOD` asks of the last columns: not equality but ranges that together cover the
    /// child's, and so every parent whose range meets it. Servers before 18 know no such keys.
    private static let isPeriod = """
        coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false)
                    AND e.position = cardinality(k.conpfeqop)
        """

    /// Name and operators of each foreign key of the tables `$1` and their partitions, then for
    /// child and parent: schema, name, whether partitioned, columns, OID of the topmost table,
    /// OIDs of the leaves.
    static let foreignKeys = """
        SELECT k.conname,
            array_to_json(ARRAY(SELECT CASE WHEN \(isPeriod)
                    THEN 'OPERATOR(pg_catalog.&&)'
                    ELSE format('OPERATOR(%I.%s)', n.nspname, o.oprname) END
                FROM unnest(k.conpfeqop) WITH ORDINALITY AS e(op, position)
                JOIN pg_operator o ON o.oid = e.op JOIN pg_namespace n ON n.oid = o.oprnamespace
                ORDER BY e.position)),
            \(end("c", "cn", "conkey")), \(end("p", "pn", "confkey"))
        FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
        JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
        WHERE k.contype = 'f' AND k.conparentid = 0 AND \(top("c")) = ANY ($1::oid[])
        ORDER BY cn.nspname, c.relname, k.conname
        """

    private static func top(_ relation: String) -> String {
        "coalesce(pg_partition_root(\(relation).oid)::oid, \(relation).oid)"
    }

    private static func end(_ relation: String, _ schema: String, _ columns: String) -> String {
        """
        \(schema).nspname, \(relation).relname, \(relation).relkind = 'p',
            array_to_json(ARRAY(SELECT a.attname
                FROM unnest(k.\(columns)) WITH ORDINALITY AS u(n, position)
                JOIN pg_attribute a ON a.attrelid = \(relation).oid AND a.attnum = u.n
                ORDER BY u.position)),
            \(top(relation)),
            array_to_json(ARRAY(SELECT \(relation).oid::text WHERE \(relation).relkind = 'r'
                UNION ALL SELECT t.relid::oid::text FROM pg_partition_tree(\(relation).oid) t
                    WHERE \(relation).relkind = 'p' AND t.isleaf))
        """
    }
}
