/// The catalog queries of `ConstraintReader`, for PostgreSQL 13 to 18; `$1` is the table's OID.
///
/// They run with `search_path = pg_catalog`, so that expressions come with their schemas. Lists
/// come as JSON.
enum ConstraintSQL {
    /// OID, row estimate and blocks of a table, its partitions included.
    static let table = """
        SELECT c.oid,
            CASE WHEN c.relkind = 'p' THEN (SELECT sum(greatest(l.reltuples, 0))
                FROM pg_partition_tree(c.oid) p JOIN pg_class l ON l.oid = p.relid
                WHERE p.isleaf) ELSE c.reltuples END,
            (CASE WHEN c.relkind = 'p' THEN (SELECT sum(pg_relation_size(p.relid))
                FROM pg_partition_tree(c.oid) p WHERE p.isleaf) ELSE pg_relation_size(c.oid) END
                / current_setting('block_size')::int8)::int8
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p')
        """

    /// Name, type, type below domains, expression, what it is generated from, functions, distinct
    /// values.
    static let columns = """
        WITH RECURSIVE stack(attnum, type, modifier) AS (
            SELECT attnum, atttypid, atttypmod FROM pg_attribute
            WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped
            UNION ALL
            SELECT s.attnum, t.typbasetype, t.typtypmod
            FROM stack s JOIN pg_type t ON t.oid = s.type AND t.typtype = 'd'
        )
        SELECT a.attname, format_type(a.atttypid, a.atttypmod),
            (SELECT format_type(s.type, s.modifier) FROM stack s JOIN pg_type t ON t.oid = s.type
                WHERE s.attnum = a.attnum AND t.typtype <> 'd'),
            CASE WHEN a.attgenerated <> '' THEN pg_get_expr(d.adbin, d.adrelid) END,
            array_to_json(ARRAY(SELECT DISTINCT f.attname FROM pg_depend r
                JOIN pg_attribute f ON f.attrelid = $1 AND f.attnum = r.refobjsubid
                WHERE a.attgenerated <> '' AND r.refclassid = 'pg_class'::regclass
                    AND r.refobjid = $1 AND r.refobjsubid > 0 AND r.refobjsubid <> a.attnum
                    AND (r.classid = 'pg_attrdef'::regclass AND r.objid = d.oid
                        OR r.classid = 'pg_class'::regclass AND r.objid = $1
                            AND r.objsubid = a.attnum) ORDER BY 1)),
            array_to_json(ARRAY(\(functions("""
                (r.classid = 'pg_attrdef'::regclass AND r.objid = d.oid
                OR r.classid = 'pg_constraint'::regclass AND r.objid IN (
                    SELECT k.oid FROM pg_constraint k JOIN stack s ON s.type = k.contypid
                    WHERE s.attnum = a.attnum))
                """)))),
            (SELECT p.n_distinct FROM pg_stats p JOIN pg_class c ON c.oid = $1
                JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE p.schemaname = n.nspname AND p.tablename = c.relname
                    AND p.attname = a.attname ORDER BY p.inherited DESC LIMIT 1)
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid
            AND d.adnum = a.attnum
        WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
        """

    /// Name, condition, whether validated, columns, functions of each CHECK.
    static let checks = """
        SELECT k.conname, pg_get_expr(k.conbin, k.conrelid), k.convalidated,
            array_to_json(ARRAY(SELECT a.attname FROM pg_attribute a
                WHERE a.attrelid = $1 AND a.attnum = ANY (k.conkey) ORDER BY a.attnum)),
            array_to_json(ARRAY(\(functions(
                "r.classid = 'pg_constraint'::regclass AND r.objid = k.oid"))))
        FROM pg_constraint k WHERE k.conrelid = $1 AND k.contype = 'c' ORDER BY k.conname
        """

    /// Name, whether exclusion, predicate, keys, plain key columns, all columns, operators,
    /// functions of each unique index and exclusion constraint.
    static let indexes = """
        SELECT x.relname, i.indisexclusion, pg_get_expr(i.indpred, i.indrelid),
            array_to_json(ARRAY(SELECT pg_get_indexdef(i.indexrelid, n, false)
                FROM generate_series(1, i.indnkeyatts) n ORDER BY n)),
            array_to_json(ARRAY(SELECT a.attname FROM pg_attribute a
                WHERE a.attrelid = $1 AND a.attnum > 0 AND a.attnum = ANY (
                    (i.indkey::int2[])[0:i.indnkeyatts - 1]) ORDER BY a.attnum)),
            array_to_json(ARRAY(SELECT a.attname FROM pg_attribute a
                WHERE a.attrelid = $1 AND a.attnum > 0 AND (a.attnum = ANY (
                    (i.indkey::int2[])[0:i.indnkeyatts - 1]) OR a.attnum IN (
                    SELECT r.refobjsubid FROM pg_depend r
                    WHERE r.classid = 'pg_class'::regclass AND r.objid = i.indexrelid
                        AND r.refclassid = 'pg_class'::regclass AND r.refobjid = $1
                        AND r.refobjsubid > 0)) ORDER BY a.attnum)),
            array_to_json(ARRAY(SELECT format('OPERATOR(%I.%s)', n.nspname, o.oprname)
                FROM unnest(k.conexclop) WITH ORDINALITY AS e(op, position)
                JOIN pg_operator o ON o.oid = e.op JOIN pg_namespace n ON n.oid = o.oprnamespace
                ORDER BY e.position)),
            array_to_json(ARRAY(\(functions(
                "r.classid = 'pg_class'::regclass AND r.objid = i.indexrelid"))))
        FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = $1
            AND k.contype = 'x'
        WHERE i.indrelid = $1 AND (i.indisunique OR i.indisexclusion) AND i.indisvalid
        ORDER BY x.relname
        """

    /// Name, columns, referenced schema, table and columns of each foreign key.
    static let foreignKeys = """
        SELECT k.conname,
            array_to_json(ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY AS u(n, i)
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.i)),
            n.nspname, c.relname,
            array_to_json(ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY AS u(n, i)
                JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.i))
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.confrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE k.conrelid = $1 AND k.contype = 'f' ORDER BY k.conname
        """

    /// Names of functions that an object depends on; the server's own are pinned and recorded
    /// nowhere, those of extensions were installed by whoever may.
    private static func functions(_ dependency: String) -> String {
        """
        SELECT DISTINCT format('%I.%I', n.nspname, p.proname)
        FROM pg_depend r JOIN pg_proc p ON p.oid = r.refobjid
        JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE r.refclassid = 'pg_proc'::regclass AND \(dependency)
            AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_proc'::regclass
                AND e.objid = p.oid AND e.deptype = 'e')
        ORDER BY 1
        """
    }
}
