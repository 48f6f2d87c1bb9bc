import TestSupport
import Testing

/// What a failed command must look like: its exit code, a message that names the place and the
/// remedy, and nothing under the final name nor beside it.
func expectFault(
    _ outcome: ChildProcess.Outcome, status: Int = 2, mentions: [String], never: [String] = [],
    absent: [String] = [], in folder: TestFolder? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: sourceLocation)
    for word in mentions {
        #expect(
            outcome.errors.contains(word), "\(outcome.errors) should name \(word)",
            sourceLocation: sourceLocation)
    }
    for word in never {
        #expect(!outcome.errors.contains(word), "leaked", sourceLocation: sourceLocation)
        #expect(!outcome.output.contains(word), "leaked", sourceLocation: sourceLocation)
    }
    #expect(!outcome.errors.contains("Fatal error"), sourceLocation: sourceLocation)
    guard let folder else { return }
    let left = folder.files().filter { file in absent.contains { file.contains($0) } }
    #expect(left.isEmpty, "left behind: \(left)", sourceLocation: sourceLocation)
}
