/// Letters of ASCII that are all of a word, and what is known of them.
struct PlainWord {
    let range: Range<Int>
    let traits: WordTraits
}
