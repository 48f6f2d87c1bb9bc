import Catalog
import Scanning
import Testing

@Suite struct `A sample plan` {
    private func relation(
        rowsPerPage: Double?, hasChildren: Bool = false, isPartitioned: Bool = false
    ) -> RelationSchema {
        var relation = RelationSchema(
            oid: 1, schema: "public", name: "t", kind: .table, rowsPerPage: rowsPerPage,
            hasChildren: hasChildren, isPartitioned: isPartitioned)
        relation.columns = [
            column("id", .fixed), column("no\"te", .text), column("blob", .bytes),
            column("doc", .json), column("closed", .text, isReadable: false),
        ]
        return relation
    }

    private func column(
        _ name: String, _ form: ColumnSchema.Form, isReadable: Bool = true
    ) -> ColumnSchema {
        ColumnSchema(attnum: 1, name: name, type: "x", form: form, isReadable: isReadable)
    }

    struct Case: Sendable {
        var pages: Int
        var rows: Double?
        var limit: Int?
        var method: CatalogSample.Method
        var percentage: Double?
    }

    @Test(arguments: [
        Case(pages: 0, rows: nil, limit: 1000, method: .all),
        Case(pages: 16, rows: 4000, limit: 1000, method: .all),
        Case(pages: 200, rows: 900, limit: 1000, method: .all),
        Case(pages: 200, rows: 20_000, limit: 1000, method: .bernoulli, percentage: 5),
        Case(pages: 1024, rows: 100_000, limit: 1000, method: .bernoulli, percentage: 1),
        Case(pages: 10_000, rows: 1_000_000, limit: 1000, method: .system, percentage: 0.24),
        Case(pages: 100_000, rows: 2_000_000, limit: 1000, method: .system, percentage: 0.05),
        Case(pages: 10_000, rows: 1_000_000, limit: nil, method: .all),
    ])
    func `draws by size`(_ sizes: Case) {
        let plan = SamplePlan(
            relation(rowsPerPage: sizes.rows.map { $0 / Double(sizes.pages) }),
            pageCount: sizes.pages, rowTarget: sizes.limit, seed: 7)
        #expect(plan.method == sizes.method)
        #expect(plan.percentage == sizes.percentage)
    }

    @Test func `draws more pages where equal values lie together`() {
        func share(isClustered: Bool) -> Double? {
            SamplePlan(
                relation(rowsPerPage: 100), pageCount: 10_000, rowTarget: 1000, seed: 1,
                isClustered: isClustered
            ).percentage
        }
        #expect(share(isClustered: false) == 0.24)
        #expect(share(isClustered: true) == 0.96)
    }

    @Test func `guesses rows of a table never analysed from its columns`() {
        let plan = SamplePlan(
            relation(rowsPerPage: nil), pageCount: 50_000, rowTarget: 1000, seed: 1)
        #expect(plan.method == .system)
        #expect(plan.percentage.map { $0 > 0.01 && $0 < 0.1 } == true)
    }

    @Test func `asks for a percentage without LIMIT, cut and quoted`() {
        let plan = SamplePlan(
            relation(rowsPerPage: 20), pageCount: 100_000, rowTarget: 1000, seed: 7)
        #expect(
            plan.query(cellLimit: 100) == """
                SELECT "id"::text, pg_catalog.left("no""te"::text, 100), \
                pg_catalog.substr("blob", 1, 50)::text, pg_catalog.left("doc"::text, 100) \
                FROM "public"."t" TABLESAMPLE pg_catalog.system (0.05) REPEATABLE (7)
                """)
    }

    @Test func `reads a parent of plain inheritance alone, a partitioned table as a whole`() {
        let parent = SamplePlan(
            relation(rowsPerPage: 1, hasChildren: true), pageCount: 1, rowTarget: 10, seed: 1)
        #expect(parent.query(cellLimit: 10).hasSuffix(#"FROM ONLY "public"."t""#))
        let partitioned = SamplePlan(
            relation(rowsPerPage: 1, hasChildren: true, isPartitioned: true), pageCount: 1,
            rowTarget: 10, seed: 1)
        #expect(partitioned.query(cellLimit: 10).hasSuffix(#"FROM "public"."t""#))
    }

    @Test func `reads more once when the statistics promised too much`() {
        let bloated = relation(rowsPerPage: 1000)
        let plan = SamplePlan(bloated, pageCount: 100_000, rowTarget: 1000, seed: 1)
        #expect(plan.widened(bloated, rowTarget: 1000, rowsRead: 900) == nil)
        let wider = plan.widened(bloated, rowTarget: 1000, rowsRead: 10)
        #expect((wider?.percentage ?? 0) > (plan.percentage ?? 0) * 50)
        #expect((wider?.percentage ?? 101) <= 100)
    }

    @Test func `opens a transaction that hides and writes nothing`() {
        let opening = SamplePlan.opening(statementTimeoutSeconds: 30, lockTimeoutSeconds: 2)
        for setting in [
            "BEGIN READ ONLY", "row_security = off", "search_path = pg_catalog",
            "synchronize_seqscans = off", "statement_timeout = '30s'", "lock_timeout = '2s'",
        ] {
            #expect(opening.contains(setting))
        }
        #expect(opening.split(separator: ";").dropFirst().allSatisfy { $0.contains("SET LOCAL") })
    }
}
