internal import Formats
internal import Structure

/// Refuses lines of a JSONL file that aren't one JSON document.
struct JSONLineCheck {
    private let file: String
    private var walker = JSONWalker()
    private var paths = JSONPathTable()
    private var leaves: [JSONLeaf] = []

    init(file: String) { self.file = file }

    /// - Throws: `.json` with the line and the byte of the flaw.
    mutating func check(_ document: Span<UInt8>, line: Int) throws(FormatError) {
        do {
            try walker.walk(document, paths: &paths, into: &leaves)
        } catch {
            // Why: a file may hold more keys than a table does; that is no flaw of the line.
            guard error.reason == .tooManyPaths else {
                throw FormatError(file: file, line: line, .json(error.description))
            }
            paths = JSONPathTable()
        }
    }
}
