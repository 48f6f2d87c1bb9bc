internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// One line on a terminal with share, rate and time left; silent when stderr is no terminal.
///
/// Redrawn at most ten times a second and erased at the end. Never shows a value.
final class ProgressMeter: Sendable {
    private struct State {
        var lastDrawn: ContinuousClock.Instant?
        var isShown = false
    }

    private let noun: String
    private let isEnabled: Bool
    private let start = ContinuousClock.now
    private let state = Mutex(State())

    /// - Parameter noun: what is counted, such as `tables`; `bytes` prints megabytes.
    init(_ noun: String, isQuiet: Bool = false) {
        self.noun = noun
        isEnabled = !isQuiet && isatty(STDERR_FILENO) == 1
    }

    /// Redraws when the last drawing is a tenth of a second old.
    func update(done: Int, total: Int?) {
        guard isEnabled else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if let last = state.lastDrawn, now - last < .milliseconds(100) { return }
            state.lastDrawn = now
            state.isShown = true
            Diagnostics.put(
                "\r\u{1B}[K" + line(done: done, total: total, after: now - start),
                on: STDERR_FILENO)
        }
    }

    /// Erases the line; call before any other output and at the end.
    func finish() {
        state.withLock { state in
            guard state.isShown else { return }
            state.isShown = false
            Diagnostics.put("\r\u{1B}[K", on: STDERR_FILENO)
        }
    }

    private func line(done: Int, total: Int?, after elapsed: Duration) -> String {
        let seconds = max(
            0.001,
            Double(elapsed.components.seconds)
                + Double(elapsed.components.attoseconds) / 1e18)
        let rate = Double(done) / seconds
        var text = count(Double(done))
        if let total, total > 0 {
            text += " of \(count(Double(total))) (\(done * 100 / total) %)"
        }
        text += noun == "bytes" ? "" : " \(noun)"
        text += ", \(count(rate))/s"
        if let total, rate > 0, total > done {
            text += ", \(Int(Double(total - done) / rate + 0.5)) s left"
        }
        return text
    }

    private func count(_ amount: Double) -> String {
        guard noun == "bytes" else { return String(Int(amount + 0.5)) }
        return "\((amount / 1e6 * 10).rounded() / 10) MB"
    }
}
