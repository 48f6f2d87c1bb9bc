/// What `rules new` writes: a whole rule, every common key explained, clean under `rules check`.
enum RuleSkeleton {
    static func text(id: String) -> String {
        """
        # A rule says how one label is recognised. rules/README.md explains every key.
        [[rules]]
        id = "\(id)"
        title = "Visitor badge"                # what people read in reports
        kind = "data"                          # data, secret or negative (harmless, competes)
        category = "custom"
        sensitivity = "moderate"               # none, low, moderate, high, critical

        # What values look like. Several entries are alternatives, the strongest first.
        [[rules.values]]
        pattern = 'QB-\\d{6}'                   # PCRE2, the whole cell; between apostrophes
        mode = "find"                          # and inside text; "whole" for cells only
        literals = ["QB-"]                     # must be there anyway: keeps scans of text fast
        background = 0.0001                    # share of other columns' values that look so
        # validators = ["luhn"]                # native checks; bauta rules explain shows others

        # What columns are called, in nats: 9 decides alone, 5 needs company, 2 is a hint.
        [rules.names]
        phrases = { "visitor badge" = 9.0 }
        tokens = { badge = 5.0 }
        negative = { color = -8.0 }            # words that make the name mean something else

        [rules.mask]
        transform = "alphanumeric"
        domain = "\(id)"                       # equal values in one domain mask to equal values

        # At least three that match and three that don't; all invented.
        [rules.tests]
        match = ["QB-004417", "lost QB-120033 today"]
        no-match = ["QB-44", "XB-004417"]
        match-names = ["visitor_badge", "badge_no"]
        no-match-names = ["badge_color"]
        columns = [
          { name = "badge", values = ["QB-004417", "QB-120033"], expected = "\(id)" },
          { name = "code", values = ["A1", "B2"], expected = "not:\(id)" },
        ]

        """
    }
}
