import Configuration
import Detection
import Primitives
import Testing

/// What `secrets.toml` gives every secret: words beside an issuer's, placeholders, a transform.
@Suite struct `Secrets share` {
    private static let shared = """
        transform = "secret"
        regulations = ["R-1"]
        issuer = 6.0
        [words]
        key = 5.0
        "api key" = 6.5
        [negative]
        count = -9.0
        [suppress]
        patterns = ['(?i)example|x{6}']
        """

    private static let rules = #"""
        [[rules]]
        id = "secret.fern"
        title = "Fern key"
        kind = "secret"
        sensitivity = "critical"
        [[rules.values]]
        pattern = '[0-9a-f]{32}'
        mode = "find"
        context = "assignment"
        randomness = 0.001
        ceiling = 6.0
        [rules.names]
        issuers = ["fern works"]
        [rules.tests]
        match = ["FERNWORKS_KEY=3f9c27ab51d04e<>6f8a7b2c9d1e5fa64b"]

        [[rules]]
        id = "net.link"
        title = "Link"
        kind = "data"
        sensitivity = "low"
        [[rules.values]]
        pattern = 'https://\S+'
        mode = "find"
        literals = ["https://"]
        """#

    private let rules: RuleSet

    init() throws {
        rules = try RuleSet(files: [
            ConfigurationFile(name: "rules/a.toml", text: Self.rules),
            ConfigurationFile(name: "rules/secrets.toml", text: Self.shared),
        ])
    }

    private static let key = "3f9c27ab51d04e6f8a7b2c9d1e5fa64b"
    private static let others = [
        "b81e04d95c7f2a63e90d417bca5628f3", "60d2f9b7e1384ac5902e7fd61b3ac84e",
    ]

    private func label(_ column: String, table: String = "") -> String {
        let sample = TestRules.sample(column, [Self.key] + Self.others, table: table)
        return ColumnClassifier(rules).classify(relation: [sample])[0].best.label
    }

    private func spans(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var scratch = DetectionScratch()
        return SpanFinder(rules).find(in: bytes.span, scratch: &scratch).spans.map {
            rules.rules[$0.rule].id
        }
    }

    @Test func `an issuer beside a word for a secret decides, in column or table`() {
        #expect(label("fernworks_api_key") == "secret.fern")
        #expect(label("FernWorksKey") == "secret.fern")
        #expect(label("api_key", table: "fern_works_settings") == "secret.fern")
        for name in ["api_key", "fernworks", "fernworks_id", "fernworks_key_count", "digest"] {
            #expect(label(name) == "none", "\(name)")
        }
    }

    @Test func `text needs the issuer somewhere and a word for a secret before the value`() {
        for text in [
            "FERNWORKS_API_KEY=\(Self.key)", "fern-works: {api_key: '\(Self.key)'}",
            "fernworks: \(Self.key)", "<fernworks><key>\(Self.key)</key>",
            "fernworks.connect('api key', '\(Self.key)')", "setFernworksKey(\"\(Self.key)\")",
            "fernworks login --api-key \(Self.key)", "fernworksKey: str = \"\(Self.key)\"",
            "env('FERNWORKS_KEY', \"\(Self.key)\")", "Fernworks API key: \(Self.key)",
            "{\"name\": \"FERNWORKS_KEY\", \"value\": \"\(Self.key)\"}",
            "process.env.FERNWORKS_KEY || '\(Self.key)'",
        ] {
            #expect(spans(text) == ["secret.fern"], "\(text)")
        }
        for text in [
            "api_key=\(Self.key)", "fernworks etag=\(Self.key)", "fernworks \(Self.key)",
            "fernworks_key_count=\(Self.key)", "fernworks('a', \(Self.key))",
        ] {
            #expect(spans(text) == [], "\(text)")
        }
    }

    @Test func `placeholders are no secrets`() {
        #expect(spans("fernworks_key=00000000xxxxxxxx0000000000000000") == [])
        #expect(rules["net.link"]?.suppression.patterns.isEmpty == true)
    }

    @Test func `a key in a link is more than the link`() {
        #expect(spans("https://fernworks.net/a?key=\(Self.key)") == ["secret.fern"])
        #expect(spans("https://fernworks.net/a?page=\(Self.key)") == ["net.link"])
    }

    @Test func `transform and regulations come from the shared file`() {
        #expect(rules["secret.fern"]?.transform == "secret")
        #expect(rules["secret.fern"]?.regulations == ["R-1"])
        #expect(rules["net.link"]?.transform == nil)
    }

    @Test func `examples are joined from their two pieces`() {
        #expect(rules["secret.fern"]?.tests.match == ["FERNWORKS_KEY=\(Self.key)"])
    }

    @Test func `unknown keys are refused`() {
        #expect(throws: RuleError.self) {
            _ = try RuleSet(files: [
                ConfigurationFile(name: "rules/secrets.toml", text: "isuer = 6.0\n")
            ])
        }
    }
}
