import Primitives
import Synchronization
import Testing

@Suite struct ConcurrencyTests {
    @Test(arguments: [1, 2, 7]) func `maps every index once and in order`(workers: Int) {
        let squares = concurrentMap(count: 1000, workers: workers, makeContext: { 0 }) {
            index, _ in index * index
        }
        #expect(squares == (0..<1000).map { $0 * $0 })
    }

    @Test func `maps nothing to nothing`() {
        #expect(concurrentMap(count: 0, workers: 2, makeContext: {}) { index, _ in index }.isEmpty)
    }

    @Test(arguments: [1, 2, 5])
    func `releases results in the order of reading`(workers: Int) throws {
        let written = Mutex<[Int]>([])
        var next = 0
        try OrderedPipeline(workers: workers).run(
            makeContext: { 0 },
            read: { () -> Int? in
                next += 1
                return next <= 500 ? next : nil
            },
            transform: { input, context in
                context += 1
                return input * 2
            },
            write: { output in written.withLock { $0.append(output) } })
        #expect(written.withLock { $0 } == (1...500).map { $0 * 2 })
    }

    @Test(arguments: ["read", "transform", "write"])
    func `throws the first error and writes nothing after it`(stage: String) {
        struct Fault: Error {}
        let written = Mutex<[Int]>([])
        var next = 0
        #expect(throws: Fault.self) {
            try OrderedPipeline(workers: 2).run(
                makeContext: {},
                read: { () throws -> Int? in
                    next += 1
                    if stage == "read", next == 100 { throw Fault() }
                    return next <= 300 ? next : nil
                },
                transform: { input, _ in
                    if stage == "transform", input == 100 { throw Fault() }
                    return input
                },
                write: { output in
                    if stage == "write", output == 100 { throw Fault() }
                    written.withLock { $0.append(output) }
                })
        }
        let seen = written.withLock { $0 }
        #expect(seen == Array(1..<100).prefix(seen.count).map { $0 })
        #expect(seen.count <= 99)
    }

    @Test func `keeps chunks in flight bounded`() throws {
        let inFlight = Mutex((now: 0, most: 0))
        var next = 0
        try OrderedPipeline(workers: 2).run(
            makeContext: {},
            read: { () -> Int? in
                next += 1
                inFlight.withLock {
                    $0.now += 1
                    $0.most = max($0.most, $0.now)
                }
                return next <= 200 ? next : nil
            },
            transform: { input, _ in input },
            write: { _ in inFlight.withLock { $0.now -= 1 } })
        #expect(inFlight.withLock { $0.most } <= 5)
    }
}
