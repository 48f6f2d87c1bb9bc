/// Letters of ASCII that are all of a word, and what is known of them.
struct PlainWord {
    let start: Int
    let end: Int
    let traits: WordTraits

    var count: Int { end &- start }
}
