internal import Patterns

/// What one worker needs to classify columns and to find spans; not shared between threads.
package struct DetectionScratch: ~Copyable {
    let matching = MatchScratch()
    /// A value after its normalising steps.
    var normalised: [UInt8] = []
    var candidates: [SpanFinder.Candidate] = []
    /// Words of a running text, and what was found among them.
    var words: [TextWord] = []
    var spans: [TextSpan] = []

    package init() {}
}
