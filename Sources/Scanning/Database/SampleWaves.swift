internal import Dispatch
internal import Postgres
internal import Synchronization

/// Reads relations over several connections in waves of bounded size.
///
/// While one wave is being judged the next is read, so that at most two waves, some 40 MiB of
/// cells, are in memory whatever the number of relations.
final class SampleWaves: Sendable {
    /// Bytes after which no further relation joins a wave.
    private static let waveByteTarget = 4 << 20
    /// Relations after which none joins, so that a thousand small tables come in steps.
    private static let waveCountLimit = 64

    typealias Outcome = Result<RelationSample, PostgresError>

    private struct State {
        var next = 0
        var byteCount = 0
        var taken = 0
        var outcomes: [(index: Int, outcome: Outcome)] = []
    }

    private let relations: [RelationSchema]
    private let readers: [RelationReader]
    private let cancellation: ScanCancellation
    private let group = DispatchGroup()
    private let state = Mutex(State())

    init(
        _ relations: [RelationSchema], readers: [RelationReader], cancellation: ScanCancellation
    ) {
        self.relations = relations
        self.readers = readers
        self.cancellation = cancellation
    }

    /// Starts reading a wave on the connections' queues.
    ///
    /// A server that grants fewer connections than asked for is read over those it grants; the
    /// first one has been open since the introspection.
    func start() {
        for (number, reader) in readers.enumerated() {
            reader.queue.async(group: group) { [self] in
                guard number == 0 || reader.canConnect() else { return }
                while let index = takeNext() {
                    let relation = relations[index]
                    let outcome = Outcome { () throws(PostgresError) in try reader.read(relation) }
                    state.withLock { state in
                        if case .success(let sample) = outcome {
                            state.byteCount += sample.byteCount
                        }
                        state.outcomes.append((index, outcome))
                    }
                }
            }
        }
    }

    /// Waits for the wave under way; in the order of the relations, empty when all are read.
    func finish() -> [(relation: RelationSchema, outcome: Outcome)] {
        group.wait()
        let wave = state.withLock { state in
            let outcomes = state.outcomes
            state.outcomes = []
            state.byteCount = 0
            state.taken = 0
            return outcomes
        }
        return wave.sorted { $0.index < $1.index }.map { (relations[$0.index], $0.outcome) }
    }

    private func takeNext() -> Int? {
        state.withLock { state in
            guard state.next < relations.count, state.byteCount < Self.waveByteTarget,
                state.taken < Self.waveCountLimit, !cancellation.isCancelled
            else { return nil }
            state.next += 1
            state.taken += 1
            return state.next - 1
        }
    }
}
