import Detection
import Postgres
import Primitives
import Scanning
import Synchronization
import TestSupport
import Testing

@Suite struct `What the schema says` {
    struct Case: Sendable {
        var text: String
        var allowed: [String] = []
        var words: [String] = []
    }

    @Test(arguments: [
        Case(
            text: "CHECK ((sex = ANY (ARRAY['M'::bpchar, 'F'::bpchar])))", allowed: ["M", "F"],
            words: ["sex"]),
        Case(
            text: "CHECK (((a)::text = ANY ((ARRAY['it''s'::character varying, 'b'])::text[])))",
            allowed: ["it's", "b"], words: ["a"]),
        Case(text: "CHECK ((n > 0))", words: ["n"]),
        Case(text: "CHECK ((a <> ALL (ARRAY['x'::text])))", words: ["a", "ALL"]),
        Case(text: "CHECK (is_iban(\"Konto Nr\"))", words: ["is_iban", "Konto Nr"]),
        Case(text: "CHECK ((a ~ '^[0-9]+$'::text) OR (a = ANY (ARRAY['x'])))", words: ["a"]),
        Case(text: "CHECK ('open", words: []),
    ])
    func `reads CHECK constraints`(_ check: Case) {
        let expression = SchemaExpression(check.text)
        #expect(expression.words == check.words)
        #expect(expression.allowedValues == check.allowed)
    }

    @Test func `reaches the judge`() throws {
        let database = try TestServer.shared().createDatabase("evidence")
        try database.run(
            """
            CREATE TYPE sex AS ENUM ('female', 'male');
            CREATE FUNCTION is_mail(text) RETURNS bool IMMUTABLE LANGUAGE sql AS 'SELECT true';
            CREATE TABLE t (a sex, b text CHECK (b IN ('married', 'single')),
                c text CHECK (is_mail(c)), first_name text,
                d text GENERATED ALWAYS AS (upper(first_name)) STORED);
            """)
        let seen = Mutex<[String: ColumnSample]>([:])
        _ = try DatabaseScanner(
            try ConnectionOptions(database.url), scan: ScanOptions(),
            judge: { samples in
                seen.withLock { for sample in samples { $0[sample.context.column] = sample } }
                return ToyJudge.judge(samples)
            }
        ).run(sourceID: "test")
        let samples = seen.withLock { $0 }
        #expect(samples["a"]?.cells.count == 2)
        #expect(samples["b"]?.context.allowedValues == ["married", "single"])
        #expect(samples["c"]?.context.schemaWords == ["is_mail"])
        #expect(samples["d"]?.context.schemaWords == ["first_name"])
    }
}
