import Configuration
import Detection
import Primitives

/// Small rules for tests that don't want to depend on the repository's `rules/`.
enum TestRules {
    static let text = #"""
        [[rules]]
        id = "contact.email"
        title = "E-mail address"
        kind = "data"
        category = "contact"
        sensitivity = "moderate"
        regulations = ["GDPR"]
        [rules.applies-to]
        types = ["text"]
        length = [6, 254]
        [[rules.values]]
        pattern = '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+'
        mode = "find"
        literals = ["@"]
        background = 0.001
        probability = 0.98
        [rules.names]
        tokens = { email = 8.0, mail = 5.0 }
        [rules.mask]
        transform = "email"
        domain = "person.email"

        [[rules]]
        id = "fin.card.pan"
        title = "Payment card number"
        kind = "data"
        category = "financial"
        sensitivity = "critical"
        [rules.applies-to]
        types = ["text", "integer"]
        [[rules.values]]
        pattern = '[2-6]\d{3}(?:[ -]?\d{4}){2}[ -]?\d{4}|\d{13}'
        mode = "find"
        minimum-digits = 13
        normalise = ["digits"]
        validators = ["luhn"]
        background = 0.02
        [rules.names]
        phrases = { "card number" = 8.0, pan = 6.0 }

        [[rules]]
        id = "gov.us.ssn"
        title = "US social security number"
        kind = "data"
        category = "government_id"
        sensitivity = "critical"
        prior = -5.5
        [rules.applies-to]
        types = ["text", "integer"]
        [[rules.values]]
        pattern = '\d{3}-\d{2}-\d{4}'
        mode = "find"
        literals = ["-"]
        minimum-digits = 9
        normalise = ["digits"]
        validators = ["us-ssn"]
        background = 0.002
        [[rules.values]]
        pattern = '\d{9}'
        normalise = ["digits"]
        validators = ["us-ssn"]
        background = 0.2
        ceiling = 3.0
        [rules.names]
        tokens = { ssn = 8.0 }
        phrases = { "social security" = 8.0 }

        [[rules]]
        id = "person.name.first"
        title = "Given name"
        kind = "data"
        category = "identity"
        sensitivity = "moderate"
        [[rules.values]]
        pattern = '\p{Lu}[\p{L}-]+'
        background = 0.2
        ceiling = 1.5
        [[rules.dictionaries]]
        file = "dictionaries/given.txt"
        background = 0.03
        floor = -4.0
        [rules.names]
        phrases = { "first name" = 8.0, name = 1.5 }
        tables = { person = 2.0, customer = 2.0 }
        siblings = { "person.name.last" = 2.0 }

        [[rules]]
        id = "person.name.last"
        title = "Family name"
        kind = "data"
        category = "identity"
        sensitivity = "moderate"
        [[rules.values]]
        pattern = '\p{Lu}[\p{L}-]+'
        background = 0.2
        ceiling = 1.5
        [rules.names]
        phrases = { "last name" = 8.0 }
        siblings = { "person.name.first" = 2.0 }

        [[rules]]
        id = "credential.generic"
        title = "Secret by name"
        kind = "secret"
        category = "credential"
        sensitivity = "critical"
        [[rules.values]]
        pattern = '[A-Za-z0-9+/_-]{16,128}'
        mode = "find"
        literals = ["=", ":"]
        randomness = 0.01
        background = 0.1
        ceiling = 4.0
        context = "assignment"
        probability = 0.8
        [rules.names]
        phrases = { "api key" = 8.0, secret = 6.0, token = 5.0 }
        [rules.suppress]
        values = ["your_api_key_goes_here"]
        patterns = ['EXAMPLE']

        [[rules]]
        id = "behav.message"
        title = "Message"
        kind = "data"
        category = "content"
        sensitivity = "high"
        [rules.mask]
        transform = "text"

        [[rules]]
        id = "neg.uuid"
        title = "UUID"
        kind = "negative"
        [rules.applies-to]
        types = ["uuid", "text"]
        [[rules.values]]
        pattern = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'
        mode = "find"
        literals = ["-"]
        background = 0.001
        probability = 0.99

        [[rules]]
        id = "neg.epoch"
        title = "Epoch seconds or milliseconds"
        kind = "negative"
        [rules.applies-to]
        types = ["integer"]
        [[rules.values]]
        pattern = '1[0-9]{9}(?:[0-9]{3})?'
        background = 0.01

        [[rules]]
        id = "neg.surrogate_int"
        title = "Sequential id"
        kind = "negative"
        [rules.applies-to]
        types = ["integer"]
        [[rules.statistics]]
        measure = "density"
        range = [1, 3]
        inside = 6.0
        [[rules.statistics]]
        measure = "rising"
        range = [0.9, 1.0]
        inside = 2.0

        [[rules]]
        id = "neg.digest"
        title = "Digest"
        kind = "negative"
        [[rules.values]]
        pattern = '(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})'
        background = 0.002
        """#

    static let names = """
        [words]
        email = ["eml", "メール"]
        "first name" = ["fname", "firstname"]
        "last name" = ["lname", "фамилия"]
        "api key" = ["apikey"]
        phone = ["電話", "telefon"]
        number = ["番号", "nummer"]
        customer = ["顧客", "kunde", "kunden"]
        name = ["名", "氏名", "имя"]
        company = ["会社"]
        invoice = ["rechnung"]
        address = ["adresse"]
        [negative-heads]
        count = -9.0
        verified = -9.0
        [negative-prefixes]
        is = -9.0
        [neutral]
        tokens = ["number", "home", "value", "col"]
        """

    static let givenNames = "# source: invented\nAnna\nBjörn\nCarla\nDaniel\nEmil\nFrieda\n"

    static func set(_ more: String = "", scoring: String = "") throws -> RuleSet {
        let files = [
            try ConfigurationFile(name: "rules/test.toml", text: text + "\n" + more),
            try ConfigurationFile(name: "rules/names.toml", text: names),
            try ConfigurationFile(name: "rules/scoring.toml", text: scoring),
        ]
        return try RuleSet(
            files: files, dictionaries: ["dictionaries/given.txt": Array(givenNames.utf8)])
    }

    static func sample(
        _ name: String, _ values: [String?], type: String = "text", table: String = ""
    ) -> ColumnSample {
        var context = ColumnSample.Context()
        context.column = name
        context.type = type
        context.table = table
        return ColumnSample(context: context, cells: CellBatch(texts: values))
    }
}
