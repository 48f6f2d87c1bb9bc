/// Patterns and texts of every kind that anchors and automata tell apart.
enum AnchorSamples {
    /// A repeatable stream of bytes over an alphabet.
    static func text(_ seed: UInt64, count: Int, alphabet: String) -> [UInt8] {
        let letters = Array(alphabet.utf8)
        var state = seed
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return letters[Int(state >> 33) % letters.count]
        }
    }

    static let patterns = [
        #"\bAKIA[A-Z2-7]{16}\b"#, #"[\w.]{1,64}@[\w-]+(?:\.[\w-]+)+"#,
        #"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"#, #"\b[a-z]{1,8}://\S{3,20}"#,
        "(?:ab|cde){1,3}f?9", "[a-f0-9]{32}", "[A-Za-z0-9]{20,40}", #"é\d|ü{2}x"#,
        #"(?i:key|straße)=\w+"#, #"\d{1,3}(?:\.\d{1,3}){3}"#, #"[^\n]{3}#x"#, ".{0,3}zz",
        #"\{[^{}]{0,90}?"kz""#, "[a-c ]{1,9}(?:[a-c]{1,3}#x|[0-9a-c]{1,5}@z)", "(?i:kiss)[0-9]",
    ]
}
