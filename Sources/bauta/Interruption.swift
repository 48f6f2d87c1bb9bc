internal import Dispatch
internal import Formats
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Ctrl-C and a closed pipe: the first SIGINT or SIGTERM asks the running command to stop, the
/// second ends the process at once. SIGPIPE is ignored, so that writing to a closed pipe is an
/// error like any other.
enum Interruption {
    private static let requested = Atomic(false)
    private static let handlers = Mutex<[@Sendable () -> Void]>([])
    private static let sources = Mutex<[Held]>([])

    /// A source that is not held is cancelled at once.
    // SAFETY: nothing touches the source again once it is held.
    private struct Held: @unchecked Sendable { let source: any DispatchSourceSignal }

    static var isRequested: Bool { requested.load(ordering: .acquiring) }

    /// Called once the user asks to stop, on a private queue: cancel a query, say.
    static func onRequest(_ handler: @escaping @Sendable () -> Void) {
        handlers.withLock { $0.append(handler) }
    }

    static func install() {
        _ = signal(SIGPIPE, SIG_IGN)
        let queue = DispatchQueue(label: "bauta.signals")
        for number in [SIGINT, SIGTERM] {
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { request() }
            source.resume()
            let held = Held(source: source)
            sources.withLock { $0.append(held) }
        }
    }

    private static func request() {
        if requested.exchange(true, ordering: .acquiringAndReleasing) {
            TemporaryFiles.removeAll()
            _exit(ExitStatus.interrupted.rawValue)
        }
        for handler in handlers.withLock({ $0 }) { handler() }
    }
}
