/// One worker's part of a `SpanProgram`; a class, so that lending it moves no state.
// SAFETY: the program lends a worker to one scratch at a time, and that to one thread.
final class SpanWorker: @unchecked Sendable {
    var search: SpanSearch

    init(_ program: SpanProgram) { search = SpanSearch(program) }
}
